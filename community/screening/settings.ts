import { DateTime } from 'luxon';
import type { z } from 'zod/v4';
import { ScreeningError } from './evaluate';

/**
 * An operator's JSON as settings, with the defaults filled in.
 *
 * @param name what the operator calls these settings, e.g. "Tasks"
 * @throws ScreeningError naming the first field at fault
 */
export function readSettings<T extends z.ZodType>(schema: T, value: unknown, name: string): z.output<T> {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	const field = issue === undefined ? '' : issue.path.map(String).join('.');
	const place = field === '' ? `"${name}"` : `"${field}" of "${name}"`;
	throw new ScreeningError(
		`${place} cannot be used: ${issue?.message ?? 'it has another shape than expected'}`,
		`Correct ${place}; the documentation of the node shows an example.`,
		field === '' ? name : field,
	);
}

/**
 * Milliseconds since 1970 of an ISO-8601 instant with its offset.
 *
 * @throws ScreeningError naming the field if it is no such instant
 */
export function instantMs(value: string, field: string): number {
	const hasOffset = /T.*(?:Z|[+-]\d{2}:?\d{2})$/i.test(value);
	const ms = hasOffset ? DateTime.fromISO(value).toMillis() : Number.NaN;
	if (Number.isFinite(ms)) return ms;
	throw new ScreeningError(
		`"${field}" is no instant: ${value === '' ? 'it is empty' : value}`,
		'Give date, time and offset as ISO 8601 writes them, e.g. 2026-03-01T08:00:00Z.',
		field,
	);
}

/**
 * The instant so many calendar days later by the clocks of a time zone: the same time of day, also
 * where the clocks change in between.
 *
 * @throws ScreeningError if there is no such time zone
 */
export function daysLater(instant: string, days: number, timeZone: string, field: string): string {
	const start = DateTime.fromMillis(instantMs(instant, field), { zone: timeZone });
	if (!start.isValid) {
		throw new ScreeningError(
			`There is no time zone "${timeZone}"`,
			'Choose a name of the IANA list, e.g. Asia/Shanghai.',
			'timeZone',
		);
	}
	return start.plus({ days }).toUTC().toISO();
}
