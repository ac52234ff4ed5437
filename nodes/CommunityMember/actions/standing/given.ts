import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../shared/errors';
import { asText, parameterReader } from '../../../shared/parameters';

/** Lets an operator fill in fields, and an integrator give JSON, for the same settings. */
export function givenBy(name: string, label: string, example: string): INodeProperties[] {
	return [
		{
			displayName: `${label} From`,
			name: `${name}From`,
			type: 'options',
			options: [
				{ name: 'Fields Below', value: 'fields' },
				{ name: 'JSON', value: 'json', description: 'As the documentation and the published schema describe' },
			],
			default: 'fields',
		},
		{
			displayName: `${label} as JSON`,
			name: `${name}Json`,
			type: 'json',
			default: example,
			displayOptions: { show: { [`${name}From`]: ['json'] } },
		},
	];
}

/** Shows a field only while the settings are not given as JSON. */
export function unlessJson(name: string, fields: INodeProperties[]): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: { show: { ...field.displayOptions?.show, [`${name}From`]: ['fields'] } },
	}));
}

/**
 * Reads settings in whichever way they were given, once for all items where no expression is in them.
 *
 * @param fromFields makes what JSON would be out of the fields of an item
 * @param parse checks it
 * @throws InputError (from the reader) if the JSON cannot be read
 */
export function givenReader<T>(
	context: IExecuteFunctions,
	name: string,
	fromFields: (index: number) => unknown,
	parse: (value: unknown) => T,
): (index: number) => T {
	const from = parameterReader(context, `${name}From`, 'fields', String);
	const json = parameterReader(context, `${name}Json`, '{}', (value) => parse(readJson(value)));
	let last: { key: string; value: T } | undefined;
	return (index) => {
		if (from(index) === 'json') return json(index);
		const given = fromFields(index);
		const key = JSON.stringify(given);
		if (last?.key !== key) last = { key, value: parse(given) };
		return last.value;
	};
}

export function readJson(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const parsed = parseJson(value);
	if ('value' in parsed) return parsed.value;
	throw new InputError(
		`The JSON cannot be read: ${parsed.problem}`,
		'Check quotation marks and commas; the documentation of the operation shows an example.',
	);
}

function parseJson(text: string): { value: unknown } | { problem: string } {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch (error) {
		return { problem: error instanceof Error ? error.message : String(error) };
	}
}

/** Rows of a fixed collection. */
export function rowsOf(value: unknown, name: string): Record<string, unknown>[] {
	const rows = (value as Record<string, unknown> | null | undefined)?.[name];
	return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
}

/** A number that a text field holds; `undefined` where it is empty. */
export function numberIn(value: unknown, label: string): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const number = Number(value);
	if (Number.isFinite(number)) return number;
	throw new InputError(`"${label}" is no number: ${asText(value)}`, 'Fill in a number, e.g. 100.');
}

/** Words in a text field, separated by commas of any script or lines. */
export function wordsIn(value: unknown): string[] {
	return asText(value)
		.split(/[,，、;；\n]/)
		.map((word) => word.trim())
		.filter((word) => word !== '');
}

/** A value as people type it: true, false and numbers are what they look like. */
export function valueIn(value: unknown): string | number | boolean {
	const text = asText(value).trim();
	if (text === 'true' || text === 'false') return text === 'true';
	return text !== '' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** Leaves out what is not filled in. */
export function filledIn(row: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(row).filter(([, value]) => value !== undefined && value !== '' && value !== null),
	);
}
