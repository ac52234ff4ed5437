import { addDays, wallClock } from './dates';
import { candidates, livedDayAt, type LivedDay } from './moment';
import { periodOf } from './period';
import { standingOn, type LeaveFact, type StreakLaw, type StreakState } from './streak';
import { minutesOf, type Tracker } from './tracker';

export interface AtRisk {
	/** The member's day that the reminder is for. */
	day: string;
	current: number;
	/** Whether a freeze will keep the streak if the member does nothing. */
	freezes: number;
}

/**
 * Whether a member's streak is at risk and it is the member's evening: `undefined` if there is nothing to remind of.
 * In quiet hours, during a pause, on days without a check-in and when it is too late to check in, nobody is reminded.
 *
 * @param zone the member's IANA time zone
 */
export function atRisk(
	tracker: Tracker,
	law: StreakLaw,
	{ state, leaves, zone }: { state: StreakState; leaves: readonly LeaveFact[]; zone: string },
	now: string,
): AtRisk | undefined {
	const lived: LivedDay[] = state.lastDay === null ? [] : [state.lastDay];
	const today = livedDayAt(now, zone, lived);
	const { minutes } = wallClock(now, today.timeZone);
	const { from, quietFrom, streakFrom } = tracker.reminder;
	if (minutes < minutesOf(from) || minutes >= minutesOf(quietFrom)) return undefined;
	const period = periodOf(today.day, tracker.period);
	if (period === undefined || period === state.lastPeriod) return undefined;
	// A week is at risk on its last days only: as long as there is time, nobody has to hurry.
	if (
		tracker.period.kind === 'week' &&
		periodOf(today.day, tracker.period) === periodOf(addDays(today.day, 1), tracker.period)
	)
		return undefined;
	const covered = leaves.some(({ fromDay, toDay }) => fromDay <= today.day && today.day <= toDay);
	if (covered) return undefined;
	const open = candidates(tracker, now, zone, lived);
	if (typeof open === 'string' || !open.some(({ day }) => day === today.day)) return undefined;
	const standing = standingOn(law, state, today, leaves);
	if (standing.current < streakFrom) return undefined;
	return { day: today.day, current: standing.current, freezes: standing.freezes.held };
}
