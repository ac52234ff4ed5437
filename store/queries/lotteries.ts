import type { Selectable } from 'kysely';

import type { LotteryStatus } from '../../community/lottery/status';
import { maybeUtc } from '../nullable';
import { readPageKey } from '../paging';
import type { LotteryTable } from '../schema/lottery';
import type { Scope } from '../schema';
import type { LotteryRow, LotteryStep, LotteryTransaction, NewLottery, Page } from '../types';
import { fromJson, storable, toJson, utc } from '../values';

type Filter = Parameters<LotteryTransaction['listLotteries']>[0];

export async function insertLottery({ db }: Scope, lottery: NewLottery): Promise<boolean> {
	const { numInsertedOrUpdatedRows } = await db
		.insertInto('lottery')
		.values({
			community_id: lottery.communityId,
			lottery_id: lottery.lotteryId,
			status: 'open',
			title: storable(lottery.title),
			rules: toJson(lottery.rules),
			published: lottery.published,
			rules_hash: lottery.rulesHash,
			language: lottery.language,
			platform: lottery.platform,
			group_id: lottery.groupId,
			commitment: lottery.commitment,
			secret: lottery.secret,
			opens_at: utc(lottery.opensAt),
			closes_at: utc(lottery.closesAt),
			created_at: utc(lottery.createdAt),
			created_by: storable(lottery.createdBy),
		})
		.onConflict((conflicting) => conflicting.columns(['community_id', 'lottery_id']).doNothing())
		.executeTakeFirst();
	return numInsertedOrUpdatedRows === 1n;
}

export async function getLottery(
	{ db }: Scope,
	communityId: string,
	lotteryId: string,
): Promise<LotteryRow | undefined> {
	const row = await db
		.selectFrom('lottery')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('lottery_id', '=', lotteryId)
		.executeTakeFirst();
	return row && toLottery(row);
}

export async function lockLottery(
	{ db, engine }: Scope,
	communityId: string,
	lotteryId: string,
	lock: 'share' | 'change',
): Promise<LotteryRow | undefined> {
	const row = await db
		.selectFrom('lottery')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('lottery_id', '=', lotteryId)
		.$if(engine === 'postgres' && lock === 'share', (query) => query.forShare())
		.$if(engine === 'postgres' && lock === 'change', (query) => query.forUpdate())
		.executeTakeFirst();
	return row && toLottery(row);
}

export async function stepLottery(
	{ db }: Scope,
	communityId: string,
	lotteryId: string,
	from: LotteryStatus,
	step: LotteryStep,
): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('lottery')
		.set(columnsOf(step))
		.where('community_id', '=', communityId)
		.where('lottery_id', '=', lotteryId)
		.where('status', '=', from)
		.executeTakeFirst();
	return numUpdatedRows === 1n;
}

function columnsOf(step: LotteryStep): Partial<LotteryTable> {
	switch (step.status) {
		case 'closed':
			return {
				status: 'closed',
				closed_at: utc(step.closedAt),
				list_hash: step.listHash,
				entrants: step.entrants,
			};
		case 'drawn':
			return {
				status: 'drawn',
				drawn_at: utc(step.drawnAt),
				drawn_by: storable(step.drawnBy),
				draw: toJson(step.draw),
			};
		case 'cancelled':
			return {
				status: 'cancelled',
				cancelled_at: utc(step.cancelledAt),
				cancelled_by: storable(step.cancelledBy),
				cancel_reason: storable(step.cancelReason),
			};
	}
}

export async function listLotteries({ db }: Scope, filter: Filter, page: Page): Promise<LotteryRow[]> {
	const { communityId, status, closesBy } = filter;
	const order = status === undefined ? 'created_at' : 'closes_at';
	const after = readPageKey(page.after, 1);
	let query = db.selectFrom('lottery').selectAll().where('community_id', '=', communityId);
	if (status !== undefined) query = query.where('status', '=', status);
	if (closesBy !== undefined) query = query.where('closes_at', '<=', utc(closesBy));
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple(order, 'lottery_id'), '>', tuple(after.at, after.ids[0] ?? '')),
		);
	}
	const rows = await query.orderBy(order).orderBy('lottery_id').limit(page.limit).execute();
	return rows.map(toLottery);
}

function toLottery(row: Selectable<LotteryTable>): LotteryRow {
	return {
		communityId: row.community_id,
		lotteryId: row.lottery_id,
		status: row.status,
		title: row.title,
		rules: fromJson(row.rules),
		published: row.published,
		rulesHash: row.rules_hash,
		language: row.language,
		platform: row.platform,
		groupId: row.group_id,
		commitment: row.commitment,
		secret: row.secret,
		opensAt: row.opens_at,
		closesAt: row.closes_at,
		createdAt: row.created_at,
		createdBy: row.created_by,
		closedAt: maybeUtc(row.closed_at),
		listHash: row.list_hash,
		entrants: row.entrants,
		drawnAt: row.drawn_at,
		drawnBy: row.drawn_by,
		draw: row.draw === null ? null : fromJson(row.draw),
		cancelledAt: row.cancelled_at,
		cancelledBy: row.cancelled_by,
		cancelReason: row.cancel_reason,
	};
}
