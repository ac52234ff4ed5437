import { sql, type Selectable } from 'kysely';

import { readPageKey } from '../paging';
import type { Scope } from '../schema';
import type { CampTable } from '../schema/camps';
import type { CampRow, Page, StoreTransaction } from '../types';
import { fromJson, toJson, utc } from '../values';

type NewCamp = Parameters<StoreTransaction['openCamp']>[0];
type Step = Parameters<StoreTransaction['moveCamp']>[2];
type Filter = Parameters<StoreTransaction['listCamps']>[0];

export async function openCamp({ db }: Scope, camp: NewCamp): Promise<boolean> {
	const result = await db
		.insertInto('camp')
		.values({
			community_id: camp.communityId,
			camp_id: camp.campId,
			definition: toJson(camp.definition),
			group_id: camp.groupId,
			review_group_id: camp.reviewGroupId,
			status: 'open',
			settles_at: utc(camp.settlesAt),
			opened_by: camp.openedBy,
			opened_at: utc(camp.openedAt),
			updated_at: utc(camp.openedAt),
		})
		.onConflict((conflicting) => conflicting.columns(['community_id', 'camp_id']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function getCamp({ db }: Scope, communityId: string, campId: string): Promise<CampRow | undefined> {
	const row = await db
		.selectFrom('camp')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('camp_id', '=', campId)
		.executeTakeFirst();
	return row && toCamp(row);
}

export async function lockCamp(scope: Scope, communityId: string, campId: string): Promise<CampRow | undefined> {
	const row = await scope.db
		.selectFrom('camp')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('camp_id', '=', campId)
		.$if(scope.engine === 'postgres', (query) => query.forUpdate())
		.executeTakeFirst();
	return row && toCamp(row);
}

export async function listCamps({ db }: Scope, { communityId, status }: Filter, page: Page): Promise<CampRow[]> {
	const after = readPageKey(page.after, 1);
	let query = db.selectFrom('camp').selectAll().where('community_id', '=', communityId);
	if (status !== undefined) query = query.where('status', '=', status);
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('opened_at', 'camp_id'), '>', tuple(after.at, after.ids[0] ?? '')),
		);
	}
	const rows = await query.orderBy('opened_at').orderBy('camp_id').limit(page.limit).execute();
	return rows.map(toCamp);
}

export async function openCamps(
	{ db }: Scope,
	{ limit, communityId }: { limit: number; communityId?: string | undefined },
): Promise<CampRow[]> {
	let query = db.selectFrom('camp').selectAll().where('status', '=', 'open');
	if (communityId !== undefined) query = query.where('community_id', '=', communityId);
	const rows = await query.orderBy('settles_at').orderBy('community_id').orderBy('camp_id').limit(limit).execute();
	return rows.map(toCamp);
}

export async function moveCamp({ db }: Scope, communityId: string, campId: string, step: Step): Promise<void> {
	await db
		.updateTable('camp')
		.set({
			status: step.status,
			updated_at: utc(step.at),
			...(step.plan === undefined ? {} : { plan: toJson(step.plan) }),
			...(step.approvedBy === undefined ? {} : { approved_by: step.approvedBy, approved_at: utc(step.at) }),
		})
		.where('community_id', '=', communityId)
		.where('camp_id', '=', campId)
		.execute();
}

/** See CampTransaction.countEventTypes. */
export async function countEventTypes(
	{ db }: Scope,
	communityId: string,
	memberIds: readonly string[],
	types: readonly string[],
	{ from, to }: { from: string; to: string },
): Promise<Record<string, number>> {
	if (memberIds.length === 0 || types.length === 0) return {};
	const rows = await db
		.selectFrom('event')
		.select(['type', sql<number>`count(*)`.as('times')])
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds)
		.where('type', 'in', types)
		.where('occurred_at', '>=', utc(from))
		.where('occurred_at', '<', utc(to))
		.groupBy('type')
		.execute();
	return Object.fromEntries(rows.map(({ type, times }) => [type, times]));
}

function toCamp(row: Selectable<CampTable>): CampRow {
	return {
		communityId: row.community_id,
		campId: row.camp_id,
		definition: fromJson(row.definition),
		groupId: row.group_id,
		reviewGroupId: row.review_group_id,
		status: row.status,
		settlesAt: row.settles_at,
		plan: row.plan === null ? null : fromJson(row.plan),
		openedBy: row.opened_by,
		openedAt: row.opened_at,
		approvedBy: row.approved_by,
		approvedAt: row.approved_at,
	};
}
