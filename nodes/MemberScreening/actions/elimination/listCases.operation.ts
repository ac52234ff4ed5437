import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { CASE_STATUSES } from '../../../../community/elimination/transitions';
import type { CaseFilter } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { limitReader, pagingFields } from '../../../shared/paging';
import { optionsReader } from '../../../shared/parameters';
import { caseJson, caseOf, casesOf } from './cases';
import { communityField } from './policyFields';
import { knownCommunity } from './rehearsal';
import { communityReader } from './simulate.operation';

const properties: INodeProperties[] = [
	communityField,
	...pagingFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Kind',
				name: 'kind',
				type: 'options',
				options: [
					{ name: 'All', value: 'all' },
					{ name: 'Removals', value: 'removal' },
					{ name: 'Talks', value: 'talk' },
				],
				default: 'all',
			},
			{
				displayName: 'Status',
				name: 'statuses',
				type: 'multiOptions',
				options: [
					{ name: 'Appealed', value: 'appealed' },
					{ name: 'Cancelled', value: 'cancelled' },
					{ name: 'Due', value: 'due' },
					{ name: 'Executed', value: 'executed' },
					{ name: 'Granted', value: 'granted' },
					{ name: 'In Talk', value: 'talked' },
					{ name: 'On Notice', value: 'noticed' },
					{ name: 'Task Done', value: 'task_done' },
					{ name: 'Task Open', value: 'task_open' },
					{ name: 'Upheld', value: 'upheld' },
				],
				default: ['appealed', 'due', 'task_open'],
				description: 'Only cases that are like this. Leave out for all.',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['elimination'], operation: ['listCases'] } },
	properties,
);

interface Wanted {
	filter: CaseFilter;
	limit: number;
}

/** Lists cases, oldest first, each with its history. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const limit = limitReader(context);
	const options = optionsReader(context);
	return await runBatch<Wanted>(context, 1, {
		prepare(_item, index) {
			const { kind, statuses } = options(index);
			const chosen = Array.isArray(statuses) ? CASE_STATUSES.filter((one) => statuses.includes(one)) : [];
			return {
				limit: limit(index),
				filter: {
					communityId: community(index),
					...(kind === 'removal' || kind === 'talk' ? { kind } : {}),
					...(chosen.length === 0 ? {} : { statuses: chosen }),
				},
			};
		},
		async apply(tx, { filter, limit: most }) {
			const known = await knownCommunity(tx, filter.communityId);
			const rows = await casesOf(tx, filter, most);
			return rows.map((row) => ({
				output: 0,
				json: toJson({ ...caseJson(row, known), history: caseOf(row).history, closedAt: row.closedAt }),
			}));
		},
	});
}
