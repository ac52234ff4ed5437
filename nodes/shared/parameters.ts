import type { IExecuteFunctions, INodeParameters, INodeProperties } from 'n8n-workflow';
import { LANGUAGES, type Language } from '../../community/language';
import { InputError } from './errors';

function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(hasExpression);
}

/** n8n copies the whole node each time it is asked for it, and every parameter asks. */
const parametersByContext = new WeakMap<IExecuteFunctions, INodeParameters>();

function parametersOf(context: IExecuteFunctions): INodeParameters {
	const parameters = parametersByContext.get(context) ?? context.getNode().parameters;
	parametersByContext.set(context, parameters);
	return parameters;
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
	if (root !== undefined && hasExpression(parametersOf(context)[root])) return read;
	let first: { value: T } | undefined;
	return (index) => (first ??= { value: read(index) }).value;
}

/**
 * What was typed into a field, or given by its expression, as text; '' for nothing.
 *
 * @throws InputError for an object or a list, which is no text.
 */
export function asText(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw new InputError(
		'A field that takes text got an object or a list',
		'Let the expression of the field give one value, e.g. {{ $json.member.name }} instead of {{ $json.member }}.',
	);
}

/** Reads a parameter of text for an item, trimmed. See `parameterReader`. */
export function textReader(context: IExecuteFunctions, name: string, fallback = ''): (index: number) => string {
	return parameterReader(context, name, fallback, (value) => asText(value).trim());
}

/** Fields of the Options collection, empty ones left out. */
export function optionsReader(context: IExecuteFunctions): (index: number) => Record<string, unknown> {
	return parameterReader(context, 'options', {}, (value) =>
		Object.fromEntries(Object.entries(value ?? {}).filter(([, field]) => field !== '' && field !== undefined)),
	);
}

/** A text option, trimmed; `undefined` if it is not filled in. */
export function textOption(options: Readonly<Record<string, unknown>>, name: string): string | undefined {
	const text = asText(options[name]).trim();
	return text === '' ? undefined : text;
}

/** A number option; `undefined` if it is not filled in. */
export function numberOption(options: Readonly<Record<string, unknown>>, name: string): number | undefined {
	const value = options[name];
	if (value === undefined || value === null || value === '') return undefined;
	return Number(value);
}

/** A choice of the languages that shipped messages exist in. */
export const languageField = (description: string): INodeProperties => ({
	displayName: 'Language',
	name: 'language',
	type: 'options',
	options: [
		{ name: 'Chinese', value: 'zh-CN' },
		{ name: 'English', value: 'en' },
	],
	default: 'zh-CN',
	description,
});

/** The language that was chosen; Chinese if none was. */
export function chosenLanguage(chosen: unknown): Language {
	return LANGUAGES.find((one) => one === chosen) ?? 'zh-CN';
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
