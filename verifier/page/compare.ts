import { randomnessOf } from '../../community/lottery/draw/drand';
import type { LotteryProof } from '../../community/lottery/proof/proof';
import type { Report } from '../../community/lottery/proof/report';
import type { Texts } from './texts';

type Name = Extract<keyof Texts, `${string}Hash`>;

export interface Comparison {
	/** Hashes of the proof that stand in the text. */
	readonly matches: readonly Name[];
	/** Hashes in the text that the proof does not have. */
	readonly strangers: readonly string[];
}

/** What must have been posted in the group for the proof to be that of the lottery there. */
export const ANNOUNCED = ['ruleHash', 'commitmentHash', 'listHash'] as const satisfies readonly Name[];

/** The hashes in messages that somebody pasted, beside those of the proof as they were computed here. */
export function compare(text: string, report: Report, proof: LotteryProof): Comparison {
	const known = knownHashes(report, proof);
	const lines = new Set(report.list?.lines.map(({ entrant }) => entrant));
	const matches = new Set<Name>();
	const strangers = new Set<string>();
	for (const hash of text.toLowerCase().split(/[^0-9a-f]+/)) {
		if (hash.length !== 64) continue;
		const name = known.get(hash) ?? (lines.has(hash) ? 'lineHash' : undefined);
		if (name === undefined) strangers.add(hash);
		else matches.add(name);
	}
	return { matches: [...matches], strangers: [...strangers] };
}

/** Whether all that was announced is as in the proof. */
export function isConfirmed(comparison: Comparison | undefined): boolean {
	return comparison?.strangers.length === 0 && ANNOUNCED.every((name) => comparison.matches.includes(name));
}

function knownHashes({ hashes }: Report, proof: LotteryProof): Map<string | undefined, Name> {
	const known = new Map<string | undefined, Name>([
		[proof.secret, 'secretHash'],
		[hashes?.seed, 'seedHash'],
		[hashes?.rules, 'ruleHash'],
		[hashes?.commitment, 'commitmentHash'],
		[hashes?.list, 'listHash'],
	]);
	if (proof.drand !== undefined) {
		known.set(proof.drand.chainHash, 'drandHash').set(randomnessOf(proof.drand).randomness, 'randomnessHash');
	}
	known.delete(undefined);
	return known;
}
