import { DateTime } from 'luxon';
import { instantMs } from './parse';

const DAY_MS = 86_400_000;

function local(instant: string, timeZone: string): DateTime {
	return DateTime.fromMillis(instantMs(instant), { zone: timeZone });
}

/** The date on the community's calendar, `YYYY-MM-DD`. */
export function localDate(instant: string, timeZone: string): string {
	return local(instant, timeZone).toFormat('yyyy-MM-dd');
}

/** Days since 1970-01-01 of the local date. Dates have no clock changes, so their difference is exact. */
function dayNumber(instant: string, timeZone: string): number {
	const { year, month, day } = local(instant, timeZone);
	return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** How many midnights of the time zone lie between two instants; negative if `to` is the earlier day. */
export function daysBetween(from: string, to: string, timeZone: string): number {
	return dayNumber(to, timeZone) - dayNumber(from, timeZone);
}

/**
 * Where "within the last n days" begins: the first moment of the local day n days ago, so that a
 * window holds n whole days and today so far, and begins at the same instant whatever the hour of
 * asking.
 */
export function windowStart(now: string, days: number, timeZone: string): string {
	return toInstant(local(now, timeZone).minus({ days }));
}

/**
 * Tells of many instants whether `daysBetween(instant, now)` is less than so many days, without
 * asking the calendar for each of them.
 */
export function isYounger(now: string, days: number, timeZone: string): (instant: string, field: string) => boolean {
	const start = instantMs(windowStart(now, days - 1, timeZone));
	return (instant, field) => instantMs(instant, field) >= start;
}

/**
 * When a period of n days that begins now is over: the member keeps what is left of today and n
 * whole days after it. No days: now.
 */
export function periodEnd(now: string, days: number, timeZone: string): string {
	return days === 0 ? new Date(instantMs(now)).toISOString() : toInstant(local(now, timeZone).plus({ days: days + 1 }));
}

/** The first moment of the local day that is so many days after the day of an instant. */
export function dayAfter(instant: string, days: number, timeZone: string): string {
	return toInstant(local(instant, timeZone).plus({ days }));
}

/** The first moment of the day; not midnight where the clocks skip it. */
function toInstant(day: DateTime): string {
	return new Date(day.startOf('day').toMillis()).toISOString();
}
