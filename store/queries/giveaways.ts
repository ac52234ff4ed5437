import { sql, type Selectable } from 'kysely';

import type { GiveawayKind } from '../../community/giveaway/definition';
import { maybeUtc } from '../nullable';
import { readPageKey } from '../paging';
import type { Scope } from '../schema';
import type { GiveawayTable } from '../schema/giveaways';
import type { GiveawayRow, Page, StoreTransaction } from '../types';
import { fromJson, toJson, utc } from '../values';

type NewGiveaway = Parameters<StoreTransaction['openGiveaway']>[0];
type Filter = Parameters<StoreTransaction['listGiveaways']>[0];

export async function openGiveaway({ db }: Scope, giveaway: NewGiveaway): Promise<boolean> {
	const result = await db
		.insertInto('giveaway')
		.values({
			community_id: giveaway.communityId,
			giveaway_id: giveaway.giveawayId,
			kind: giveaway.kind,
			status: 'open',
			definition: toJson(giveaway.definition),
			group_id: giveaway.groupId,
			review_group_id: giveaway.reviewGroupId,
			commitment: giveaway.commitment,
			secret: giveaway.secret,
			takes: 0,
			held: 0,
			ends_at: utc(giveaway.endsAt),
			opened_by: giveaway.openedBy,
			opened_at: utc(giveaway.openedAt),
		})
		.onConflict((conflicting) => conflicting.columns(['community_id', 'giveaway_id']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function getGiveaway(
	scope: Scope,
	communityId: string,
	giveawayId: string,
): Promise<GiveawayRow | undefined> {
	return await find(scope, communityId, giveawayId, false);
}

export async function lockGiveaway(
	scope: Scope,
	communityId: string,
	giveawayId: string,
): Promise<GiveawayRow | undefined> {
	return await find(scope, communityId, giveawayId, true);
}

async function find(
	{ db, engine }: Scope,
	communityId: string,
	giveawayId: string,
	isLocked: boolean,
): Promise<GiveawayRow | undefined> {
	const row = await db
		.selectFrom('giveaway')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('giveaway_id', '=', giveawayId)
		.$if(isLocked && engine === 'postgres', (query) => query.forUpdate())
		.executeTakeFirst();
	return row && toGiveaway(row);
}

export async function listGiveaways({ db }: Scope, { communityId, kind }: Filter, page: Page): Promise<GiveawayRow[]> {
	const after = readPageKey(page.after, 1);
	let query = db.selectFrom('giveaway').selectAll().where('community_id', '=', communityId);
	if (kind !== undefined) query = query.where('kind', '=', kind);
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('opened_at', 'giveaway_id'), '>', tuple(after.at, after.ids[0] ?? '')),
		);
	}
	const rows = await query.orderBy('opened_at').orderBy('giveaway_id').limit(page.limit).execute();
	return rows.map(toGiveaway);
}

export async function endedGiveaways(
	{ db }: Scope,
	endsBy: string,
	{ communityId, kind }: { communityId?: string | undefined; kind: GiveawayKind },
	limit: number,
): Promise<GiveawayRow[]> {
	let query = db.selectFrom('giveaway').selectAll().where('status', '=', 'open').where('ends_at', '<=', utc(endsBy));
	if (communityId !== undefined) query = query.where('community_id', '=', communityId);
	const rows = await query
		.where('kind', '=', kind)
		.orderBy('ends_at')
		.orderBy('community_id')
		.orderBy('giveaway_id')
		.limit(limit)
		.execute();
	return rows.map(toGiveaway);
}

export async function closeGiveaway(
	{ db }: Scope,
	communityId: string,
	giveawayId: string,
	at: string,
): Promise<boolean> {
	const result = await db
		.updateTable('giveaway')
		.set({ status: 'closed', closed_at: maybeUtc(at) })
		.where('community_id', '=', communityId)
		.where('giveaway_id', '=', giveawayId)
		.where('status', '=', 'open')
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}

/** Changes how many takes there are, and how many stand. */
export async function countTake(
	{ db }: Scope,
	communityId: string,
	giveawayId: string,
	change: { takes: number; held: number },
): Promise<void> {
	await db
		.updateTable('giveaway')
		.set({ takes: sql`takes + ${change.takes}`, held: sql`held + ${change.held}` })
		.where('community_id', '=', communityId)
		.where('giveaway_id', '=', giveawayId)
		.execute();
}

function toGiveaway(row: Selectable<GiveawayTable>): GiveawayRow {
	return {
		communityId: row.community_id,
		giveawayId: row.giveaway_id,
		kind: row.kind,
		status: row.status,
		definition: fromJson(row.definition),
		groupId: row.group_id,
		reviewGroupId: row.review_group_id,
		commitment: row.commitment,
		secret: row.secret,
		takes: row.takes,
		held: row.held,
		endsAt: row.ends_at,
		openedBy: row.opened_by,
		openedAt: row.opened_at,
		closedAt: row.closed_at,
	};
}
