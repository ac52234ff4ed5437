import { createHash } from 'node:crypto';
import { z } from 'zod/v4';
import { LANGUAGES, type Language } from '../language';
import { parseWith, requireDistinct } from '../parse';
import { fillText } from '../text';
import { PRAISE, PRAISE_OCCASIONS, type PraiseOccasion } from './copy';

export { PRAISE_OCCASIONS, type PraiseOccasion } from './copy';

/** What a check-in has done to a member's streak. */
export interface PraiseFacts {
	/** Days in a row, with this one. */
	streak: number;
	/** The longest streak before the one that this check-in belongs to; 0 if it is the first. */
	bestBefore: number;
	/** Days with a check-in ever, with this one. */
	total: number;
	/** Days without a check-in before this one; 0 if there was one the day before. */
	gap: number;
	/** Freezes that this check-in used up to keep the streak. */
	freezesUsed: number;
	/** Whether a missed day was made up, instead of today checked in. */
	madeUp: boolean;
	/** Streaks that are celebrated, in days. */
	milestones: readonly number[];
}

/** A record is news only once a streak is worth the name. */
const SHORTEST_RECORD = 3;

/** What to praise a check-in for: the rarest thing that it is. */
export function praiseOccasion(facts: PraiseFacts): PraiseOccasion {
	const { streak, bestBefore, total, gap, freezesUsed, madeUp, milestones } = facts;
	if (madeUp) return 'make_up';
	if (total <= 1) return 'first';
	if (milestones.includes(streak)) return 'milestone';
	// Said on the day that the old record falls, not on each day after it.
	if (bestBefore >= SHORTEST_RECORD && streak === bestBefore + 1) return 'record';
	if (freezesUsed > 0) return 'freeze';
	if (gap > 0 && streak <= 1) return 'comeback';
	return 'streak';
}

const line = z.string().trim().min(1).max(500);
const linesSchema = z.partialRecord(z.enum(PRAISE_OCCASIONS), z.array(line).min(1).max(100));

/** Lines of an operator's own, for the occasions that have some. */
export type OwnLines = z.output<typeof linesSchema>;

/** Every variable that a line may use. */
const SAMPLE = { name: 'x', streak: 1, total: 1, gap: 1, freezes: 0 };

/**
 * Checks lines that an operator wrote.
 *
 * @throws DomainError naming the line that is empty, stands twice or uses a variable that does not exist
 */
export function parseOwnLines(value: unknown): OwnLines {
	const lines = parseWith(linesSchema, value ?? {}, 'praise');
	for (const occasion of PRAISE_OCCASIONS) {
		const own = lines[occasion] ?? [];
		requireDistinct(own, `praise.${occasion}`);
		for (const one of own) fillText(one, SAMPLE);
	}
	return lines;
}

/** Whom a line is for, and when. */
export interface PraiseAsked {
	occasion: PraiseOccasion;
	memberId: string;
	/** The member's date of the check-in, `YYYY-MM-DD`. */
	day: string;
	language: Language;
	variables: { name: string; streak: number; total: number; gap?: number; freezes?: number };
	/** Used instead of the shipped lines of their occasion, in whatever language they are. */
	own?: OwnLines | undefined;
	/** The line that the member got last, before its variables were filled in. */
	previous?: string | undefined;
}

export interface Praise {
	occasion: PraiseOccasion;
	/** The line as it was written; give it back as `previous` the next time. */
	line: string;
	/** With its variables filled in. */
	text: string;
}

/**
 * Chooses a line of praise. Member and day decide, so a repeated delivery says the same; the line
 * that the member got last is not said again, unless there is no other.
 */
export function choosePraise(asked: PraiseAsked): Praise {
	const { occasion, memberId, day, variables, previous } = asked;
	const lines = asked.own?.[occasion] ?? PRAISE[LANGUAGES.includes(asked.language) ? asked.language : 'en'][occasion];
	const fresh = lines.filter((one) => one !== previous);
	const candidates = fresh.length > 0 ? fresh : lines;
	const digest = createHash('sha256').update(`praise\0${memberId}\0${day}\0${occasion}`, 'utf8').digest();
	const chosen = candidates[digest.readUInt32BE(0) % candidates.length] ?? '{name}';
	return { occasion, line: chosen, text: fillText(chosen, { gap: 0, freezes: 0, ...variables }) };
}
