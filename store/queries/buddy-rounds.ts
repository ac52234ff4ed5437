import type { Selectable } from 'kysely';

import { conflict } from '../errors';
import type { Scope } from '../schema';
import type { BuddyPlaceTable, BuddyRoundTable } from '../schema/buddies';
import type { BuddyPlaceFilter, BuddyPlaceRow, BuddyRoundRow } from '../types';
import { fromJson, pieces, storable, toJson, utc } from '../values';

/** Rows per statement, well below what both engines take. */
const ROWS = 500;

export async function insertBuddyRound({ db }: Scope, round: BuddyRoundRow): Promise<void> {
	const result = await db
		.insertInto('buddy_round')
		.values({
			community_id: round.communityId,
			round_id: storable(round.roundId),
			number: round.number,
			people: round.people,
			badness: round.badness,
			at_least: round.atLeast,
			facts: storable(toJson(round.facts)),
			at: utc(round.at),
		})
		.onConflict((conflicting) => conflicting.doNothing())
		.executeTakeFirst();
	if (result.numInsertedOrUpdatedRows === 1n) return;
	throw conflict(`Round ${round.number} (${round.roundId}) is there already.`, 'Match the next round.');
}

export async function getBuddyRound(
	{ db }: Scope,
	communityId: string,
	roundId: string,
): Promise<BuddyRoundRow | undefined> {
	const row = await db
		.selectFrom('buddy_round')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('round_id', '=', roundId)
		.executeTakeFirst();
	return row && toRound(row);
}

export async function listBuddyRounds({ db }: Scope, communityId: string, limit: number): Promise<BuddyRoundRow[]> {
	const rows = await db
		.selectFrom('buddy_round')
		.selectAll()
		.where('community_id', '=', communityId)
		.orderBy('number', 'desc')
		.limit(limit)
		.execute();
	return rows.map(toRound);
}

export async function insertBuddyPlaces(
	{ db }: Scope,
	places: readonly Omit<BuddyPlaceRow, 'personId' | 'met' | 'answeredAt'>[],
): Promise<void> {
	for (const some of pieces(places, ROWS)) {
		await db
			.insertInto('buddy_place')
			.values(
				some.map((place) => ({
					community_id: place.communityId,
					number: place.number,
					member_id: place.memberId,
					group_id: place.groupId,
				})),
			)
			.execute();
	}
}

export async function listBuddyPlaces(scope: Scope, filter: BuddyPlaceFilter): Promise<BuddyPlaceRow[]> {
	const { groupIds } = filter;
	if (groupIds === undefined) return await placesOf(scope, filter, undefined);
	const rows: BuddyPlaceRow[] = [];
	for (const some of pieces(groupIds, ROWS)) rows.push(...(await placesOf(scope, filter, some)));
	return rows;
}

async function placesOf(
	{ db }: Scope,
	{ communityId, from, to }: BuddyPlaceFilter,
	groupIds: readonly string[] | undefined,
): Promise<BuddyPlaceRow[]> {
	let query = db
		.selectFrom('buddy_place')
		.innerJoin('member', (join) =>
			join
				.onRef('member.community_id', '=', 'buddy_place.community_id')
				.onRef('member.member_id', '=', 'buddy_place.member_id'),
		)
		.selectAll('buddy_place')
		.select('member.merged_into')
		.where('buddy_place.community_id', '=', communityId);
	if (from !== undefined) query = query.where('buddy_place.number', '>=', from);
	if (to !== undefined) query = query.where('buddy_place.number', '<=', to);
	if (groupIds !== undefined) query = query.where('buddy_place.group_id', 'in', groupIds);
	const rows = await query.orderBy('buddy_place.number').orderBy('buddy_place.member_id').execute();
	return rows.map(toPlace);
}

export async function answerBuddyPlace(
	{ db }: Scope,
	{ communityId, number, memberId }: Pick<BuddyPlaceRow, 'communityId' | 'number' | 'memberId'>,
	{ met, at }: { met: boolean; at: string },
): Promise<void> {
	await db
		.updateTable('buddy_place')
		.set({ met: met ? 1 : 0, answered_at: utc(at) })
		.where('community_id', '=', communityId)
		.where('number', '=', number)
		.where('member_id', '=', memberId)
		.execute();
}

function toRound(row: Selectable<BuddyRoundTable>): BuddyRoundRow {
	return {
		communityId: row.community_id,
		roundId: row.round_id,
		number: row.number,
		people: row.people,
		badness: row.badness,
		atLeast: row.at_least,
		facts: fromJson(row.facts),
		at: row.at,
	};
}

function toPlace(row: Selectable<BuddyPlaceTable> & { merged_into: string | null }): BuddyPlaceRow {
	return {
		communityId: row.community_id,
		number: row.number,
		memberId: row.member_id,
		personId: row.merged_into ?? row.member_id,
		groupId: row.group_id,
		met: row.met === null ? null : row.met === 1,
		answeredAt: row.answered_at,
	};
}
