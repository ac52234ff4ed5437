import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { decodeButton } from '../../../../community/button';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { requireEvent, slim } from '../../../shared/item';
import { chosenLanguage, optionsReader, parameterReader, textReader } from '../../../shared/parameters';
import { answerMet, type MetAnswer } from './answer';
import { buddyLanguage } from './fields';

const byFields = { show: { answerSource: ['fields'] } };

const field = (displayName: string, name: string, placeholder: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	required: true,
	default: '',
	placeholder,
	description,
	displayOptions: byFields,
});

const properties: INodeProperties[] = [
	{
		displayName: 'Answer Comes From',
		name: 'answerSource',
		type: 'options',
		options: [
			{
				name: 'Button in the Chat',
				value: 'button',
				description: 'One of the buddies pressed a button; everything else is passed over',
			},
			{ name: 'Fields Below', value: 'fields', description: 'A form or another system answers' },
		],
		default: 'button',
	},
	field('Community ID', 'communityId', 'e.g. -1001234567890', 'The community of the buddies'),
	field(
		'Buddies ID',
		'buddiesId',
		'e.g. k3j5h2m7q4w6e2r5',
		'The <code>group.groupId</code> that Match or Follow Up Due gave',
	),
	field('Member ID', 'memberId', 'e.g. 123456789', 'Who answers: the ID on the platform'),
	{
		displayName: 'Platform of the Member',
		name: 'memberPlatform',
		type: 'string',
		default: 'telegram',
		placeholder: 'e.g. telegram',
		description: 'Where the Member ID comes from',
		displayOptions: byFields,
	},
	{
		displayName: 'They Met',
		name: 'met',
		type: 'boolean',
		default: true,
		description: 'Whether they have met or talked',
		displayOptions: byFields,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [buddyLanguage],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['buddies'], operation: ['recordAnswer'] } },
	properties,
);

/** Keeps what buddies say about having met. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string, fallback = '') => textReader(context, name, fallback);
	const source = text('answerSource', 'button');
	const community = text('communityId');
	const buddies = text('buddiesId');
	const member = text('memberId');
	const platform = text('memberPlatform', 'telegram');
	const met = parameterReader(context, 'met', true, Boolean);
	const options = optionsReader(context);
	const now = new Date().toISOString();

	function answerOfFields(index: number): Pick<MetAnswer, 'communityId' | 'groupId' | 'platformMemberId'> {
		const given = { communityId: community(index), groupId: buddies(index), platformMemberId: member(index) };
		if (!Object.values(given).includes('')) return given;
		throw new InputError('The answer lacks a field', 'Fill in Community ID, Buddies ID and Member ID.');
	}

	return await runBatch<MetAnswer>(context, 1, {
		prepare(item, index) {
			const shared = { language: chosenLanguage(options(index)['language']), now };
			if (source(index) === 'fields') {
				return { ...shared, ...answerOfFields(index), platform: platform(index), met: met(index), click: undefined };
			}
			const event = requireEvent(item);
			const button =
				event.type === 'button' && event.button !== undefined ? decodeButton(event.button.value) : undefined;
			if (event.memberId === undefined || (button?.action !== 'bud.yes' && button?.action !== 'bud.no')) {
				return undefined;
			}
			return {
				...shared,
				communityId: button.communityId,
				groupId: button.id,
				met: button.action === 'bud.yes',
				platform: event.platform,
				platformMemberId: event.memberId,
				click: event,
			};
		},
		async apply(tx, answer) {
			const answered = await answerMet(tx, answer);
			if (answered === undefined) return undefined;
			const { duplicate, result } = answered;
			const { click } = answer;
			return { output: 0, json: { duplicate, ...result, ...(click === undefined ? {} : { event: slim(click) }) } };
		},
	});
}
