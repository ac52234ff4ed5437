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
import { textReader } from '../../../shared/parameters';
import { judgeProof, type ProofJudgement } from './judge';

const properties: INodeProperties[] = [
	{
		displayName: 'Judgement Comes From',
		name: 'judgementSource',
		type: 'options',
		options: [
			{
				name: 'Button in the Chat',
				value: 'button',
				description: 'An operator pressed a button of the card; everything else is passed over',
			},
			{ name: 'Fields Below', value: 'fields', description: 'A form, an approval step or another system judges' },
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
		description: 'The community that the proof belongs to',
		displayOptions: { show: { judgementSource: ['fields'] } },
	},
	{
		displayName: 'Proof ID',
		name: 'proofId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. k3j5h2m7q4w6e2r5',
		description: 'The <code>proofId</code> that Submit gave',
		displayOptions: { show: { judgementSource: ['fields'] } },
	},
	{
		displayName: 'Judgement',
		name: 'judgement',
		type: 'options',
		options: [
			{ name: 'Refuse', value: 'refused' },
			{ name: 'Verify', value: 'verified' },
		],
		default: 'verified',
		displayOptions: { show: { judgementSource: ['fields'] } },
	},
	{
		displayName: 'Judged By',
		name: 'operator',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Li Lei',
		description: 'Who answers for it; kept in the ledger',
		displayOptions: { show: { judgementSource: ['fields'] } },
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
				placeholder: 'e.g. The screenshot does not show the date',
				description: 'What the applicant is told with it; kept with the proof',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['task'], operation: ['judge'] } }, properties);

function judgementOfButton(event: CommunityEvent): ProofJudgement | undefined {
	const button = event.type === 'button' && event.button !== undefined ? decodeButton(event.button.value) : undefined;
	if (button === undefined || event.memberId === undefined) return undefined;
	if (button.action !== 'task.verify' && button.action !== 'task.refuse') return undefined;
	return {
		communityId: button.communityId,
		proofId: button.id,
		status: button.action === 'task.verify' ? 'verified' : 'refused',
		operatorId: event.memberId,
		operatorName: event.memberName ?? event.memberId,
		click: event,
	};
}

/** Settles proofs that wait for a person; whoever judges first decides. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const source = text('judgementSource');
	const fields = { communityId: text('communityId'), proofId: text('proofId'), operatorId: text('operator') };
	const judgement = text('judgement');
	const note = text('options.note');
	const now = new Date().toISOString();

	function judgementOfFields(index: number): ProofJudgement {
		const given = {
			communityId: fields.communityId(index),
			proofId: fields.proofId(index),
			operatorId: fields.operatorId(index),
		};
		for (const [name, value] of Object.entries(given)) {
			if (value === '')
				throw new InputError(`The judgement lacks ${name}`, 'Fill in Community ID, Proof ID and Judged By.');
		}
		return {
			...given,
			operatorName: given.operatorId,
			status: judgement(index) === 'refused' ? 'refused' : 'verified',
		};
	}

	return await runBatch(context, 2, {
		// A proof that could not be judged must not pass for verified.
		errorOutput: 1,
		prepare(item, index) {
			const given = source(index) === 'fields' ? judgementOfFields(index) : judgementOfButton(requireEvent(item));
			const event = eventOf(item);
			const words = note(index);
			return given === undefined ? undefined : { given: words === '' ? given : { ...given, note: words }, event };
		},
		async apply(tx, { given, event }) {
			const judged = await judgeProof(tx, given, now);
			if (judged === undefined) return undefined;
			const { duplicate, result } = judged;
			return {
				output: result['status'] === 'verified' ? 0 : 1,
				json: { duplicate, ...result, ...(event === undefined ? {} : { event: slim(event) }) },
			};
		},
	});
}
