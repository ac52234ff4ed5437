import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import type { InvitationCount } from '../../../../community/admission/chain';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { subjectOfItem, toJson } from '../../../shared/item';
import { limitReader, pagingFields } from '../../../shared/paging';
import { parameterReader, textReader } from '../../../shared/parameters';
import { knownPerson } from '../admission/person';
import { inviterTree } from './tree';

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
		displayName: 'Count',
		name: 'count',
		type: 'options',
		options: [
			{ name: 'In Person', value: 'direct', description: 'Those who came with the member’s own codes' },
			{ name: 'The Whole Branch', value: 'total', description: 'Those, and everybody whom they brought, and so on' },
		],
		default: 'direct',
	},
	...pagingFields,
];

export const description = updateDisplayOptions(
	{ show: { resource: ['invitation'], operation: ['topInviters'] } },
	properties,
);

/** Lists who has brought most, the best first; of equals, whoever the store knows by the lower id. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = textReader(context, 'communityId');
	const count = parameterReader<keyof InvitationCount>(context, 'count', 'direct', (value) =>
		value === 'total' ? 'total' : 'direct',
	);
	const limit = limitReader(context);
	return await runBatch(context, 1, {
		prepare(item, index) {
			const communityId = community(index) || subjectOfItem(item)?.community.communityId;
			if (communityId === undefined) {
				throw new InputError('No community is named', 'Fill in "Community ID", e.g. the id of the group.');
			}
			return { communityId, by: count(index), most: limit(index) };
		},
		async apply(tx, { communityId, by, most }) {
			const { counts } = await inviterTree(tx, communityId);
			const best = [...counts]
				.filter(([, { direct }]) => direct > 0)
				.sort(([idA, a], [idB, b]) => b[by] - a[by] || (idA < idB ? -1 : 1))
				.slice(0, most);
			const routed: Routed[] = [];
			for (const [index, [memberId, { direct, total }]] of best.entries()) {
				const member = await knownPerson(tx, communityId, memberId);
				if (member === undefined) continue;
				routed.push({ output: 0, json: toJson({ communityId, rank: index + 1, direct, total, member }) });
			}
			return routed;
		},
	});
}
