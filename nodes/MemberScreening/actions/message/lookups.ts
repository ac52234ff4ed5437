import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { CommunityEvent } from '../../../../community/event';
import { readCode } from '../../../../community/scan/qr';
import { InputError } from '../../../shared/errors';
import { eventOf } from '../../../shared/item';
import { asText } from '../../../shared/parameters';
import { settingsOf } from './policy';

/** What had to be asked outside of the store about one item. */
export interface Lookup {
	/** Texts of the QR codes in the item's picture. */
	codes?: string[];
	isListedOutside?: boolean;
	/** What could not be looked at, one English sentence each. */
	notices?: string[];
}

type Options = (index: number) => Readonly<Record<string, unknown>>;

/** How many members are asked about at once. */
const AT_ONCE = 8;
/** How long the list may hold up a batch, in milliseconds. */
const LONGEST_MS = 20_000;

/** Looks at the pictures of the items, and asks the external list about their members, before the transaction begins. */
export async function lookUp(context: IExecuteFunctions, options: Options): Promise<Lookup[]> {
	const items = context.getInputData();
	const codes = await codesOf(context, items, options);
	const listed = await listedOutside(context, items, options);
	return items.map((_item, index) => {
		const [code, list] = [codes.get(index) ?? {}, listed.get(index) ?? {}];
		const notices = [...(code.notices ?? []), ...(list.notices ?? [])];
		return { ...code, ...list, ...(notices.length === 0 ? {} : { notices }) };
	});
}

async function codesOf(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	options: Options,
): Promise<Map<number, Lookup>> {
	const found = new Map<number, Lookup>();
	for (const [index, { binary }] of items.entries()) {
		if (binary === undefined) continue;
		const field = asText(options(index)['imageBinary'] ?? 'data').trim();
		if (binary[field] !== undefined) found.set(index, await codeOf(context, index, field));
	}
	return found;
}

async function codeOf(context: IExecuteFunctions, index: number, field: string): Promise<Lookup> {
	try {
		const { text, notice } = readCode(new Uint8Array(await context.helpers.getBinaryDataBuffer(index, field)));
		if (notice !== undefined) return { notices: [notice.message] };
		return text === undefined ? {} : { codes: [text] };
	} catch {
		return { notices: [`The picture in "${field}" cannot be read; no code was looked for in it.`] };
	}
}

interface Question {
	index: number;
	url: string;
	timeoutMs: number;
}

function questionOf(item: INodeExecutionData, index: number, options: Options): Question | undefined {
	const settings = settingsOf(options(index), 'externalList');
	const template = asText(settings['url']).trim();
	if (template === '') return undefined;
	if (!template.includes('{id}') || !/^https?:$/.test(URL.parse(template)?.protocol ?? '')) {
		throw new InputError(
			'"URL" of the external list cannot be asked',
			'Write an address that begins with https:// and holds {id} where the member’s ID goes.',
		);
	}
	const event = validEventOf(item);
	if (event?.type !== 'message' || event.memberId === undefined) return undefined;
	const timeoutMs = Math.max(1, Number(settings['timeoutSeconds'] ?? 3) || 3) * 1000;
	return { index, url: template.replaceAll('{id}', encodeURIComponent(event.memberId)), timeoutMs };
}

/** An item that is no event is reported where it is judged. */
function validEventOf(item: INodeExecutionData): CommunityEvent | undefined {
	try {
		return eventOf(item);
	} catch {
		return undefined;
	}
}

async function listedOutside(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	options: Options,
): Promise<Map<number, Lookup>> {
	const questions = items.flatMap((item, index) => questionOf(item, index, options) ?? []);
	const distinct = [...new Map(questions.map((question) => [question.url, question])).values()];
	const answers = new Map<string, Lookup>();
	const deadline = Date.now() + LONGEST_MS;
	for (let start = 0; start < distinct.length; start += AT_ONCE) {
		const some = distinct.slice(start, start + AT_ONCE);
		const isLate = Date.now() >= deadline;
		const found = await Promise.all(some.map(async (one) => (isLate ? NOT_ASKED : await ask(context, one))));
		some.forEach(({ url }, at) => answers.set(url, found[at] ?? NOT_ASKED));
	}
	return new Map(questions.map(({ index, url }) => [index, answers.get(url) ?? NOT_ASKED]));
}

const NOT_ASKED: Lookup = {
	notices: ['The external list was not asked: it took too long for the members before. They count as not listed.'],
};

/** A list that does not answer knows nobody. */
async function ask(context: IExecuteFunctions, { url, timeoutMs }: Question): Promise<Lookup> {
	try {
		const answer: unknown = await context.helpers.httpRequest({ method: 'GET', url, json: true, timeout: timeoutMs });
		const isListed = typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true;
		return { isListedOutside: isListed };
	} catch {
		return { notices: ['The external list did not answer; the member counts as not listed.'] };
	}
}
