import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { pageKey } from '../../../../store';
import type { AppealStatus } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { subjectOfItem, toJson } from '../../../shared/item';
import { limitReader, pagingFields, readPages } from '../../../shared/paging';
import { parameterReader, textReader } from '../../../shared/parameters';
import { subjectOfRow } from '../admission/person';
import { appealJson } from './view';

const properties: INodeProperties[] = [
	{
		displayName: 'Community ID',
		name: 'communityId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'Leave empty to take the community of the item',
	},
	{
		displayName: 'State',
		name: 'state',
		type: 'options',
		options: [
			{ name: 'All', value: 'all' },
			{ name: 'Open', value: 'open' },
			{ name: 'Overturned', value: 'overturned' },
			{ name: 'Upheld', value: 'upheld' },
		],
		default: 'open',
	},
	...pagingFields,
];

export const description = updateDisplayOptions({ show: { resource: ['appeal'], operation: ['list'] } }, properties);

const STATES: readonly AppealStatus[] = ['open', 'upheld', 'overturned'];

/** Lists appeals against decisions about applications, oldest first. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = textReader(context, 'communityId');
	const state = parameterReader(context, 'state', 'open', (value) => STATES.find((one) => one === value));
	const limit = limitReader(context);
	return await runBatch(context, 1, {
		prepare(item, index) {
			const communityId = community(index) || subjectOfItem(item)?.community.communityId;
			if (communityId === undefined) {
				throw new InputError('No community is named', 'Fill in "Community ID", e.g. the id of the group.');
			}
			return { communityId, status: state(index), most: limit(index) };
		},
		async apply(tx, { communityId, status, most }) {
			const filter = { communityId, subjectKind: 'application' as const, ...(status === undefined ? {} : { status }) };
			const rows = await readPages(
				most,
				(page) => tx.listAppeals(filter, page),
				({ openedAt, appealId }) => pageKey(openedAt, appealId),
			);
			const routed: Routed[] = [];
			for (const row of rows) {
				routed.push({ output: 0, json: toJson({ ...appealJson(row), ...(await subjectOfRow(tx, row)) }) });
			}
			return routed;
		},
	});
}
