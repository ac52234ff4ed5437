import { DateTime } from 'luxon';
import { DomainError } from '../domain-error';

/*
 * Dates of a calendar, `YYYY-MM-DD`, without clocks: text order is their order, and every day has the same length.
 */

const DAY_MS = 86_400_000;

/** Days since 1970-01-01. The date must be one. */
export function dayNumber(day: string): number {
	return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

export function dayOfNumber(number: number): string {
	return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
	return dayOfNumber(dayNumber(day) + days);
}

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekday(day: string): number {
	// 1970-01-01 was a Thursday.
	return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}

/** @throws DomainError naming `field` if there is no such day, e.g. 2026-02-29 */
export function requireDay(day: string, field = 'day'): string {
	if (/^\d{4}-\d{2}-\d{2}$/.test(day) && Number.isFinite(dayNumber(day)) && dayOfNumber(dayNumber(day)) === day) {
		return day;
	}
	throw new DomainError(
		`There is no day "${day}"`,
		'Give a day of the calendar as YYYY-MM-DD, e.g. 2026-03-01.',
		field,
	);
}

/** The first moment of a day in a time zone; not midnight where the clocks skip it. */
export function startOfDay(day: string, timeZone: string): string {
	return new Date(DateTime.fromISO(day, { zone: timeZone }).startOf('day').toMillis()).toISOString();
}

/** The first moment after a day in a time zone. */
export function endOfDay(day: string, timeZone: string): string {
	return startOfDay(addDays(day, 1), timeZone);
}

/** Date, and minutes since midnight as a clock on the wall shows them. */
export function wallClock(instant: string, timeZone: string): { day: string; minutes: number } {
	const local = DateTime.fromMillis(Date.parse(instant), { zone: timeZone });
	return { day: local.toFormat('yyyy-MM-dd'), minutes: local.hour * 60 + local.minute };
}
