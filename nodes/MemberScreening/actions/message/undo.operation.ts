import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { decodeButton } from '../../../../community/button';
import type { CommunityEvent } from '../../../../community/event';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { eventOf, requireEvent, slim } from '../../../shared/item';
import { parameterReader, textReader } from '../../../shared/parameters';
import { entriesOf } from './policy';
import { pardon, type Pardon } from './undo';

const byHand = { show: { undoSource: ['fields'] } };

const properties: INodeProperties[] = [
	{
		displayName: 'Undo Comes From',
		name: 'undoSource',
		type: 'options',
		options: [
			{
				name: 'Button in the Chat',
				value: 'button',
				description: 'An operator pressed the button of the card; everything else is passed over',
			},
			{ name: 'Fields Below', value: 'fields', description: 'A form or another system takes the strike back' },
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
		description: 'The community that the strike belongs to',
		displayOptions: byHand,
	},
	{
		displayName: 'Strike ID',
		name: 'strikeId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. k3j5h2m7q4w6e2r5',
		description:
			'The <code>strikeId</code> that Scan or List Strikes gave. Several are separated by commas, or a list from an expression.',
		displayOptions: byHand,
	},
	{
		displayName: 'Undone By',
		name: 'operator',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Li Lei',
		description: 'Who answers for it; kept in the ledger',
		displayOptions: byHand,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Note',
				name: 'note',
				type: 'string',
				default: '',
				placeholder: 'e.g. Our own event',
				description: 'Why the strike was undone; kept in the ledger',
			},
			{
				displayName: 'Teach',
				name: 'teach',
				type: 'boolean',
				default: true,
				description: 'Whether the same text, or one like it, passes from now on',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['message'], operation: ['undo'] } }, properties);

type Press = Omit<Pardon, 'teach'>;

function pressOf(event: CommunityEvent): Press[] {
	const button = event.type === 'button' && event.button !== undefined ? decodeButton(event.button.value) : undefined;
	if (button?.action !== 'scan.undo' || event.memberId === undefined) return [];
	return [
		{
			communityId: button.communityId,
			strikeId: button.id,
			operatorId: event.memberId,
			operatorName: event.memberName ?? event.memberId,
			press: event,
		},
	];
}

/** Takes strikes back, and lets texts like theirs pass from now on. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const [source, community, operator, note] = ['undoSource', 'communityId', 'operator', 'options.note'].map(text) as [
		(index: number) => string,
		(index: number) => string,
		(index: number) => string,
		(index: number) => string,
	];
	const ids = parameterReader(context, 'strikeId', '', entriesOf);
	const teach = parameterReader(context, 'options.teach', true, Boolean);
	const now = new Date().toISOString();

	function named(item: INodeExecutionData, index: number): Press[] {
		const [communityId, operatorId, strikeIds] = [community(index), operator(index), ids(index)];
		if (communityId === '' || operatorId === '' || strikeIds.length === 0) {
			throw new InputError('The undo does not say all it has to', 'Fill in Community ID, Strike ID and Undone By.');
		}
		const event = eventOf(item);
		const by = { communityId, operatorId, operatorName: operatorId, ...(event === undefined ? {} : { event }) };
		return strikeIds.map((strikeId) => ({ ...by, strikeId }));
	}

	return await runBatch<Pardon[]>(context, 1, {
		prepare(item, index) {
			const presses = source(index) === 'fields' ? named(item, index) : pressOf(requireEvent(item));
			if (presses.length === 0) return undefined;
			const reason = note(index);
			const more = { teach: teach(index), ...(reason === '' ? {} : { note: reason }) };
			return presses.map((press) => ({ ...press, ...more }));
		},
		async apply(tx, pardons) {
			const routed: Routed[] = [];
			for (const asked of pardons) {
				const undone = await pardon(tx, asked, now);
				if (undone === undefined) continue;
				const event = asked.press ?? asked.event;
				const { duplicate, result } = undone;
				routed.push({
					output: 0,
					json: { duplicate, ...result, ...(event === undefined ? {} : { event: slim(event) }) },
				});
			}
			return routed;
		},
	});
}
