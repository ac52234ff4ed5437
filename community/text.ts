import { DomainError } from './domain-error';

const PLACEHOLDER = /\{\s*([\p{L}\p{N}_]+)\s*(?:\|([^{}]*))?\}/gu;

/**
 * Fills `{name}` and `{city|your city}` (with a default) in an operator's text. Values are data:
 * a value that looks like a placeholder is not filled again.
 *
 * @param variables what may be used; an empty or undefined value takes the default, else nothing
 * @throws DomainError naming a variable that does not exist
 */
export function fillText(template: string, variables: Readonly<Record<string, string | number | undefined>>): string {
	return template.replace(PLACEHOLDER, (_whole, name: string, fallback: string | undefined) => {
		if (!Object.hasOwn(variables, name)) {
			const known = Object.keys(variables)
				.map((key) => `{${key}}`)
				.join(', ');
			throw new DomainError(`The text uses {${name}}, which does not exist`, `These exist here: ${known}.`);
		}
		const value = variables[name];
		return value === undefined || value === '' ? (fallback ?? '') : String(value);
	});
}

/** The variables that an operator's text uses although they do not exist, each once. */
export function unknownVariables(template: string, known: readonly string[]): string[] {
	const used = Array.from(template.matchAll(PLACEHOLDER), ([, name]) => name ?? '');
	return [...new Set(used)].filter((name) => !known.includes(name));
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** White space, and what has no shape of its own (zero-width joiners and spaces, fillers, controls). */
const INVISIBLE = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*$/u;

/** Characters as a person counts them: 👨‍👩‍👧 and 好 are one each; what cannot be seen is not counted. */
export function countCharacters(text: string): number {
	let count = 0;
	for (const { segment } of graphemes.segment(text)) {
		if (!INVISIBLE.test(segment)) count += 1;
	}
	return count;
}

/** The first `limit` characters as a person counts them, with an ellipsis if anything is left out. */
export function shorten(text: string, limit: number): string {
	const characters = Array.from(graphemes.segment(text), ({ segment }) => segment);
	if (characters.length <= limit) return text;
	return limit < 1 ? '' : `${characters.slice(0, limit - 1).join('')}…`;
}
