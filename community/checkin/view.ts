import { unitOf } from './period';
import type { StreakState } from './streak';
import type { Tracker } from './tracker';

/** A streak as items show it. */
export interface StreakView {
	current: number;
	longest: number;
	total: number;
	unit: 'day' | 'week';
	since: string | null;
	lastPeriod: string | null;
	freezes: { held: number; earned: number; spent: number; nextIn: number };
	/** Periods that freezes kept, the latest last. */
	frozen: string[];
	madeUp: number;
	nextMilestone: number | null;
	/** When the streak ends unless the member checks in. */
	livesUntil: string | null;
	pausedUntil: string | null;
}

export function streakView(
	tracker: Tracker,
	state: StreakState,
	{ livesUntil, pausedUntil }: { livesUntil: string | null; pausedUntil: string | null },
): StreakView {
	const { held, earned, spent, progress } = state.freezes;
	const next = tracker.points.milestones.map(({ streak }) => streak).filter((streak) => streak > state.current);
	return {
		current: state.current,
		longest: state.longest,
		total: state.total,
		unit: unitOf(tracker.period),
		since: state.since,
		lastPeriod: state.lastPeriod,
		freezes: { held, earned, spent, nextIn: Math.max(1, tracker.freezes.every - progress) },
		frozen: state.frozen,
		madeUp: state.madeUp,
		nextMilestone: next.length === 0 ? null : Math.min(...next),
		livesUntil: state.current === 0 ? null : livesUntil,
		pausedUntil,
	};
}
