import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { placeKey } from '../../../../store';
import type { LeaderboardOrder, MemberRow } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { limitReader, pagingFields, readPages } from '../../../shared/paging';
import { optionsReader, parameterReader } from '../../../shared/parameters';
import { communityField, communityJson, communityReader, personJson } from '../standing/community';

/** Everybody who may be asked about, also those who are no longer here. */
export const EVERYBODY: MemberRow['status'][] = ['applicant', 'member', 'left', 'removed', 'rejected'];
const HERE: MemberRow['status'][] = ['member', 'applicant'];

const properties: INodeProperties[] = [
	communityField,
	{
		displayName: 'Order By',
		name: 'by',
		type: 'options',
		options: [
			{ name: 'Points Ever Earned', value: 'earned', description: 'Spending and growing old do not lower it' },
			{ name: 'Points Now', value: 'balance' },
		],
		default: 'balance',
	},
	...pagingFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Those Who Left, Too',
				name: 'everybody',
				type: 'boolean',
				default: true,
				description: 'Whether to list members who have left or were removed',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['points'], operation: ['leaderboard'] } },
	properties,
);

/** Lists members by points; those with as many share a rank, and the next rank counts them all. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const by = parameterReader<LeaderboardOrder>(context, 'by', 'balance', (value) =>
		value === 'earned' ? 'earned' : 'balance',
	);
	const limit = limitReader(context);
	const options = optionsReader(context);
	return await runBatch(context, 1, {
		readOnly: true,
		prepare: (item, index) => ({
			filter: {
				communityId: community(item, index),
				by: by(index),
				statuses: options(index)['everybody'] === true ? EVERYBODY : HERE,
			},
			most: limit(index),
		}),
		async apply(tx, { filter, most }) {
			const { communityId } = filter;
			const shown = communityJson(communityId, await tx.getCommunity(communityId));
			const rows = await readPages(most, (page) => tx.pointsLeaderboard(filter, page), placeKey);
			const routed: Routed[] = [];
			for (const { memberId, points, rank } of rows) {
				const member = await personJson(tx, communityId, memberId);
				routed.push({ output: 0, json: toJson({ rank, points, member, community: shown }) });
			}
			return routed;
		},
	});
}
