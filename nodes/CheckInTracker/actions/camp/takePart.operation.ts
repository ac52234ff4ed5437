import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { decodeButton } from '../../../../community/button';
import type { CommunityEvent } from '../../../../community/event';
import type { JsonObject, Once, StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { eventOf, slim } from '../../../shared/item';
import {
	asText,
	communityIdOption,
	optionsReader,
	parameterReader,
	textOption,
	textReader,
} from '../../../shared/parameters';
import { requirePerson } from '../../../shared/person';
import { requireCamp, type KnownCamp } from './camps';
import { enrol, withdraw, type Asking } from './enrol';
import { campField } from './fields';

const sourceField = (
	ways: { name: string; value: string; description: string }[],
	preset: string,
): INodeProperties => ({
	displayName: 'Wish Comes From',
	name: 'source',
	type: 'options',
	options: ways,
	default: preset,
});

const KEYWORD = {
	name: 'Keyword in the Chat',
	value: 'keyword',
	description: 'A message that is one of the words below; everything else is passed over',
};
const ITEM = {
	name: 'Item',
	value: 'item',
	description: 'Every item is the wish of the member that it names, e.g. of a form',
};
const BUTTON = {
	name: 'Button in the Chat',
	value: 'button',
	description: 'A member pressed Enrol Me or wrote one of the words below; everything else is passed over',
};

const keywords = (words: string): INodeProperties => ({
	displayName: 'Keywords',
	name: 'keywords',
	type: 'string',
	default: words,
	placeholder: `e.g. ${words}`,
	description: 'Words, separated by commas, that a message consists of',
	displayOptions: { hide: { source: ['item'] } },
});

const options = (own: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [communityIdOption, ...own],
});

export const enrolDescription = updateDisplayOptions({ show: { resource: ['camp'], operation: ['enrol'] } }, [
	sourceField([BUTTON, ITEM], 'button'),
	keywords('我要报名, enrol me'),
	campField,
	options([
		{
			displayName: 'Payment Page',
			name: 'payUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://pay.example.com/?order={order}',
			description: 'Where members pay the deposit; {order} in it becomes the number of the order',
		},
	]),
]);

export const withdrawDescription = updateDisplayOptions({ show: { resource: ['camp'], operation: ['withdraw'] } }, [
	sourceField([ITEM, KEYWORD], 'keyword'),
	keywords('退出训练营, leave the camp'),
	campField,
	options([]),
]);

interface Wish extends Asking {
	communityId: string;
	campId: string;
}

const wordsOf = (value: unknown): string[] =>
	asText(value)
		.split(/[,，、]/u)
		.map(fold)
		.filter((word) => word !== '');

const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** The camp that an event asks for; '' for the only open one; `undefined` if it asks for none. */
type CampAsked = (event: CommunityEvent | undefined, words: readonly string[], campId: string) => string | undefined;

const byWord: CampAsked = (event, words, campId) =>
	event?.type === 'message' && words.includes(fold(event.text ?? '')) ? campId : undefined;

const byButton: CampAsked = (event, words, campId) => {
	if (event?.type !== 'button') return byWord(event, words, campId);
	const button = event.button === undefined ? undefined : decodeButton(event.button.value);
	return button?.action === 'camp.enrol' && (campId === '' || campId === button.id) ? button.id : undefined;
};

async function run(
	context: IExecuteFunctions,
	asked: CampAsked,
	act: (tx: StoreTransaction, known: KnownCamp, asking: Asking) => Promise<Once<JsonObject>>,
): Promise<INodeExecutionData[][]> {
	const source = textReader(context, 'source');
	const words = parameterReader(context, 'keywords', '', wordsOf);
	const camp = textReader(context, 'campId');
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch<Wish>(context, 1, {
		prepare(item, index) {
			const event = eventOf(item);
			const campId = source(index) === 'item' ? camp(index) : asked(event, words(index), camp(index));
			if (campId === undefined) return undefined;
			const button = event?.button === undefined ? undefined : decodeButton(event.button.value);
			const communityId = textOption(options(index), 'communityId') ?? button?.communityId;
			const { subject } = requirePerson(item, communityId);
			const payUrl = textOption(options(index), 'payUrl');
			return { communityId: subject.community.communityId, campId, subject, event, now, payUrl };
		},
		async apply(tx, { communityId, campId, ...asking }) {
			const { duplicate, result } = await act(tx, await requireCamp(tx, communityId, campId), asking);
			const event = asking.event === undefined ? {} : { event: slim(asking.event) };
			return { output: 0, json: { duplicate, ...result, ...event } };
		},
	});
}

/** Lets members enrol. */
export async function executeEnrol(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await run(context, byButton, enrol);
}

/** Lets members leave before the camp begins. */
export async function executeWithdraw(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await run(context, byWord, withdraw);
}
