import { DateTime } from 'luxon';
import type { z } from 'zod/v4';
import { instantMs } from '../parse';
import { DomainError } from '../domain-error';

/**
 * An operator's JSON as settings, with the defaults filled in.
 *
 * @param name what the operator calls these settings, e.g. "Tasks"
 * @throws DomainError naming the first field at fault
 */
export function readSettings<T extends z.ZodType>(schema: T, value: unknown, name: string): z.output<T> {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	const field = issue === undefined ? '' : issue.path.map(String).join('.');
	const place = field === '' ? `"${name}"` : `"${field}" of "${name}"`;
	throw new DomainError(
		`${place} cannot be used: ${issue?.message ?? 'it has another shape than expected'}`,
		`Correct ${place}; the documentation of the node shows an example.`,
		field === '' ? name : field,
	);
}

/**
 * The instant so many calendar days later by the clocks of a time zone: the same time of day, also
 * where the clocks change in between.
 *
 * @throws DomainError if there is no such time zone
 */
export function daysLater(instant: string, days: number, timeZone: string, field: string): string {
	const start = DateTime.fromMillis(instantMs(instant, field), { zone: timeZone });
	if (!start.isValid) {
		throw new DomainError(
			`There is no time zone "${timeZone}"`,
			'Choose a name of the IANA list, e.g. Asia/Shanghai.',
			'timeZone',
		);
	}
	return start.plus({ days }).toUTC().toISO();
}
