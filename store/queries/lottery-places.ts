import type { Selectable } from 'kysely';

import type { PlaceStatus } from '../../community/lottery/status';
import { maybeText, maybeUtc } from '../nullable';
import type { LotteryPlaceTable } from '../schema/lottery';
import type { Scope } from '../schema';
import type { LotteryPlaceRow, PlaceChange, RecentWin } from '../types';
import { fromJson, pieces, toJson, utc } from '../values';

const ROWS = 100;

export async function insertPlaces({ db }: Scope, places: readonly LotteryPlaceRow[]): Promise<void> {
	for (const some of pieces(places, ROWS)) await db.insertInto('lottery_place').values(some.map(toRow)).execute();
}

export async function listPlaces({ db }: Scope, communityId: string, lotteryId: string): Promise<LotteryPlaceRow[]> {
	const rows = await db
		.selectFrom('lottery_place')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('lottery_id', '=', lotteryId)
		.orderBy('place')
		.execute();
	return rows.map(toPlace);
}

export async function placeByClaim(
	{ db }: Scope,
	communityId: string,
	claimId: string,
): Promise<LotteryPlaceRow | undefined> {
	const row = await db
		.selectFrom('lottery_place')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('claim_id', '=', claimId)
		.executeTakeFirst();
	return row && toPlace(row);
}

export async function placesOfMembers(
	{ db }: Scope,
	communityId: string,
	memberIds: readonly string[],
	limit: number,
): Promise<LotteryPlaceRow[]> {
	const rows = await db
		.selectFrom('lottery_place')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds)
		.where('won_at', 'is not', null)
		.orderBy('won_at', 'desc')
		.orderBy('lottery_id', 'desc')
		.orderBy('place')
		.limit(limit)
		.execute();
	return rows.map(toPlace);
}

export async function changePlace(
	{ db }: Scope,
	{ communityId, lotteryId, place }: Pick<LotteryPlaceRow, 'communityId' | 'lotteryId' | 'place'>,
	from: readonly PlaceStatus[],
	change: PlaceChange,
): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('lottery_place')
		.set(columnsOf(change))
		.where('community_id', '=', communityId)
		.where('lottery_id', '=', lotteryId)
		.where('place', '=', place)
		.where('status', 'in', from)
		.executeTakeFirst();
	return numUpdatedRows === 1n;
}

export async function lotteriesToRedraw({ db }: Scope, communityId: string, claimedBy: string): Promise<string[]> {
	const rows = await db
		.selectFrom('lottery_place')
		.select('lottery_id')
		.distinct()
		.where('community_id', '=', communityId)
		.where('status', '=', 'pending')
		.where('claim_by', '<=', utc(claimedBy))
		.orderBy('lottery_id')
		.execute();
	return rows.map((row) => row.lottery_id);
}

export async function recentWins(
	{ db }: Scope,
	communityId: string,
	memberIds: readonly string[],
	since: string,
): Promise<RecentWin[]> {
	const rows = await db
		.selectFrom('lottery_place as place')
		.innerJoin('lottery', (join) =>
			join
				.onRef('lottery.community_id', '=', 'place.community_id')
				.onRef('lottery.lottery_id', '=', 'place.lottery_id'),
		)
		.select(['place.lottery_id', 'lottery.title', 'place.prize', 'place.won_at'])
		.where('place.community_id', '=', communityId)
		.where('place.member_id', 'in', memberIds)
		.where('place.won_at', '>=', utc(since))
		.where('place.status', 'in', ['pending', 'claimed'])
		.orderBy('place.won_at', 'desc')
		.execute();
	return rows.map((row) => ({
		lotteryId: row.lottery_id,
		title: row.title,
		prize: row.prize,
		wonAt: row.won_at ?? '',
	}));
}

function columnsOf(change: PlaceChange): Partial<LotteryPlaceTable> {
	const { status, tierId, prize, insteadOf, wonAt, claimBy, settledAt, answers, delivery, deliveryFacts, deliveredAt } =
		change;
	return {
		...(status === undefined ? {} : { status }),
		...(tierId === undefined ? {} : { tier_id: tierId }),
		...(prize === undefined ? {} : { prize }),
		...(insteadOf === undefined ? {} : { instead_of: insteadOf }),
		...(wonAt === undefined ? {} : { won_at: maybeUtc(wonAt) }),
		...(claimBy === undefined ? {} : { claim_by: maybeUtc(claimBy) }),
		...(settledAt === undefined ? {} : { settled_at: maybeUtc(settledAt) }),
		...(answers === undefined ? {} : { answers: toJson(answers) }),
		...(delivery === undefined ? {} : { delivery }),
		...(deliveryFacts === undefined ? {} : { delivery_facts: toJson(deliveryFacts) }),
		...(deliveredAt === undefined ? {} : { delivered_at: maybeUtc(deliveredAt) }),
	};
}

function toRow(place: LotteryPlaceRow): Selectable<LotteryPlaceTable> {
	return {
		community_id: place.communityId,
		lottery_id: place.lotteryId,
		place: place.place,
		claim_id: place.claimId,
		member_id: place.memberId,
		kind: place.kind,
		status: place.status,
		tier_id: place.tierId,
		prize: maybeText(place.prize),
		instead_of: place.insteadOf,
		drawn_at: utc(place.drawnAt),
		won_at: maybeUtc(place.wonAt),
		claim_by: maybeUtc(place.claimBy),
		settled_at: maybeUtc(place.settledAt),
		answers: toJson(place.answers),
		delivery: place.delivery,
		delivery_facts: toJson(place.deliveryFacts),
		delivered_at: maybeUtc(place.deliveredAt),
	};
}

function toPlace(row: Selectable<LotteryPlaceTable>): LotteryPlaceRow {
	return {
		communityId: row.community_id,
		lotteryId: row.lottery_id,
		place: row.place,
		claimId: row.claim_id,
		memberId: row.member_id,
		kind: row.kind,
		status: row.status,
		tierId: row.tier_id,
		prize: row.prize,
		insteadOf: row.instead_of,
		drawnAt: row.drawn_at,
		wonAt: row.won_at,
		claimBy: row.claim_by,
		settledAt: row.settled_at,
		answers: fromJson(row.answers),
		delivery: row.delivery,
		deliveryFacts: fromJson(row.delivery_facts),
		deliveredAt: row.delivered_at,
	};
}
