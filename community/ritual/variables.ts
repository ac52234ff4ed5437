import type { FormLine, RitualDefinition } from './definition';

/** The name of a form line's answer in texts: letters and digits of its label, unless the operator chose one. */
export function answerKey({ key, label }: Pick<FormLine, 'key' | 'label'>): string {
	return key ?? label.replace(/[^\p{L}\p{N}_]+/gu, '_');
}

/** What texts use for other things than answers. */
export const RESERVED: readonly string[] = ['name', 'community', 'steps', 'points', 'interests', 'lines'];

/** Values that do not matter, for trying texts out. */
export const NOTHING_KNOWN: Record<string, string> = {};

/**
 * What texts after the greeting may use: the member's name, the community, the points, the answers of all forms
 * (by the label and by the chosen name), and the interests. What is not known is empty, so that a text's default
 * takes its place.
 *
 * @param answers by the name of the answer
 */
export function textVariables(
	definition: RitualDefinition,
	known: Readonly<Record<string, string>>,
): Record<string, string> {
	const variables: Record<string, string> = { name: '', community: '', steps: '', points: '', interests: '' };
	for (const line of definition.steps.flatMap(({ form }) => form)) {
		const value = known[answerKey(line)] ?? '';
		variables[answerKey(line)] = value;
		variables[answerKey({ label: line.label })] = value;
	}
	for (const name of ['name', 'community', 'steps', 'points', 'interests']) {
		if (known[name] !== undefined) variables[name] = known[name];
	}
	return variables;
}
