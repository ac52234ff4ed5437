import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { LOTTERY_STATUSES } from '../../../../community/lottery/status';
import { pageKey } from '../../../../store';
import type { LotteryRow } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { limitReader, pagingFields, readPages } from '../../../shared/paging';
import { optionsReader } from '../../../shared/parameters';
import { communityField, placeReader } from './fields';
import { communityJson, lotteryJson } from './view';

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
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: [
					{ name: 'All', value: 'all' },
					{ name: 'Cancelled', value: 'cancelled' },
					{ name: 'Closed, Not Drawn', value: 'closed' },
					{ name: 'Drawn', value: 'drawn' },
					{ name: 'Open', value: 'open' },
				],
				default: 'all',
				description: 'Only lotteries that are like this',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['lottery'], operation: ['list'] } }, properties);

/** Lists lotteries in the order in which they were opened; of one status in the order of their closing. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const place = placeReader(context);
	const limit = limitReader(context);
	const options = optionsReader(context);
	return await runBatch(context, 1, {
		prepare: (item, index) => ({
			communityId: place(item, index).communityId,
			limit: limit(index),
			status: LOTTERY_STATUSES.find((one) => one === options(index)['status']),
		}),
		async apply(tx, { communityId, limit: most, status }) {
			const filter = { communityId, ...(status === undefined ? {} : { status }) };
			const keyOf = (row: LotteryRow): string =>
				pageKey(status === undefined ? row.createdAt : row.closesAt, row.lotteryId);
			const rows = await readPages(most, async (page) => await tx.listLotteries(filter, page), keyOf);
			const routed: Routed[] = [];
			for (const row of rows) {
				const { entries, weight } = await tx.countEntries(communityId, row.lotteryId);
				const json = { lottery: lotteryJson(row), entries, weight, community: await communityJson(tx, row) };
				routed.push({ output: 0, json: toJson(json) });
			}
			return routed;
		},
	});
}
