import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { decodeButton, type ButtonAction } from '../../../../community/button';
import type { CaseAction } from '../../../../community/elimination/transitions';
import type { CommunityEvent } from '../../../../community/event';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { eventOf, requireEvent, slim } from '../../../shared/item';
import { communityIdOption, optionsReader, textOption, textReader } from '../../../shared/parameters';
import { answerOfLeaver, type Leaver } from './leaver';
import { otherGroupOption } from './policyFields';
import type { Answer } from './replies';
import { respond } from './respond';

const byFields = { show: { answerSource: ['fields'] } };

const properties: INodeProperties[] = [
	{
		displayName: 'Answer Comes From',
		name: 'answerSource',
		type: 'options',
		options: [
			{
				name: 'Button in the Chat',
				value: 'button',
				description: 'The member or an operator pressed a button; everything else is passed over',
			},
			{ name: 'Fields Below', value: 'fields', description: 'A form, an approval step or another system answers' },
		],
		default: 'button',
	},
	{
		displayName: 'Community ID',
		name: 'communityId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'The community that the case belongs to',
		displayOptions: byFields,
	},
	{
		displayName: 'Case ID',
		name: 'caseId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. k3j5h2m7q4w6e2r5',
		description: 'The <code>caseId</code> that Notify, Execute or List Cases gave',
		displayOptions: byFields,
	},
	{
		displayName: 'Answer',
		name: 'answer',
		type: 'options',
		options: [
			{ name: 'Appeal', value: 'appeal', description: 'The member objects; operators decide' },
			{ name: 'Cancel the Case', value: 'cancel', description: 'The member stays, whatever the rules say' },
			{ name: 'Close the Talk', value: 'lapse', description: 'The talk came to nothing; the member stays' },
			{ name: 'Confirm the Parting', value: 'confirm', description: 'The talk has shown that the member goes' },
			{ name: 'Grant the Appeal', value: 'grant', description: 'The member stays, and is protected for a while' },
			{ name: 'Member Has Left', value: 'leave', description: 'Of their own accord' },
			{ name: 'Stay After the Talk', value: 'decline', description: 'The member would like to stay' },
			{ name: 'Task Is Done', value: 'complete', description: 'A person has removed the member by hand' },
			{ name: 'Uphold the Decision', value: 'uphold', description: 'The appeal is refused' },
		],
		default: 'grant',
		displayOptions: byFields,
	},
	{
		displayName: 'Answered By',
		name: 'operator',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Li Lei',
		description: 'Who answers for it; kept in the ledger',
		displayOptions: byFields,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				...communityIdOption,
				displayName: 'Community of Leavers',
				name: 'leaversCommunityId',
				description:
					'Which community somebody leaves whose event comes in. Leave empty to take the group of the event; fill in if Simulate and Notify were given another Community ID.',
			},
			{
				displayName: 'Note',
				name: 'note',
				type: 'string',
				default: '',
				placeholder: 'e.g. Was in hospital',
				description: 'Why; kept with the case. For an appeal: what the member says.',
			},
			otherGroupOption,
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['elimination'], operation: ['answer'] } },
	properties,
);

/** What a button of elimination means, and who may press it. */
const BUTTONS: Partial<Record<ButtonAction, [CaseAction, 'member' | 'operators']>> = {
	'eli.appeal': ['appeal', 'member'],
	'eli.agree': ['agree', 'member'],
	'eli.decline': ['decline', 'member'],
	'eli.uphold': ['uphold', 'operators'],
	'eli.grant': ['grant', 'operators'],
	'eli.done': ['complete', 'operators'],
};

const BY_FIELDS: readonly CaseAction[] = [
	'appeal',
	'cancel',
	'lapse',
	'confirm',
	'grant',
	'leave',
	'decline',
	'complete',
	'uphold',
];

function answerOfButton(event: CommunityEvent, note: string): Answer | undefined {
	const button = event.type === 'button' && event.button !== undefined ? decodeButton(event.button.value) : undefined;
	const meaning = button === undefined ? undefined : BUTTONS[button.action];
	if (button === undefined || meaning === undefined || event.memberId === undefined) return undefined;
	const [action, from] = meaning;
	return {
		communityId: button.communityId,
		caseId: button.id,
		action,
		from,
		id: event.memberId,
		name: event.memberName ?? event.memberId,
		note,
		click: event,
	};
}

/** Takes what members and operators answer. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const source = text('answerSource');
	const fields = { communityId: text('communityId'), caseId: text('caseId'), id: text('operator') };
	const chosen = text('answer');
	const options = optionsReader(context);
	const now = new Date().toISOString();

	function answerOfFields(item: INodeExecutionData, index: number): Answer {
		const given = { communityId: fields.communityId(index), caseId: fields.caseId(index), id: fields.id(index) };
		if (Object.values(given).includes('')) {
			throw new InputError('The answer lacks a field', 'Fill in Community ID, Case ID and Answered By.');
		}
		const action = BY_FIELDS.find((one) => one === chosen(index));
		if (action === undefined) {
			throw new InputError(`There is no answer "${chosen(index)}"`, `One of these: ${BY_FIELDS.join(', ')}.`);
		}
		const event = eventOf(item);
		const note = textOption(options(index), 'note') ?? '';
		return { ...given, action, from: 'fields', name: given.id, note, ...(event === undefined ? {} : { event }) };
	}

	return await runBatch<Answer | Leaver>(context, 1, {
		prepare(item, index) {
			const otherGroupId = textOption(options(index), 'otherGroupId');
			if (source(index) === 'fields') return { ...answerOfFields(item, index), otherGroupId };
			const event = requireEvent(item);
			const hasLeft = event.type === 'left' || event.type === 'removed';
			if (!hasLeft) {
				const answer = answerOfButton(event, textOption(options(index), 'note') ?? '');
				return answer && { ...answer, otherGroupId };
			}
			if (event.memberId === undefined) return undefined;
			return { event, communityId: textOption(options(index), 'leaversCommunityId') ?? event.communityId };
		},
		async apply(tx, given) {
			const answer = 'caseId' in given ? given : await answerOfLeaver(tx, given, now);
			const responded = answer === undefined ? undefined : await respond(tx, answer, now);
			if (answer === undefined || responded === undefined) return undefined;
			const event = answer.click ?? answer.event;
			const { duplicate, result } = responded;
			return { output: 0, json: { duplicate, ...result, ...(event === undefined ? {} : { event: slim(event) }) } };
		},
	});
}
