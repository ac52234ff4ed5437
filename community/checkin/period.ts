import { addDays, weekday } from './dates';
import type { Period } from './tracker';

/*
 * A period is named by its first day: the day itself, or the first day of the week.
 */

/** The period that a day belongs to; `undefined` on a weekday that was not chosen. */
export function periodOf(day: string, period: Period): string | undefined {
	if (period.kind === 'week') return addDays(day, -((weekday(day) - period.weekStart + 7) % 7));
	if (period.kind === 'weekdays' && !period.days.includes(weekday(day))) return undefined;
	return day;
}

/** The period after one. */
export function nextPeriod(start: string, period: Period): string {
	if (period.kind === 'week') return addDays(start, 7);
	let next = addDays(start, 1);
	while (periodOf(next, period) === undefined) next = addDays(next, 1);
	return next;
}

/** The last day of a period. */
export function lastDayOf(start: string, period: Period): string {
	return period.kind === 'week' ? addDays(start, 6) : start;
}

/** What streaks are counted in. */
export function unitOf(period: Period): 'day' | 'week' {
	return period.kind === 'week' ? 'week' : 'day';
}

/** Check-ins that a period needs before it counts. */
export function timesOf(period: Period): number {
	return period.kind === 'weekdays' ? 1 : period.times;
}
