import { DomainError } from '../../domain-error';
import { canonicalJson, type PlainJson } from './canonical-json';
import { readPublishedRules } from './read-rules';
import { sha256Hex } from './sha256';

/** Prizes of one kind; tiers are given out in the order of the rules, the best first. */
export interface PrizeTier {
	/** 1 to 32 of A-Z, a-z, 0-9, "-" and "_"; stands in hashes and ledgers. */
	readonly tierId: string;
	/** What members read, e.g. `一等奖 · 机械键盘`. */
	readonly name: string;
	readonly quantity: number;
}

/** The future round of drand that the draw waits for; fixed before the first entry. */
export interface DrandRound {
	/** One of `DRAND_CHAINS`. */
	readonly chainHash: string;
	readonly round: number;
}

/** Everything in the rules that decides who wins. */
export interface DrawRules {
	readonly tiers: readonly PrizeTier[];
	/** How many people stand by for prizes that are not claimed, in each order; 0 for nobody. */
	readonly alternates: number;
	/** No entrant draws more lots than that. */
	readonly maxWeight: number;
	/** 1: whoever has won takes part no more. More: every tier is drawn by an order of its own. */
	readonly maxPrizesPerPerson: number;
	/** What happens if there are more prizes than people who can win them. */
	readonly tooFewEntrants: 'refuse' | 'leavePrizes';
	readonly drand?: DrandRound | undefined;
}

/** What is published when a lottery opens; its hash binds the operator to every word of it. */
export interface PublishedRules {
	readonly v: 1;
	readonly communityId: string;
	readonly lotteryId: string;
	readonly title: string;
	/** UTC, as `2026-03-01T12:00:00.000Z`. */
	readonly opensAt: string;
	/** UTC. No list is closed before. */
	readonly closesAt: string;
	readonly draw: DrawRules;
	/** All else that was promised (who may enter, bonus entries, exclusions, values, claiming). Hashed, not read. */
	readonly terms: PlainJson;
}

export interface RulesText {
	/** RFC 8785 text. Publish and keep exactly these characters: their UTF-8 bytes are hashed. */
	readonly text: string;
	/** SHA-256 of the text, 32 bytes in hex. */
	readonly hash: string;
}

/**
 * The rules as the text that is published and hashed.
 *
 * @throws DomainError naming what is wrong: no prize, a cap below 1, closing before opening, an unknown field …
 */
export function publishRules(rules: PublishedRules): RulesText {
	const text = canonicalJson(rules);
	readPublishedRules(JSON.parse(text));
	return { text, hash: sha256Hex(text) };
}

/**
 * The rules of a published text.
 *
 * @throws DomainError if it is no such text, or not its canonical form
 */
export function rulesOfText(text: string): PublishedRules {
	const rules = readPublishedRules(parsed(text));
	if (canonicalJson(rules) === text) return rules;
	throw new DomainError(
		'The text of the rules is not in its canonical form',
		'Take the text as it was published, character by character.',
		'rules',
	);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new DomainError('The text of the rules is no JSON', 'Take the text as it was published.', 'rules');
	}
}
