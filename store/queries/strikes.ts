import type { Selectable } from 'kysely';

import { readPageKey } from '../paging';
import type { Scope } from '../schema';
import type { StrikeTable } from '../schema/moderation';
import type { Json, Page, StoreTransaction, StrikeRow } from '../types';
import { fromJson, toJson, utc } from '../values';
import { idsOfPerson } from './persons';

type Filter = Parameters<StoreTransaction['listStrikes']>[0];

export async function addStrike({ db }: Scope, strike: Omit<StrikeRow, 'undoneAt' | 'undoneBy'>): Promise<boolean> {
	const result = await db
		.insertInto('strike')
		.values({
			community_id: strike.communityId,
			strike_id: strike.strikeId,
			member_id: strike.memberId,
			points: strike.points,
			rule: strike.rule,
			reasons: toJson(strike.reasons),
			message_id: strike.messageId,
			at: utc(strike.at),
		})
		.onConflict((conflicting) => conflicting.columns(['community_id', 'strike_id']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function undoStrike(
	{ db }: Scope,
	communityId: string,
	strikeId: string,
	{ at, by }: { at: string; by: string },
): Promise<StrikeRow | undefined> {
	const row = await db
		.updateTable('strike')
		.set({ undone_at: utc(at), undone_by: by })
		.where('community_id', '=', communityId)
		.where('strike_id', '=', strikeId)
		.where('undone_at', 'is', null)
		.returningAll()
		.executeTakeFirst();
	return row && toStrike(row);
}

export async function getStrike({ db }: Scope, communityId: string, strikeId: string): Promise<StrikeRow | undefined> {
	const row = await db
		.selectFrom('strike')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('strike_id', '=', strikeId)
		.executeTakeFirst();
	return row && toStrike(row);
}

export async function listStrikes({ db }: Scope, filter: Filter, page: Page): Promise<StrikeRow[]> {
	const after = readPageKey(page.after, 1);
	let query = db.selectFrom('strike').selectAll().where('community_id', '=', filter.communityId);
	if (filter.memberId !== undefined)
		query = query.where('member_id', 'in', idsOfPerson(db, filter.communityId, filter.memberId));
	if (filter.messageId !== undefined) query = query.where('message_id', '=', filter.messageId);
	if (filter.since !== undefined) query = query.where('at', '>=', utc(filter.since));
	if (filter.undone !== undefined) query = query.where('undone_at', filter.undone ? 'is not' : 'is', null);
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('at', 'strike_id'), '>', tuple(after.at, after.ids[0] ?? '')),
		);
	}
	const rows = await query.orderBy('at').orderBy('strike_id').limit(page.limit).execute();
	return rows.map(toStrike);
}

function toStrike(row: Selectable<StrikeTable>): StrikeRow {
	return {
		communityId: row.community_id,
		strikeId: row.strike_id,
		memberId: row.member_id,
		points: row.points,
		rule: row.rule,
		reasons: fromJson<Json>(row.reasons),
		messageId: row.message_id,
		at: row.at,
		undoneAt: row.undone_at,
		undoneBy: row.undone_by,
	};
}
