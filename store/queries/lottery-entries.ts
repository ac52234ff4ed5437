import { sql, type Selectable } from 'kysely';

import type { LotteryEntryTable } from '../schema/lottery';
import type { Scope } from '../schema';
import type { EntryOfPerson, LotteryEntryRow, LotteryTransaction, Page } from '../types';
import { fromJson, pieces, storable, toJson, utc } from '../values';

type Filter = Parameters<LotteryTransaction['listEntries']>[0];
/** Entrants per statement, well below what both engines take. */
const ENTRANTS = 500;

type End = Parameters<LotteryTransaction['endEntry']>[1];

export async function entriesOfMembers(
	{ db }: Scope,
	communityId: string,
	lotteryId: string,
	memberIds: readonly string[],
): Promise<LotteryEntryRow[]> {
	const rows = await db
		.selectFrom('lottery_entry')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('lottery_id', '=', lotteryId)
		.where('member_id', 'in', memberIds)
		.orderBy('entered_at')
		.orderBy('member_id')
		.execute();
	const living = rows.filter(({ status }) => status === 'entered');
	return [...living, ...rows.filter(({ status }) => status !== 'entered')].map(toEntry);
}

export async function entriesOf(
	{ db }: Scope,
	communityId: string,
	lotteryId: string,
	entrants: readonly string[],
): Promise<LotteryEntryRow[]> {
	const found: LotteryEntryRow[] = [];
	for (const some of pieces(entrants, ENTRANTS)) {
		const rows = await db
			.selectFrom('lottery_entry')
			.selectAll()
			.where('community_id', '=', communityId)
			.where('lottery_id', '=', lotteryId)
			.where('entrant', 'in', some)
			.execute();
		found.push(...rows.map(toEntry));
	}
	return found;
}

export async function saveEntry(
	{ db }: Scope,
	entry: Omit<LotteryEntryRow, 'endedAt' | 'endReason' | 'status'>,
): Promise<void> {
	const facts = {
		status: 'entered' as const,
		attempt: entry.attempt,
		salt: entry.salt,
		entrant: entry.entrant,
		weight: entry.weight,
		points_paid: entry.pointsPaid,
		facts: toJson(entry.facts),
		subject: toJson(entry.subject),
		entered_at: utc(entry.enteredAt),
		ended_at: null,
		end_reason: null,
	};
	await db
		.insertInto('lottery_entry')
		.values({
			community_id: entry.communityId,
			lottery_id: entry.lotteryId,
			member_id: entry.memberId,
			...facts,
		})
		.onConflict((conflicting) => conflicting.columns(['community_id', 'lottery_id', 'member_id']).doUpdateSet(facts))
		.execute();
}

export async function endEntry(
	{ db }: Scope,
	entry: Pick<LotteryEntryRow, 'communityId' | 'lotteryId' | 'memberId'>,
	{ status, at, reason }: End,
): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('lottery_entry')
		.set({ status, ended_at: utc(at), end_reason: storable(reason) })
		.where('community_id', '=', entry.communityId)
		.where('lottery_id', '=', entry.lotteryId)
		.where('member_id', '=', entry.memberId)
		.where('status', '=', 'entered')
		.executeTakeFirst();
	return numUpdatedRows === 1n;
}

export async function listEntries({ db }: Scope, filter: Filter, page: Page): Promise<EntryOfPerson[]> {
	let query = db
		.selectFrom('lottery_entry as entry')
		.innerJoin('member', (join) =>
			join.onRef('member.community_id', '=', 'entry.community_id').onRef('member.member_id', '=', 'entry.member_id'),
		)
		.leftJoin('member as kept', (join) =>
			join.onRef('kept.community_id', '=', 'member.community_id').onRef('kept.member_id', '=', 'member.merged_into'),
		)
		.selectAll('entry')
		.select(({ fn }) => [
			fn.coalesce('member.merged_into', 'member.member_id').as('person_id'),
			fn.coalesce('kept.status', 'member.status').as('member_status'),
		])
		.where('entry.community_id', '=', filter.communityId)
		.where('entry.lottery_id', '=', filter.lotteryId);
	if (filter.status !== undefined) query = query.where('entry.status', '=', filter.status);
	if (page.after !== undefined) query = query.where('entry.member_id', '>', page.after);
	const rows = await query.orderBy('entry.member_id').limit(page.limit).execute();
	return rows.map((row) => ({ ...toEntry(row), personId: row.person_id, memberStatus: row.member_status }));
}

export async function countEntries(
	{ db }: Scope,
	communityId: string,
	lotteryId: string,
): Promise<{ entries: number; weight: number }> {
	return await db
		.selectFrom('lottery_entry')
		.select(({ fn }) => [
			fn.countAll<number>().as('entries'),
			fn.coalesce(fn.sum<number>('weight'), sql<number>`0`).as('weight'),
		])
		.where('community_id', '=', communityId)
		.where('lottery_id', '=', lotteryId)
		.where('status', '=', 'entered')
		.executeTakeFirstOrThrow();
}

export async function claimHousehold(
	scope: Scope,
	communityId: string,
	lotteryId: string,
	[memberId, ...others]: readonly [string, ...string[]],
	keys: readonly string[],
): Promise<string[]> {
	if (keys.length === 0) return [];
	const own = [memberId, ...others];
	// In one order, so that two households with several keys in common do not wait for each other.
	for (const key of [...new Set(keys)].sort()) {
		await scope.db
			.insertInto('lottery_household')
			.values({ community_id: communityId, lottery_id: lotteryId, key, member_id: memberId })
			.onConflict((conflicting) => conflicting.columns(['community_id', 'lottery_id', 'key']).doNothing())
			.execute();
	}
	const taken = await scope.db
		.selectFrom('lottery_household')
		.select('member_id')
		.distinct()
		.where('community_id', '=', communityId)
		.where('lottery_id', '=', lotteryId)
		.where('key', 'in', keys)
		.where('member_id', 'not in', own)
		.orderBy('member_id')
		.execute();
	if (taken.length > 0) await releaseHousehold(scope, communityId, lotteryId, memberId);
	return taken.map((row) => row.member_id);
}

export async function releaseHousehold(
	{ db }: Scope,
	communityId: string,
	lotteryId: string,
	memberId: string,
): Promise<void> {
	await db
		.deleteFrom('lottery_household')
		.where('community_id', '=', communityId)
		.where('lottery_id', '=', lotteryId)
		.where('member_id', '=', memberId)
		.execute();
}

function toEntry(row: Selectable<LotteryEntryTable>): LotteryEntryRow {
	return {
		communityId: row.community_id,
		lotteryId: row.lottery_id,
		memberId: row.member_id,
		status: row.status,
		attempt: row.attempt,
		salt: row.salt,
		entrant: row.entrant,
		weight: row.weight,
		pointsPaid: row.points_paid,
		facts: fromJson(row.facts),
		subject: fromJson(row.subject),
		enteredAt: row.entered_at,
		endedAt: row.ended_at,
		endReason: row.end_reason,
	};
}
