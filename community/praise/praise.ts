import { createHash } from 'node:crypto';
import type { Language } from '../language';
import { fillText } from '../text';
import { PRAISE, PRAISE_UNITS, type PraiseOccasion, type PraiseUnit } from './copy';
import type { OwnLines, PraiseVariable } from './own';

/** What a check-in has done to a member's streak. */
export interface PraiseFacts {
	/** Days or weeks in a row, with this one. */
	streak: number;
	/** The longest streak before the one that this check-in belongs to; 0 if it is the first. */
	bestBefore: number;
	/** Days or weeks that count ever, with this one. */
	total: number;
	/** Days or weeks without a check-in before this one; 0 if the one before has one. */
	gap: number;
	/** Freezes that this check-in used up to keep the streak. */
	freezesUsed: number;
	/** Whether a missed day was made up, instead of today checked in. */
	madeUp: boolean;
	/** Streaks that are celebrated, in days or weeks. */
	milestones: readonly number[];
}

/** A record is news only once a streak is worth the name. */
export const SHORTEST_RECORD = 3;

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

/** Whom a line is for, and when. */
export interface PraiseAsked {
	occasion: PraiseOccasion;
	memberId: string;
	/** The how-manieth day or week of the member it is, e.g. the total; the next one has the next number. */
	turn: number;
	language: Language;
	/** What streak, total and gap count. */
	unit: PraiseUnit;
	variables: { name: string; streak: number; total: number; gap?: number; freezes?: number };
	/** Used instead of the shipped lines of their occasion, in whatever language they are. */
	own?: OwnLines | undefined;
}

export interface Praise {
	occasion: PraiseOccasion;
	text: string;
}

/**
 * Chooses a line of praise: each member goes through all lines of an occasion in an order of their
 * own, then through all of them in another order. So a repeated delivery says the same, and two
 * turns in a row never do, unless an operator gives a single line; and nothing has to be kept.
 */
export function choosePraise({ occasion, memberId, turn, language, unit, variables, own }: PraiseAsked): Praise {
	const lines = own?.[occasion] ?? PRAISE[language][unit][occasion];
	const line = lineOf(lines, `${memberId}\0${occasion}`, turn);
	const known: Record<PraiseVariable, string | number> = {
		gap: 0,
		freezes: 0,
		...variables,
		unit: unitAfter(variables.streak, language, unit),
	};
	return { occasion, text: fillText(line, known) };
}

/** What stands after a number: 1 week, 3 weeks; 3 周. */
export function unitAfter(count: number, language: Language, unit: PraiseUnit): string {
	const [one, more] = PRAISE_UNITS[language][unit];
	return count === 1 ? one : more;
}

function lineOf(lines: readonly string[], seed: string, turn: number): string {
	const round = Math.floor(turn / lines.length);
	// Two lines take turns; more of them are put in a new order each round.
	const order = shuffled(lines, lines.length > 2 ? `${seed}\0${round}` : seed);
	const before = lines.length > 2 && round > 0 ? shuffled(lines, `${seed}\0${round - 1}`).at(-1) : undefined;
	const [first, second, ...rest] = order;
	const fresh = first !== undefined && first === before && second !== undefined ? [second, first, ...rest] : order;
	return fresh[turn % lines.length] ?? '{name}';
}

/** In the order of the SHA-256 of seed and line. */
function shuffled(lines: readonly string[], seed: string): string[] {
	const key = (line: string) => createHash('sha256').update(`praise\0${seed}\0${line}`, 'utf8').digest('hex');
	return lines
		.map((line) => ({ line, at: key(line) }))
		.sort((a, b) => (a.at < b.at ? -1 : 1))
		.map(({ line }) => line);
}
