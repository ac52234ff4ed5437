import { dayAfter } from '../days';
import { instantMs, requireZone } from '../parse';

/**
 * The instants at which today and the days before it begin, so many in all, the oldest first, in UTC.
 * Whoever counts days in SQL compares with these and needs no table of time zones.
 *
 * @param now ISO 8601 with an offset
 */
export function dayStarts(now: string, days: number, timeZone: string): string[] {
	requireZone(timeZone);
	instantMs(now, 'now');
	// A day that a time zone left out (Apia, 30 December 2011) begins when the next one does.
	return Array.from({ length: days }, (_, index) => dayAfter(now, index + 1 - days, timeZone));
}

/** The instant at which the oldest of so many days begins; today is one of them. */
export function windowOpens(now: string, days: number, timeZone: string): string {
	requireZone(timeZone);
	instantMs(now, 'now');
	return dayAfter(now, 1 - days, timeZone);
}

/** How many of the days hold one of the instants. */
export function countDays(instants: readonly number[], starts: readonly number[]): number {
	return new Set(instants.map((at) => starts.findLastIndex((start) => start <= at)).filter((index) => index >= 0)).size;
}
