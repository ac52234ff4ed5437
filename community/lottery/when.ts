import { DateTime } from 'luxon';
import { DomainError } from '../domain-error';

/**
 * A time as operators give it, by the clocks of a time zone where it names no offset: `2026-06-01T20:00`,
 * `2026-06-01 20:00:00`, `2026-06-01T20:00:00+08:00`. A date alone is its last moment, so that "until Sunday" holds all
 * of Sunday.
 *
 * @returns a UTC instant
 * @throws DomainError naming `field`
 */
export function readWhen(text: string, timeZone: string, field: string): string {
	const trimmed = text.trim();
	const isDate = /^\d{4}-\d{2}-\d{2}$/.test(trimmed);
	const read = DateTime.fromISO(trimmed.replace(/^(\d{4}-\d{2}-\d{2}) +(?=\d)/, '$1T'), { zone: timeZone });
	if (read.isValid) {
		return new Date((isDate ? read.plus({ days: 1 }).startOf('day') : read).toMillis()).toISOString();
	}
	throw new DomainError(
		`"${field}" is no time: ${trimmed === '' ? 'it is empty' : trimmed}`,
		'Write it as 2026-06-01T20:00, or with an offset, 2026-06-01T20:00:00+08:00.',
		field,
	);
}
