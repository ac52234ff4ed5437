import { DateTime, IANAZone } from 'luxon';
import { DomainError } from '../domain-error';

/**
 * An ISO-8601 instant with its offset, in UTC.
 *
 * @throws DomainError naming the field if it is no such instant
 */
export function instant(value: string, field: string): DateTime<true> {
	const parsed = DateTime.fromISO(value).toUTC();
	if (parsed.isValid && /T.*(?:Z|[+-]\d{2}:?\d{2})$/i.test(value)) return parsed;
	throw new DomainError(
		`"${field}" is no instant: ${value === '' ? 'it is empty' : value}`,
		'Give date, time and offset as ISO 8601 writes them, e.g. 2026-03-01T08:00:00Z.',
		field,
	);
}

/**
 * Milliseconds since 1970 of the same time of day so many days later, by the clocks of a time zone.
 *
 * @throws DomainError if there is no such time zone
 */
export function daysAfter(value: string, days: number, timeZone: string, field: string): number {
	if (!IANAZone.isValidZone(timeZone)) {
		throw new DomainError(
			`There is no time zone "${timeZone}"`,
			'Choose an IANA name, e.g. Asia/Shanghai.',
			'timeZone',
		);
	}
	return instant(value, field).setZone(timeZone).plus({ days }).toMillis();
}
