import { IANAZone } from 'luxon';
import type { z } from 'zod/v4';
import { DomainError } from './domain-error';

/**
 * What an operator wrote, with the defaults filled in.
 *
 * @param name what the whole is called where no part of it is at fault, e.g. `segment`
 * @throws DomainError naming the path of the first thing that is wrong
 */
export function parseWith<Schema extends z.ZodType>(schema: Schema, value: unknown, name: string): z.output<Schema> {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	const path = issue?.path.map(String).join('.') ?? '';
	const field = path === '' ? name : Array.isArray(value) ? `${name}.${path}` : path;
	throw new DomainError(
		`"${field}" cannot be used: ${issue?.message ?? 'it has another shape than expected'}`,
		`Correct "${field}"; the documentation of the node shows an example.`,
		field,
	);
}

/**
 * Milliseconds since 1970.
 *
 * @throws DomainError naming `field` if the text is no ISO 8601 instant with an offset
 */
export function instantMs(instant: string, field = 'now'): number {
	const ms = /T.*(?:Z|[+-]\d{2}:?\d{2})$/i.test(instant) && isDate(instant) ? Date.parse(instant) : Number.NaN;
	if (Number.isFinite(ms)) return ms;
	throw new DomainError(
		`"${field}" is no instant: ${instant === '' ? 'it is empty' : instant}`,
		'Give date, time and offset as ISO 8601 writes them, e.g. 2026-03-01T08:00:00Z.',
		field,
	);
}

/** Date.parse takes the 30th of February for the 2nd of March. */
function isDate(instant: string): boolean {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})T/.exec(instant) ?? [];
	return (
		Number(day) <= 28 || new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day)
	);
}

/** The same instant as the store keeps it, in UTC. */
export function utc(ms: number): string {
	return new Date(ms).toISOString();
}

/** Zones that were found valid: asking takes a fifth of a millisecond, and rules ask for every member. */
const knownZones = new Set<string>();

/** @throws DomainError if nobody's clocks go by that name */
export function requireZone(timeZone: string, field = 'timeZone'): void {
	if (knownZones.has(timeZone)) return;
	if (IANAZone.isValidZone(timeZone)) {
		knownZones.add(timeZone);
		return;
	}
	throw new DomainError(`There is no time zone "${timeZone}"`, 'Choose an IANA name, e.g. Asia/Shanghai.', field);
}

/** @throws DomainError naming the first value that stands twice in the list */
export function requireDistinct(values: readonly string[], field: string): void {
	const twice = values.find((value, index) => values.indexOf(value) !== index);
	if (twice === undefined) return;
	throw new DomainError(`"${twice}" stands in "${field}" twice`, 'Give every one a name of its own.', field);
}
