import { sql, type Selectable } from 'kysely';

import type { Scope } from '../schema';
import type { PondPlaceTable } from '../schema/standing';
import type { Page, PondPlaceRow, StandingTransaction } from '../types';
import { utc } from '../values';

type Bite = Parameters<StandingTransaction['addBite']>[0];
type Place = Parameters<StandingTransaction['savePlace']>[1];
type Filter = Parameters<StandingTransaction['listPondPlaces']>[0];

export async function addBite({ db }: Scope, bite: Bite): Promise<boolean> {
	const result = await db
		.insertInto('pond_bite')
		.values({
			community_id: bite.communityId,
			bite_id: bite.biteId,
			member_id: bite.memberId,
			bait: bite.bait,
			at: utc(bite.at),
		})
		.onConflict((conflicting) => conflicting.columns(['community_id', 'bite_id']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function listBites(
	{ db }: Scope,
	communityId: string,
	memberIds: readonly string[],
	since: string,
): Promise<{ memberId: string; bait: string; at: string }[]> {
	if (memberIds.length === 0) return [];
	return await db
		.selectFrom('pond_bite')
		.select(['member_id as memberId', 'bait', 'at'])
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds)
		.where('at', '>=', utc(since))
		.orderBy('at')
		.orderBy('bite_id')
		.execute();
}

export async function placesOf(
	{ db }: Scope,
	communityId: string,
	memberIds: readonly string[],
): Promise<PondPlaceRow[]> {
	if (memberIds.length === 0) return [];
	const rows = await db
		.selectFrom('pond_place')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds)
		.orderBy('pond_id')
		.execute();
	return rows.map(toPlace);
}

export async function savePlace({ db }: Scope, communityId: string, place: Place, at: string): Promise<void> {
	const invited = place.invitedAt === undefined ? {} : { invited_at: utc(place.invitedAt) };
	const changes = { status: place.status, updated_at: utc(at), ...invited };
	await db
		.insertInto('pond_place')
		.values({ community_id: communityId, member_id: place.memberId, pond_id: place.pondId, ...changes })
		.onConflict((conflicting) => conflicting.columns(['community_id', 'member_id', 'pond_id']).doUpdateSet(changes))
		.execute();
}

/** The kept members of all who have bitten since then or have a place. */
export async function pondMembers({ db }: Scope, communityId: string, since: string, page: Page): Promise<string[]> {
	const concerned = db
		.selectFrom('pond_bite')
		.select('member_id')
		.where('community_id', '=', communityId)
		.where('at', '>=', utc(since))
		.union(db.selectFrom('pond_place').select('member_id').where('community_id', '=', communityId));
	const person = sql<string>`coalesce(m.merged_into, m.member_id)`;
	let query = db
		.selectFrom(concerned.as('c'))
		.innerJoin('member as m', (join) =>
			join.on('m.community_id', '=', communityId).onRef('m.member_id', '=', 'c.member_id'),
		)
		.select(person.as('memberId'))
		.distinct();
	if (page.after !== undefined) query = query.where(person, '>', page.after);
	const rows = await query.orderBy('memberId').limit(page.limit).execute();
	return rows.map(({ memberId }) => memberId);
}

export async function listPondPlaces(
	{ db }: Scope,
	{ communityId, pondId, status }: Filter,
	page: Page,
): Promise<PondPlaceRow[]> {
	let query = db.selectFrom('pond_place').selectAll().where('community_id', '=', communityId);
	if (pondId !== undefined) query = query.where('pond_id', '=', pondId);
	if (status !== undefined) query = query.where('status', '=', status);
	if (page.after !== undefined) {
		const [afterPond = '', afterMember = ''] = JSON.parse(page.after) as string[];
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('pond_id', 'member_id'), '>', tuple(afterPond, afterMember)),
		);
	}
	return (await query.orderBy('pond_id').orderBy('member_id').limit(page.limit).execute()).map(toPlace);
}

/** The key of a place for `Page.after`. */
export function pondPlaceKey({ pondId, memberId }: Pick<PondPlaceRow, 'pondId' | 'memberId'>): string {
	return JSON.stringify([pondId, memberId]);
}

function toPlace(row: Selectable<PondPlaceTable>): PondPlaceRow {
	return {
		memberId: row.member_id,
		pondId: row.pond_id,
		status: row.status,
		invitedAt: row.invited_at,
		updatedAt: row.updated_at,
	};
}
