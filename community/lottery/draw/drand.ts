import { bls12_381 } from '@noble/curves/bls12-381';
import { DomainError } from '../../domain-error';
import type { DrandChain } from './drand-chains';
import { drandChain } from './drand-chains';
import { bytesOf, isHex } from './hex';
import { record, whole } from './reader';
import type { DrandRound } from './rules';
import type { DrandRandomness } from './seed';
import { sha256Hex } from './sha256';

/** A round as the proof keeps it: all that is needed to verify it anywhere. */
export interface DrandBeacon extends DrandRound {
	readonly signature: string;
	/** For chained networks: the signature of the round before. */
	readonly previousSignature?: string | undefined;
}

export interface VerifiedBeacon {
	readonly beacon: DrandBeacon;
	/** For `finalSeed`. */
	readonly drand: DrandRandomness;
}

/** RFC 9380's suite for points of G1; the one for G2 is the library's own. */
const G1_TAG = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_';
const G2_TAG = 'BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_';

/** Bytes of a signature by scheme. */
export const DRAND_BYTES = { 'bls-unchained-g1-rfc9380': 48, 'pedersen-bls-chained': 96 } as const;

/**
 * A round of drand as its HTTP API gives it (`GET /<chain hash>/public/<round>`), verified: it is the round
 * that the rules name, the network signed it, and the randomness is the hash of the signature. Takes about
 * 30 ms.
 *
 * @param answer the JSON of the API, or the text of it
 * @throws DomainError saying what does not hold
 */
export function verifyBeacon(answer: unknown, expected: DrandRound): VerifiedBeacon {
	const chain = drandChain(expected.chainHash);
	const read = readAnswer(answer, chain);
	if (read.round !== expected.round) {
		throw new DomainError(
			`This is round ${String(read.round)} of drand, but the rules name round ${String(expected.round)}`,
			`Take the answer of /${expected.chainHash}/public/${String(expected.round)}.`,
			'round',
		);
	}
	const beacon: DrandBeacon = {
		chainHash: chain.chainHash,
		round: read.round,
		signature: read.signature,
		...(read.previousSignature === undefined ? {} : { previousSignature: read.previousSignature }),
	};
	const drand = randomnessOf(beacon);
	if (read.randomness !== undefined && read.randomness !== drand.randomness) {
		throw new DomainError(
			'The randomness is not the hash of the signature',
			'Take the answer from drand anew; somebody or something changed this one.',
			'randomness',
		);
	}
	if (!isSigned(beacon, chain)) {
		throw new DomainError(
			`The signature of round ${String(read.round)} is not of drand's network "${chain.name}"`,
			'Take the answer from drand anew; somebody or something changed this one.',
			'signature',
		);
	}
	return { beacon, drand };
}

/** The randomness of a round is SHA-256 over the bytes of its signature. Does not verify it. */
export function randomnessOf({ chainHash, round, signature }: DrandBeacon): DrandRandomness {
	return { chainHash, round, randomness: sha256Hex(bytesOf(signature)) };
}

/** Whether the network signed the round. Never throws: what is no point of the curve is not signed. */
export function isSigned(
	beacon: Pick<DrandBeacon, 'round' | 'signature' | 'previousSignature'>,
	chain: Pick<DrandChain, 'scheme' | 'publicKey'>,
): boolean {
	try {
		return chain.scheme === 'pedersen-bls-chained' ? signedOnG2(beacon, chain) : signedOnG1(beacon, chain);
	} catch {
		return false;
	}
}

function signedOnG1(
	{ round, signature }: Pick<DrandBeacon, 'round' | 'signature'>,
	{ publicKey }: Pick<DrandChain, 'publicKey'>,
): boolean {
	const { shortSignatures } = bls12_381;
	return shortSignatures.verify(signature, shortSignatures.hash(digestOf(roundBytes(round)), G1_TAG), publicKey);
}

function signedOnG2(
	{ round, signature, previousSignature }: Pick<DrandBeacon, 'round' | 'signature' | 'previousSignature'>,
	{ publicKey }: Pick<DrandChain, 'publicKey'>,
): boolean {
	if (previousSignature === undefined) return false;
	const { longSignatures } = bls12_381;
	const message = new Uint8Array([...bytesOf(previousSignature), ...roundBytes(round)]);
	return longSignatures.verify(signature, longSignatures.hash(digestOf(message), G2_TAG), publicKey);
}

const digestOf = (bytes: Uint8Array): Uint8Array => bytesOf(sha256Hex(bytes));

/** Eight bytes, the most significant first. */
function roundBytes(round: number): Uint8Array {
	const bytes = new Uint8Array(8);
	new DataView(bytes.buffer).setBigUint64(0, BigInt(round));
	return bytes;
}

interface Answer {
	readonly round: number;
	readonly signature: string;
	readonly previousSignature?: string | undefined;
	readonly randomness?: string | undefined;
}

function readAnswer(answer: unknown, chain: DrandChain): Answer {
	const parsed = typeof answer === 'string' ? parse(answer) : answer;
	const chained = chain.scheme === 'pedersen-bls-chained';
	// drand's API may add fields; only these count.
	const given = typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
	const fields = record({ round: given.round, signature: given.signature }, 'drand', ['round', 'signature']);
	const bytes = DRAND_BYTES[chain.scheme];
	return {
		round: whole(fields, 'round', 1, Number.MAX_SAFE_INTEGER),
		signature: hexOf(fields.of.signature, bytes, 'signature'),
		...(chained ? { previousSignature: hexOf(given.previous_signature, bytes, 'previous_signature') } : {}),
		...(given.randomness === undefined ? {} : { randomness: hexOf(given.randomness, 32, 'randomness') }),
	};
}

function hexOf(value: unknown, bytes: number, field: string): string {
	if (isHex(value, bytes)) return value;
	throw new DomainError(
		`"${field}" of drand's answer is not ${String(bytes)} bytes in hex`,
		'Give the answer of drand as it came.',
		field,
	);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new DomainError("drand's answer is no JSON", 'Give the answer of drand as it came.', 'drand');
	}
}
