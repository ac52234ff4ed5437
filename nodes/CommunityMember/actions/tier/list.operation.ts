import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { runBatch, type Routed } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { limitReader, pagingFields, readPages } from '../../../shared/paging';
import { textReader } from '../../../shared/parameters';
import { communityField, communityJson, communityReader, personJson } from '../standing/community';

const properties: INodeProperties[] = [
	communityField,
	{
		displayName: 'Tier',
		name: 'tier',
		type: 'string',
		default: '',
		placeholder: 'e.g. 银卡',
		description: 'Only members of this tier. Leave empty for all whose tier was evaluated.',
	},
	...pagingFields,
];

export const description = updateDisplayOptions({ show: { resource: ['tier'], operation: ['list'] } }, properties);

/** Lists members with their tiers, as they were evaluated last. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const tier = textReader(context, 'tier');
	const limit = limitReader(context);
	return await runBatch(context, 1, {
		readOnly: true,
		prepare: (item, index) => ({
			communityId: community(item, index),
			tier: tier(index) || undefined,
			most: limit(index),
		}),
		async apply(tx, { communityId, tier: only, most }) {
			const shown = communityJson(communityId, await tx.getCommunity(communityId));
			const rows = await readPages(
				most,
				(page) => tx.listTiers({ communityId, tier: only }, page),
				({ memberId }) => memberId,
			);
			const routed: Routed[] = [];
			for (const { memberId, tier: held, earned, since, graceUntil, reviewAt } of rows) {
				const member = await personJson(tx, communityId, memberId);
				const json = { tier: held, earned, since, graceUntil: graceUntil ?? null, reviewAt, member, community: shown };
				routed.push({ output: 0, json: toJson(json) });
			}
			return routed;
		},
	});
}
