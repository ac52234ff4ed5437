import type { Camp } from './definition';

/** A day on which the ledger has a check-in of a member. */
export interface CampCheckIn {
	/** `YYYY-MM-DD` on the member's calendar. */
	day: string;
	madeUp: boolean;
}

export interface CampFacts {
	checkIns: readonly CampCheckIn[];
	/** How often each task was done, in the order of the camp's tasks. */
	tasks: readonly number[];
}

/** `at_risk`: only without another missed day; `failed`: whatever still comes. */
export type CampState = 'passed' | 'on_track' | 'at_risk' | 'failed';

export interface CampProgress {
	state: CampState;
	/** Days of the camp that count. */
	done: number;
	missed: number;
	/** Days that can still be checked in, today among them if it is open. */
	left: number;
	longestStreak: number;
	/** The rules with the values they saw. */
	reasons: CampReason[];
}

export interface CampReason {
	rule: 'days' | 'streak' | 'task';
	title?: string;
	needed: number;
	reached: number;
	met: boolean;
}

/**
 * How far a member is in a camp.
 *
 * @param days the days of the camp, ascending (campDays)
 * @param today the day that is not over yet, `YYYY-MM-DD`; days before it that were not checked in are missed
 */
export function campProgress(camp: Camp, days: readonly string[], facts: CampFacts, today: string): CampProgress {
	const { pass } = camp;
	const counted = new Set(facts.checkIns.filter(({ madeUp }) => pass.makeUpsCount || !madeUp).map(({ day }) => day));
	const isDone = days.map((day) => counted.has(day));
	const isOpen = days.map((day, index) => isDone[index] !== true && day >= today);
	const done = isDone.filter(Boolean).length;
	const left = isOpen.filter(Boolean).length;
	const longestStreak = longestRun(isDone);
	const reasons: CampReason[] = [
		{ rule: 'days', needed: pass.days, reached: done, met: done >= pass.days },
		...(pass.streak === undefined
			? []
			: [{ rule: 'streak' as const, needed: pass.streak, reached: longestStreak, met: longestStreak >= pass.streak }]),
		...pass.tasks.map(({ title, times }, index): CampReason => {
			const reached = facts.tasks[index] ?? 0;
			return { rule: 'task', title, needed: times, reached, met: reached >= times };
		}),
	];
	const progress = { done, missed: days.length - done - left, left, longestStreak, reasons };
	if (reasons.every(({ met }) => met)) return { state: 'passed', ...progress };
	const reachable = (open: readonly boolean[]): boolean => {
		const best = isDone.map((one, index) => one || open[index] === true);
		return best.filter(Boolean).length >= pass.days && longestRun(best) >= (pass.streak ?? 0);
	};
	const isOver = today > (days.at(-1) ?? '');
	if (!reachable(isOpen) || isOver) return { state: 'failed', ...progress };
	return { state: survivesOneMiss(isOpen, reachable) ? 'on_track' : 'at_risk', ...progress };
}

/** Whether a member may miss the next open day and still pass. */
function survivesOneMiss(isOpen: readonly boolean[], reachable: (open: readonly boolean[]) => boolean): boolean {
	const next = isOpen.indexOf(true);
	// Nothing is left to be missed; a task may still be.
	return next < 0 || reachable(isOpen.with(next, false));
}

function longestRun(flags: readonly boolean[]): number {
	let longest = 0;
	let run = 0;
	for (const flag of flags) {
		run = flag ? run + 1 : 0;
		longest = Math.max(longest, run);
	}
	return longest;
}
