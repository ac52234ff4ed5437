import type { DrawOutcome } from '../draw/draw';
import type { ReadList } from '../draw/read-entrants';
import type { PublishedRules } from '../draw/rules';
import type { ProofHashes } from './proof';

/** What is checked, in this order. */
export const CHECKS = [
	'format',
	'rules',
	'list',
	'commitment',
	'closing',
	'drand',
	'seed',
	'draw',
	'published',
] as const;
export type CheckId = (typeof CHECKS)[number];

/** Why a check passed, failed or was not made; copy.ts has the sentences. */
export type Reason =
	| 'format.ok'
	| 'format.wrong'
	| 'rules.ok'
	| 'rules.unreadable'
	| 'rules.changed'
	| 'list.ok'
	| 'list.unreadable'
	| 'list.changed'
	| 'list.weight'
	| 'commitment.ok'
	| 'commitment.other'
	| 'closing.ok'
	| 'closing.early'
	| 'drand.none'
	| 'drand.ok'
	| 'drand.missing'
	| 'drand.unexpected'
	| 'drand.other'
	| 'drand.forged'
	| 'drand.late'
	| 'seed.ok'
	| 'seed.other'
	| 'draw.ok'
	| 'draw.other'
	| 'draw.impossible'
	| 'published.none'
	| 'published.ok'
	| 'published.other'
	| 'blocked';

export interface Check {
	readonly id: CheckId;
	/** `skipped`: there is nothing to check, or what it needs has failed before. */
	readonly status: 'passed' | 'failed' | 'skipped';
	readonly reason: Reason;
	/** What the reason's sentence speaks of. */
	readonly values: Readonly<Record<string, string | number>>;
}

/** What the verifier knows from elsewhere, e.g. from the messages in the group. */
export interface Expected {
	readonly communityId?: string | undefined;
	readonly lotteryId?: string | undefined;
	readonly rules?: string | undefined;
	readonly commitment?: string | undefined;
	readonly list?: string | undefined;
}

export interface Report {
	/** No check failed, and every check that the rules call for was made. */
	readonly valid: boolean;
	readonly checks: readonly Check[];
	/** Present as far as the proof could be read. */
	readonly rules?: PublishedRules | undefined;
	readonly list?: ReadList | undefined;
	/** Computed here, not taken from the proof. */
	readonly hashes?: Partial<ProofHashes> | undefined;
	/** Drawn here, not taken from the proof. */
	readonly outcome?: DrawOutcome | undefined;
}

type Values = Check['values'];
export const passed = (id: CheckId, reason: Reason, values: Values = {}): Check => ({
	id,
	status: 'passed',
	reason,
	values,
});
export const failed = (id: CheckId, reason: Reason, values: Values = {}): Check => ({
	id,
	status: 'failed',
	reason,
	values,
});
export const skipped = (id: CheckId, reason: Reason, values: Values = {}): Check => ({
	id,
	status: 'skipped',
	reason,
	values,
});
