import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { decodeButton } from '../../../../community/button';
import type { CommunityEvent } from '../../../../community/event';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { eventOf, requireEvent, slim } from '../../../shared/item';
import { asText, parameterReader } from '../../../shared/parameters';
import { decideApplication, type Verdict } from './settle';

const properties: INodeProperties[] = [
	{
		displayName: 'Decision Comes From',
		name: 'decisionSource',
		type: 'options',
		options: [
			{
				name: 'Button in the Chat',
				value: 'button',
				description: 'An operator pressed a button of the card; everything else is passed over',
			},
			{ name: 'Fields Below', value: 'fields', description: 'A form, an approval step or another system decides' },
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
		description: 'The community that the application belongs to',
		displayOptions: { show: { decisionSource: ['fields'] } },
	},
	{
		displayName: 'Application ID',
		name: 'applicationId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. k3j5h2m7q4w6e2r5',
		description: 'The <code>applicationId</code> that Evaluate or List Waiting gave',
		displayOptions: { show: { decisionSource: ['fields'] } },
	},
	{
		displayName: 'Decision',
		name: 'decision',
		type: 'options',
		options: [
			{ name: 'Approve', value: 'approved' },
			{ name: 'Reject', value: 'rejected' },
		],
		default: 'approved',
		displayOptions: { show: { decisionSource: ['fields'] } },
	},
	{
		displayName: 'Decided By',
		name: 'operator',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Li Lei',
		description: 'Who answers for the decision; kept in the ledger',
		displayOptions: { show: { decisionSource: ['fields'] } },
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
				placeholder: 'e.g. Known from the June meeting',
				description: 'Why it was decided like this; kept with the application',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['application'], operation: ['decide'] } },
	properties,
);

function verdictOfButton(event: CommunityEvent): Verdict | undefined {
	const button = event.type === 'button' && event.button !== undefined ? decodeButton(event.button.value) : undefined;
	if (button === undefined || event.memberId === undefined) return undefined;
	if (button.action !== 'scr.approve' && button.action !== 'scr.reject') return undefined;
	return {
		communityId: button.communityId,
		applicationId: button.id,
		status: button.action === 'scr.approve' ? 'approved' : 'rejected',
		operatorId: event.memberId,
		operatorName: event.memberName ?? event.memberId,
		click: event,
	};
}

/** Settles applications that wait for a person; whoever decides first decides. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => parameterReader(context, name, '', (value) => asText(value).trim());
	const source = text('decisionSource');
	const fields = { communityId: text('communityId'), applicationId: text('applicationId'), operator: text('operator') };
	const decision = text('decision');
	const note = text('options.note');
	const now = new Date().toISOString();

	function verdictOfFields(item: INodeExecutionData, index: number): Verdict {
		const verdict = {
			communityId: fields.communityId(index),
			applicationId: fields.applicationId(index),
			operatorId: fields.operator(index),
		};
		for (const [name, value] of Object.entries(verdict)) {
			if (value === '')
				throw new InputError(`The decision lacks ${name}`, 'Fill in Community ID, Application ID and Decided By.');
		}
		const status = decision(index) === 'rejected' ? 'rejected' : 'approved';
		const event = eventOf(item);
		return { ...verdict, status, operatorName: verdict.operatorId, ...(event === undefined ? {} : { event }) };
	}

	return await runBatch(context, 2, {
		// An item that could not be decided must not pass for approved.
		errorOutput: 1,
		prepare(item, index) {
			const verdict = source(index) === 'fields' ? verdictOfFields(item, index) : verdictOfButton(requireEvent(item));
			const reason = note(index);
			return verdict === undefined || reason === '' ? verdict : { ...verdict, note: reason };
		},
		async apply(tx, verdict) {
			const settled = await decideApplication(tx, verdict, now);
			if (settled === undefined) return undefined;
			const { duplicate, result } = settled;
			const event = verdict.click ?? verdict.event;
			return {
				output: result['decision'] === 'approved' ? 0 : 1,
				json: { duplicate, ...result, ...(event === undefined ? {} : { event: slim(event) }) },
			};
		},
	});
}
