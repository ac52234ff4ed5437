import type { LotteryRules } from './rules';

/** What the rules of a lottery may ask of a member. What is not known is null. */
export interface EntryFacts {
	/** The ids of the person on all platforms. */
	platformIds: readonly string[];
	joinedAt: string | null;
	/** Whole days of membership. */
	ageDays: number | null;
	points: number;
	tags: readonly string[] | null;
	tier: string | null;
	streak: number | null;
	region: string | null;
	/** By the key of `countKey`: how often it was done. */
	counts: Readonly<Record<string, number>>;
	recentWins: readonly { title: string; prize: string | null; wonAt: string }[];
}

export interface Counted {
	type: string;
	/** Absent = ever. */
	withinDays?: number | undefined;
}

export function countKey({ type, withinDays }: Counted): string {
	return withinDays === undefined ? type : `${type}/${withinDays}`;
}

/** Every count of ledger lines that these rules look at, each once. */
export function countsOf({ entry, weights }: Pick<LotteryRules, 'entry' | 'weights'>): Counted[] {
	const asked: Counted[] = [
		...entry.tasks.map(({ type, withinDays }) => ({ type, withinDays })),
		...weights.bonus.filter(({ from }) => from === 'task').map(({ value }) => ({ type: value })),
	];
	return [...new Map(asked.map((one) => [countKey(one), one])).values()];
}
