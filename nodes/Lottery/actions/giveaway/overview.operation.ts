import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { GiveawayKind } from '../../../../community/giveaway/definition';
import { pageKey } from '../../../../store';
import { runBatch, type Routed } from '../../../shared/batch';
import { communityOfItem, toJson } from '../../../shared/item';
import { limitReader, pagingFields, readPages } from '../../../shared/paging';
import { textReader } from '../../../shared/parameters';
import { closeGiveaway, dueGiveaways, reported } from './close';
import { communityField, giveawayField, giveawayOfItem, requireCommunity, requireText } from './fields';
import { giveawayJson, giveawayOf, noGiveaway } from './giveaways';

export const closeFields: INodeProperties[] = [
	{ ...communityField, description: 'Leave empty to end what is due in all communities' },
	{ ...giveawayField, description: 'Ends this one now. Leave empty to end those whose time is over.' },
];
export const getFields: INodeProperties[] = [communityField, giveawayField];
export const listFields: INodeProperties[] = [communityField, ...pagingFields];

/** Who ends it, as the ledger says: its time, or a workflow that names it. */
const BY = { time: 'schedule', name: 'workflow' };

/** Ends giveaways: the one that is named, or all whose time is over. */
export async function closeOperation(context: IExecuteFunctions, kind: GiveawayKind): Promise<INodeExecutionData[][]> {
	const community = textReader(context, 'communityId');
	const giveaway = textReader(context, 'giveawayId');
	const timeZone = context.getTimezone();
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const giveawayId = giveawayOfItem(giveaway(index), item);
			return giveawayId === ''
				? { communityId: community(index) || communityOfItem(item), giveawayId }
				: { communityId: requireCommunity(community(index), item), giveawayId };
		},
		async apply(tx, { communityId, giveawayId }) {
			const isNamed = giveawayId !== '' && communityId !== undefined;
			const due = isNamed ? [{ communityId, giveawayId }] : await dueGiveaways(tx, { communityId, kind }, now);
			const routed: Routed[] = [];
			for (const place of due) {
				const { communityId: where, giveawayId: which } = place;
				const at = { communityId: where, giveawayId: which, by: isNamed ? BY.name : BY.time, timeZone, now };
				const { duplicate, result } = await closeGiveaway(tx, at, kind);
				routed.push({ output: 0, json: { duplicate, ...result } });
			}
			return routed;
		},
	});
}

/** Shows a giveaway with everything that was taken. */
export async function getOperation(context: IExecuteFunctions, kind: GiveawayKind): Promise<INodeExecutionData[][]> {
	const community = textReader(context, 'communityId');
	const giveaway = textReader(context, 'giveawayId');
	const timeZone = context.getTimezone();
	return await runBatch(context, 1, {
		prepare: (item, index) => ({
			communityId: requireCommunity(community(index), item),
			giveawayId: requireText(giveawayOfItem(giveaway(index), item), 'Giveaway ID'),
		}),
		async apply(tx, { communityId, giveawayId }) {
			const row = await tx.getGiveaway(communityId, giveawayId);
			if (row?.kind !== kind) throw noGiveaway(communityId, giveawayId);
			return { output: 0, json: toJson(await reported(tx, row, giveawayOf(row, timeZone), false)) };
		},
	});
}

/** Lists the giveaways of a community and a kind, oldest first. */
export async function listOperation(context: IExecuteFunctions, kind: GiveawayKind): Promise<INodeExecutionData[][]> {
	const community = textReader(context, 'communityId');
	const limit = limitReader(context);
	return await runBatch(context, 1, {
		prepare: (item, index) => ({ communityId: requireCommunity(community(index), item), most: limit(index) }),
		async apply(tx, { communityId, most }) {
			const rows = await readPages(
				most,
				(page) => tx.listGiveaways({ communityId, kind }, page),
				({ openedAt, giveawayId }) => pageKey(openedAt, giveawayId),
			);
			return rows.map((row): Routed => ({ output: 0, json: toJson(giveawayJson(row)) }));
		},
	});
}
