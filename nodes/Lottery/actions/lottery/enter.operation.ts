import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import type { Household } from '../../../../community/lottery/household';
import { runBatch } from '../../../shared/batch';
import { eventOf } from '../../../shared/item';
import { requirePerson } from '../../../shared/person';
import { optionsReader, parameterReader, textOption, textReader } from '../../../shared/parameters';
import { askedLotteries } from './asked';
import { enterEverybody } from './everybody';
import { givenFacts } from './facts';
import { communityField, lotteryField, onePlaceReader, placeReader } from './fields';
import { answerEntry } from './answer';

const properties: INodeProperties[] = [
	{
		displayName: 'Who Enters',
		name: 'who',
		type: 'options',
		options: [
			{
				name: 'Everybody Who Qualifies',
				value: 'everybody',
				description: 'All members of the community whom the rules let in, e.g. for a gift that nobody has to ask for',
			},
			{
				name: 'Member of the Item',
				value: 'item',
				description:
					'Whoever pressed the button or wrote the keyword; forms and other items enter the lottery that is named below',
			},
		],
		default: 'item',
	},
	communityField,
	{
		...lotteryField,
		description: 'As Open put it out. Leave empty for buttons and keywords, which know their lottery.',
	},
	{
		displayName: 'Household',
		name: 'household',
		type: 'collection',
		placeholder: 'Add detail',
		default: {},
		displayOptions: { show: { who: ['item'] } },
		description: 'What is compared if one household may enter once. Only digests are kept.',
		options: [
			{ displayName: 'Address', name: 'address', type: 'string', default: '', placeholder: 'e.g. 南山区科技路1号' },
			{
				displayName: 'Invitation',
				name: 'invitation',
				type: 'string',
				default: '',
				placeholder: 'e.g. 7K2QX-9MD4A',
				description: 'The code that the member was invited by',
			},
			{ displayName: 'Telephone', name: 'phone', type: 'string', default: '', placeholder: 'e.g. 13800138000' },
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { who: ['item'] } },
		options: [
			{
				displayName: 'Receipt',
				name: 'receipt',
				type: 'options',
				options: [
					{
						name: 'In Private',
						value: 'private',
						description: 'In a message of its own; the bot must be allowed to write',
					},
					{ name: 'Not at All', value: 'none', description: 'Only in the item' },
					{ name: 'With the Answer', value: 'answer' },
				],
				default: 'answer',
				description: 'How the member gets the receipt that finds their line in the proof',
			},
			{
				displayName: 'Tell the Member',
				name: 'tell',
				type: 'boolean',
				default: true,
				description: 'Whether to answer who enters, or why somebody may not',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['lottery'], operation: ['enter'] } }, properties);

function householdOf(value: unknown): Household {
	const fields = (value ?? {}) as Readonly<Record<string, unknown>>;
	const [address, phone, invitation] = ['address', 'phone', 'invitation'].map((name) => textOption(fields, name));
	return { address, phone, invitation };
}

/** Takes entries, or tells in words which rules stand in the way, with the values that they saw. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const who = textReader(context, 'who', 'item');
	const place = onePlaceReader(context);
	const anyPlace = placeReader(context);
	const household = parameterReader(context, 'household', {}, householdOf);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	const timeZone = context.getTimezone();
	return await runBatch(context, 1, {
		prepare(item, index) {
			if (who(index) === 'everybody') {
				return { kind: 'everybody' as const, place: place(item, index) };
			}
			const event = eventOf(item);
			const asked = askedLotteries(event, anyPlace(item, index), 'lot.enter');
			if (asked === undefined) return undefined;
			const { subject } = requirePerson(item, asked.communityId);
			return {
				kind: 'item' as const,
				asked,
				entering: { subject, event, household: household(index), given: givenFacts(item.json), timeZone, now },
				how: {
					tell: options(index)['tell'] !== false,
					receipt: textOption(options(index), 'receipt') ?? 'answer',
				},
			};
		},
		async apply(tx, ready) {
			if (ready.kind === 'everybody') {
				return { output: 0, json: await enterEverybody(tx, ready.place, { timeZone, now }) };
			}
			const ids = await ready.asked.find(tx, now);
			const results = [];
			for (const lotteryId of ids) {
				const entering = { ...ready.entering, communityId: ready.asked.communityId, lotteryId };
				results.push({ output: 0, json: await answerEntry(tx, entering, ready.how) });
			}
			return results;
		},
	});
}
