import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(hasExpression);
}

/**
 * Reads a node parameter for an item, converted by `convert`. A parameter without an expression is
 * the same for every item, so it is read and converted once: in a batch that is nearly all the work.
 */
export function parameterReader<T>(
	context: IExecuteFunctions,
	name: string,
	fallback: unknown,
	convert: (value: unknown) => T,
): (index: number) => T {
	const read = (index: number) => convert(context.getNodeParameter(name, index, fallback));
	const [root] = name.split('.');
	if (root !== undefined && hasExpression(context.getNode().parameters[root])) return read;
	let first: { value: T } | undefined;
	return (index) => (first ??= { value: read(index) }).value;
}

/** Fields of the Options collection, empty ones left out. */
export function optionsReader(context: IExecuteFunctions): (index: number) => Record<string, unknown> {
	return parameterReader(context, 'options', {}, (value) =>
		Object.fromEntries(Object.entries(value ?? {}).filter(([, field]) => field !== '' && field !== undefined)),
	);
}

/** A text option, trimmed; `undefined` if it is not filled in. */
export function textOption(options: Readonly<Record<string, unknown>>, name: string): string | undefined {
	const value = options[name];
	if (value === undefined || value === null) return undefined;
	const text = String(value).trim();
	return text === '' ? undefined : text;
}

/** Lets an operator say that several groups, or a form and a group, are one community. */
export const communityIdOption: INodeProperties = {
	displayName: 'Community ID',
	name: 'communityId',
	type: 'string',
	default: '',
	placeholder: 'e.g. shenzhen-founders',
	description:
		'Which community this belongs to. Leave empty to take the group of the event. Fill in to treat several groups, or a form and a group, as one community.',
};
