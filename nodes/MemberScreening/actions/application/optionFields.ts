import type { z } from 'zod/v4';
import { InputError } from '../../../shared/errors';

export type Fields = Readonly<Record<string, unknown>>;

/** A group of fields inside the options; `undefined` if it was not added. */
export function fieldsOf(holder: unknown, name: string): Fields | undefined {
	if (typeof holder !== 'object' || holder === null) return undefined;
	const group = (holder as Fields)[name];
	return typeof group === 'object' && group !== null ? (group as Fields) : undefined;
}

/** Only what was filled in, so that the defaults of the rules hold for the rest. */
export function filled(fields: Fields): Fields {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
}

/**
 * Reads settings from fields of the editor.
 *
 * @param labels what the editor calls the field of a path; a list's rows are `*`
 * @throws InputError naming the first field at fault
 */
export function read<T extends z.ZodType>(
	schema: T,
	value: unknown,
	group: string,
	labels: Readonly<Record<string, string>>,
): z.output<T> {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	const path = (issue?.path ?? []).map((part) => (typeof part === 'number' ? '*' : String(part))).join('.');
	const place = labels[path] === undefined ? `"${group}"` : `"${labels[path]}" of "${group}"`;
	throw new InputError(
		`${place} cannot be used: ${issue?.message ?? 'it has another shape than expected'}`,
		`Correct ${place} in the options.`,
	);
}
