import { DomainError } from '../domain-error';

/** Days since 1970-01-01. Dates have no clock, so this is exact. */
export type DayNumber = number;

const DAY_MS = 86_400_000;

/** @throws DomainError if the text is no date `YYYY-MM-DD` of the calendar */
export function dayNumber(date: string, field = 'date'): DayNumber {
	const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
	if (Number.isFinite(ms) && new Date(ms).toISOString().startsWith(date)) return ms / DAY_MS;
	throw new DomainError(
		`"${field}" is no date: ${date === '' ? 'it is empty' : date}`,
		'Write it as 2026-03-01.',
		field,
	);
}

export function dateOf(day: DayNumber): string {
	return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export const WEEK_STARTS = ['monday', 'sunday'] as const;
export type WeekStart = (typeof WEEK_STARTS)[number];

/** 0 for the first day of the week, 6 for the last. 1970-01-01 was a Thursday. */
export function weekdayOf(day: DayNumber, weekStart: WeekStart): number {
	const fromMonday = (((day + 3) % 7) + 7) % 7;
	return weekStart === 'monday' ? fromMonday : (fromMonday + 1) % 7;
}

/** Year, month (1–12) and day of the month. */
export function partsOf(day: DayNumber): { year: number; month: number; date: number } {
	const at = new Date(day * DAY_MS);
	return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() };
}

/** First and last day of the month that a day lies in; `before` months earlier if given. */
export function monthOf(day: DayNumber, before = 0): { first: DayNumber; last: DayNumber } {
	const { year, month } = partsOf(day);
	return {
		first: Date.UTC(year, month - 1 - before, 1) / DAY_MS,
		last: Date.UTC(year, month - before, 0) / DAY_MS,
	};
}
