import { DomainError } from '../../domain-error';
import { instantMs, utc } from '../../parse';

/** A public network of drand: what its rounds are verified with. */
export interface DrandChain {
	readonly name: string;
	/** SHA-256 of the network's parameters; names it in every address of drand's API. */
	readonly chainHash: string;
	/** Compressed point: on G2 where signatures are on G1, else on G1. */
	readonly publicKey: string;
	/** Unix seconds of round 1. */
	readonly genesis: number;
	/** Seconds between two rounds. */
	readonly period: number;
	/** By drand's names: see docs.drand.love, "Beacon schemes". */
	readonly scheme: 'bls-unchained-g1-rfc9380' | 'pedersen-bls-chained';
}

/** The two networks of the League of Entropy that can be verified here, by drand's published parameters. */
export const DRAND_CHAINS: readonly DrandChain[] = [
	{
		name: 'quicknet',
		chainHash: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
		publicKey:
			'83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
		genesis: 1_692_803_367,
		period: 3,
		scheme: 'bls-unchained-g1-rfc9380',
	},
	{
		name: 'default',
		chainHash: '8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce',
		publicKey: '868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31',
		genesis: 1_595_431_050,
		period: 30,
		scheme: 'pedersen-bls-chained',
	},
];

/** Three seconds a round, and a round can be verified without the one before: the one to use. */
export const QUICKNET = '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971';

/** @throws DomainError if rounds of that network cannot be verified here */
export function drandChain(chainHash: string): DrandChain {
	const chain = DRAND_CHAINS.find((one) => one.chainHash === chainHash);
	if (chain !== undefined) return chain;
	throw new DomainError(
		`The network of drand with the chain hash ${chainHash.slice(0, 12)}… is not known here`,
		`Use quicknet (${QUICKNET}) or drand's default network.`,
		'drand.chainHash',
	);
}

/** When a round becomes known to the world, in UTC: nobody knows its randomness before. */
export function roundTime({ genesis, period }: DrandChain, round: number): string {
	return utc((genesis + (round - 1) * period) * 1000);
}

/** The first round that becomes known after an instant, e.g. closing time and an hour. */
export function roundAfter({ genesis, period }: DrandChain, instant: string): number {
	const seconds = instantMs(instant, 'instant') / 1000 - genesis;
	return Math.max(1, Math.floor(seconds / period) + 2);
}
