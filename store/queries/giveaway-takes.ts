import type { Selectable } from 'kysely';

import type { Scope } from '../schema';
import type { GiveawayTakeTable } from '../schema/giveaways';
import type { GiveawayTakeRow, Page, StoreTransaction } from '../types';
import { fromJson, toJson, utc } from '../values';
import { countTake } from './giveaways';

type NewTake = Parameters<StoreTransaction['addTake']>[0];

export async function addTake(scope: Scope, take: NewTake): Promise<void> {
	await scope.db
		.insertInto('giveaway_take')
		.values({
			community_id: take.communityId,
			giveaway_id: take.giveawayId,
			take: take.take,
			member_id: take.memberId,
			attempt: take.attempt,
			status: 'held',
			outcome: toJson(take.outcome),
			thing: take.thing,
			subject: toJson(take.subject),
			at: utc(take.at),
		})
		.execute();
	await countTake(scope, take.communityId, take.giveawayId, { takes: 1, held: 1 });
}

export async function giveBackTake(
	scope: Scope,
	communityId: string,
	giveawayId: string,
	take: number,
	at: string,
): Promise<boolean> {
	const result = await scope.db
		.updateTable('giveaway_take')
		.set({ status: 'given_back', ended_at: utc(at) })
		.where('community_id', '=', communityId)
		.where('giveaway_id', '=', giveawayId)
		.where('take', '=', take)
		.where('status', '=', 'held')
		.executeTakeFirst();
	if (result.numUpdatedRows !== 1n) return false;
	await countTake(scope, communityId, giveawayId, { takes: 0, held: -1 });
	return true;
}

export async function takesOf(
	{ db }: Scope,
	communityId: string,
	giveawayId: string,
	memberIds: readonly string[],
): Promise<GiveawayTakeRow[]> {
	if (memberIds.length === 0) return [];
	const rows = await db
		.selectFrom('giveaway_take')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('giveaway_id', '=', giveawayId)
		.where('member_id', 'in', memberIds)
		.orderBy('take')
		.execute();
	return rows.map(toTake);
}

export async function listTakes(
	{ db }: Scope,
	communityId: string,
	giveawayId: string,
	page: Page,
): Promise<GiveawayTakeRow[]> {
	let query = db
		.selectFrom('giveaway_take')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('giveaway_id', '=', giveawayId);
	if (page.after !== undefined) query = query.where('take', '>', Number(page.after));
	const rows = await query.orderBy('take').limit(page.limit).execute();
	return rows.map(toTake);
}

export async function countThings(
	{ db }: Scope,
	communityId: string,
	giveawayId: string,
): Promise<Record<string, number>> {
	const rows = await db
		.selectFrom('giveaway_take')
		.select(({ fn }) => ['thing', fn.countAll<number>().as('times')])
		.where('community_id', '=', communityId)
		.where('giveaway_id', '=', giveawayId)
		.where('status', '=', 'held')
		.where('thing', 'is not', null)
		.groupBy('thing')
		.execute();
	return Object.fromEntries(rows.map(({ thing, times }) => [thing ?? '', times]));
}

function toTake(row: Selectable<GiveawayTakeTable>): GiveawayTakeRow {
	return {
		communityId: row.community_id,
		giveawayId: row.giveaway_id,
		take: row.take,
		memberId: row.member_id,
		attempt: row.attempt,
		status: row.status,
		outcome: fromJson(row.outcome),
		thing: row.thing,
		subject: fromJson(row.subject),
		at: row.at,
		endedAt: row.ended_at,
	};
}
