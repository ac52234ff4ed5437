import { DomainError } from '../../domain-error';

/** An object that has exactly the fields it should; `path` says where it stands. */
export interface Fields {
	readonly path: string;
	readonly of: Readonly<Record<string, unknown>>;
}

function wrong(field: string, what: string, hint = `Correct "${field}".`): DomainError {
	return new DomainError(`"${field}" ${what}`, hint, field);
}

const pathTo = ({ path }: Fields, key: string): string => (path === '' ? key : `${path}.${key}`);

/** Unknown fields are refused: what no check covers must not stand in what was checked. */
export function record(
	value: unknown,
	path: string,
	required: readonly string[],
	optional: readonly string[] = [],
): Fields {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, 'is no object');
	const of = value as Record<string, unknown>;
	const missing = required.find((key) => !Object.hasOwn(of, key) || of[key] === undefined);
	if (missing !== undefined) throw wrong(`${path}.${missing}`, 'is missing', `Give "${path}.${missing}".`);
	const unknown = Object.keys(of).find((key) => !required.includes(key) && !optional.includes(key));
	if (unknown !== undefined) throw wrong(`${path}.${unknown}`, 'is not known here', `Remove "${path}.${unknown}".`);
	return { path, of };
}

export function text(fields: Fields, key: string, min: number, max: number): string {
	const value = fields.of[key];
	if (typeof value === 'string' && value.length >= min && value.length <= max) return value;
	throw wrong(pathTo(fields, key), `must be text of ${String(min)} to ${String(max)} characters`);
}

export function whole(fields: Fields, key: string, min: number, max: number): number {
	const value = fields.of[key];
	if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) return value;
	throw wrong(pathTo(fields, key), `must be a whole number from ${String(min)} to ${String(max)}`);
}

export function list(fields: Fields, key: string, min: number, max: number): readonly unknown[] {
	const value = fields.of[key];
	if (Array.isArray(value) && value.length >= min && value.length <= max) return value;
	throw wrong(pathTo(fields, key), `must be a list of ${String(min)} to ${String(max)}`);
}

export function exact<const Value extends string | number>(fields: Fields, key: string, value: Value): Value {
	if (fields.of[key] === value) return value;
	throw wrong(pathTo(fields, key), `must be ${JSON.stringify(value)}`);
}

export function choice<const Value extends string>(fields: Fields, key: string, values: readonly Value[]): Value {
	const value = values.find((one) => one === fields.of[key]);
	if (value !== undefined) return value;
	throw wrong(pathTo(fields, key), `must be one of ${values.join(', ')}`);
}

/** An instant in the one form that sorts as text: UTC with milliseconds. */
export function instant(fields: Fields, key: string): string {
	const value = fields.of[key];
	if (typeof value === 'string' && isUtc(value)) return value;
	throw wrong(pathTo(fields, key), 'must be an instant in UTC, e.g. 2026-03-01T12:00:00.000Z');
}

/** Whether it is an instant as Date.toISOString writes it. */
export function isUtc(value: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value)) return false;
	const ms = Date.parse(value);
	return Number.isFinite(ms) && new Date(ms).toISOString() === value;
}
