import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { affinities } from '../../../../community/segments/pond';
import { pondTitle } from '../../../../community/segments/pond-messages';
import { pondPlaceKey } from '../../../../store';
import type { PondStatus } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { limitReader, pagingFields, readPages } from '../../../shared/paging';
import { parameterReader, textReader } from '../../../shared/parameters';
import { communityField, communityJson, communityReader, personJson } from '../standing/community';
import { keptPonds } from './policy';
import { bitesSince, rounded } from './route';

const properties: INodeProperties[] = [
	communityField,
	{
		displayName: 'Pond ID',
		name: 'pondId',
		type: 'string',
		default: '',
		placeholder: 'e.g. photo',
		description: 'Only this pond. Leave empty for all.',
	},
	{
		displayName: 'Place',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Any', value: 'any' },
			{ name: 'In', value: 'in' },
			{ name: 'Invited', value: 'invited' },
			{ name: 'Out Again', value: 'out' },
		],
		default: 'in',
	},
	...pagingFields,
];

export const description = updateDisplayOptions({ show: { resource: ['pond'], operation: ['list'] } }, properties);

const STATUSES: readonly PondStatus[] = ['in', 'invited', 'out'];

/** Lists places in ponds, with the pull that each pond has on its member now. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const pondId = textReader(context, 'pondId');
	const status = parameterReader(context, 'status', 'in', (value) => STATUSES.find((one) => one === value));
	const limit = limitReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		readOnly: true,
		prepare: (item, index) => ({
			filter: { communityId: community(item, index), pondId: pondId(index) || undefined, status: status(index) },
			most: limit(index),
		}),
		async apply(tx, { filter, most }) {
			const { communityId } = filter;
			const policy = await keptPonds(tx, communityId);
			const shown = communityJson(communityId, await tx.getCommunity(communityId));
			const rows = await readPages(most, (page) => tx.listPondPlaces(filter, page), pondPlaceKey);
			const routed: Routed[] = [];
			for (const { memberId, pondId: pond, status: where, invitedAt, updatedAt } of rows) {
				const memberIds = await tx.memberIdsOf(communityId, memberId);
				const bites = await tx.listBites(communityId, memberIds, bitesSince(policy, now));
				const affinity = affinities(policy, bites, now).find((one) => one.pondId === pond)?.affinity ?? 0;
				const member = await personJson(tx, communityId, memberIds[0] ?? memberId);
				const place = { pondId: pond, title: pondTitle(policy, pond), status: where, invitedAt, updatedAt };
				routed.push({ output: 0, json: toJson({ ...place, affinity: rounded(affinity), member, community: shown }) });
			}
			return routed;
		},
	});
}
