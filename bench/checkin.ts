/** The community of the benchmark, and its tracker: once a day, by the clocks of Shanghai, one point each, more for a streak. */
export const communityId = 'bench-community';
export const trackerId = 'daily';
export const rules = {
	title: '每日打卡',
	timeZone: 'Asia/Shanghai',
	// A day ends at midnight and misses are not forgiven, so that the workflow of built-in nodes can do the same job.
	graceMinutes: 0,
	lateHours: 48,
	freezes: { every: 7, most: 0 },
	points: { base: 1, streak: [{ from: 7, points: 1 }] },
};

/** What is kept of a member: one row of the Data Table. */
export interface Kept {
	lastDay: string;
	current: number;
	longest: number;
	total: number;
	balance: number;
}

/** What a member gets to hear. */
export interface CheckInAnswer extends Kept {
	outcome: 'recorded' | 'already';
}

/**
 * The job in the plainest JavaScript. It says which answer is right, and its source is what the Code node runs: so it uses
 * nothing from outside itself.
 * @param kept the member's row; without a last day if there is none
 */
export function checkIn(occurredAt: string, kept: Partial<Kept>, timeZone: string): CheckInAnswer {
	const dayOf = (ms: number): string => new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(ms));
	const at = Date.parse(occurredAt);
	const day = dayOf(at);
	const { lastDay = '', current = 0, longest = 0, total = 0, balance = 0 } = kept;
	// Who was here later has had this day, or has missed it.
	if (day <= lastDay) return { outcome: 'already', lastDay, current, longest, total, balance };
	const streak = lastDay === dayOf(at - 86_400_000) ? current + 1 : 1;
	return {
		outcome: 'recorded',
		lastDay: day,
		current: streak,
		longest: Math.max(longest, streak),
		total: total + 1,
		balance: balance + (streak >= 7 ? 2 : 1),
	};
}
