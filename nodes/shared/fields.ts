import { InputError } from './errors';
import { asText } from './parameters';

/** Names separated by commas, or a list that an expression gave. */
export function listOf(value: unknown): string[] {
	const parts = Array.isArray(value) ? value.map(asText) : asText(value).split(/[,，、;；\n]/);
	return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** What was typed as JSON, or given by an expression. */
export function jsonOf(value: unknown, field: string): unknown {
	if (typeof value !== 'string') return value;
	const parsed = parsedJson(value);
	if (parsed !== undefined) return parsed.value;
	throw new InputError(`"${field}" is no JSON`, 'Correct it: names in double quotes, no comma after the last field.');
}

function parsedJson(text: string): { value: unknown } | undefined {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return undefined;
	}
}
