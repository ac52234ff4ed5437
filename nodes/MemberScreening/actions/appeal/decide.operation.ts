import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { textReader } from '../../../shared/parameters';
import { decideAppeal } from './decide';

const properties: INodeProperties[] = [
	{
		displayName: 'Community ID',
		name: 'communityId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'The community that the appeal belongs to',
	},
	{
		displayName: 'Appeal ID',
		name: 'appealId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. k3j5h2m7q4w6e2r5',
		description: 'The <code>appealId</code> that Open or List gave',
	},
	{
		displayName: 'Decision',
		name: 'appealDecision',
		type: 'options',
		options: [
			{ name: 'Overturn', value: 'overturned', description: 'The rejection was wrong' },
			{ name: 'Uphold', value: 'upheld', description: 'The rejection stands' },
		],
		default: 'upheld',
	},
	{
		displayName: 'The Application Becomes',
		name: 'becomes',
		type: 'options',
		options: [
			{ name: 'Approved', value: 'approved' },
			{ name: 'Waiting for Review', value: 'review', description: 'Operators look at it again' },
		],
		default: 'approved',
		displayOptions: { show: { appealDecision: ['overturned'] } },
	},
	{
		displayName: 'Decided By',
		name: 'operator',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Li Lei',
		description: 'Who answers for the decision; kept in the ledger',
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. The reference was confirmed',
		description: 'What the member is told with it; kept with the appeal',
	},
];

export const description = updateDisplayOptions({ show: { resource: ['appeal'], operation: ['decide'] } }, properties);

/** Answers appeals; whoever answers first decides. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const fields = { communityId: text('communityId'), appealId: text('appealId'), operator: text('operator') };
	const decision = text('appealDecision');
	const becomes = text('becomes');
	const reason = text('reason');
	const now = new Date().toISOString();
	return await runBatch(context, 2, {
		// An appeal that could not be decided is not granted.
		errorOutput: 1,
		prepare(_item, index) {
			const given = {
				communityId: fields.communityId(index),
				appealId: fields.appealId(index),
				operator: fields.operator(index),
			};
			for (const [name, value] of Object.entries(given)) {
				if (value === '')
					throw new InputError(`The decision lacks ${name}`, 'Fill in Community ID, Appeal ID and Decided By.');
			}
			return {
				...given,
				state: decision(index) === 'overturned' ? ('overturned' as const) : ('upheld' as const),
				becomes: becomes(index) === 'review' ? ('review' as const) : ('approved' as const),
				reason: reason(index),
			};
		},
		async apply(tx, given) {
			const { duplicate, result } = await decideAppeal(tx, given, now);
			return { output: result['state'] === 'overturned' ? 0 : 1, json: { duplicate, ...result } };
		},
	});
}
