import type { Selectable } from 'kysely';

import type { Scope } from '../schema';
import type { BuddyTable } from '../schema/buddies';
import type { BuddyPersonRow, BuddyRow, Identity, Page, StoreTransaction } from '../types';
import { fromJson, pieces, storable, toJson, utc } from '../values';

/** Ids per statement, well below what both engines take. */
const IDS = 500;

type Person = Awaited<ReturnType<StoreTransaction['buddyPeople']>>[number];

export async function putBuddy({ db }: Scope, buddy: BuddyRow): Promise<void> {
	const facts = {
		status: buddy.status,
		wishes: storable(toJson(buddy.wishes)),
		since: utc(buddy.since),
		updated_at: utc(buddy.updatedAt),
	};
	await db
		.insertInto('buddy')
		.values({ community_id: buddy.communityId, member_id: buddy.memberId, ...facts })
		.onConflict((conflicting) => conflicting.columns(['community_id', 'member_id']).doUpdateSet(facts))
		.execute();
}

export async function getBuddy({ db }: Scope, communityId: string, memberId: string): Promise<BuddyRow | undefined> {
	const row = await db
		.selectFrom('buddy')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.executeTakeFirst();
	return row && toBuddy(row);
}

export async function listBuddies(
	scope: Scope,
	communityId: string,
	page: Page,
): Promise<(BuddyPersonRow & { writtenAs: string })[]> {
	const { db } = scope;
	let query = db
		.selectFrom('buddy')
		.innerJoin('member as written', (join) =>
			join.onRef('written.community_id', '=', 'buddy.community_id').onRef('written.member_id', '=', 'buddy.member_id'),
		)
		.innerJoin('member as kept', (join) =>
			join
				.onRef('kept.community_id', '=', 'buddy.community_id')
				.on('kept.member_id', '=', ({ fn, ref }) => fn.coalesce(ref('written.merged_into'), ref('written.member_id'))),
		)
		.selectAll('buddy')
		.select([
			'kept.member_id as person_id',
			'kept.name',
			'kept.status as member_status',
			'kept.joined_at',
			'kept.time_zone',
		])
		.where('buddy.community_id', '=', communityId)
		.where('buddy.status', '=', 'in');
	if (page.after !== undefined) query = query.where('buddy.member_id', '>', page.after);
	const rows = await query.orderBy('buddy.member_id').limit(page.limit).execute();
	const identities = await identitiesOf(
		scope,
		communityId,
		rows.map((row) => row.person_id),
	);
	return rows.map((row) => ({
		...toBuddy(row),
		memberId: row.person_id,
		writtenAs: row.member_id,
		name: row.name,
		memberStatus: row.member_status,
		joinedAt: row.joined_at,
		timeZone: row.time_zone,
		identities: identities.get(row.person_id) ?? [],
	}));
}

export async function buddyPeople(scope: Scope, communityId: string, memberIds: readonly string[]): Promise<Person[]> {
	const people: Person[] = [];
	const identities = await identitiesOf(scope, communityId, memberIds);
	for (const some of pieces(memberIds, IDS)) {
		const rows = await scope.db
			.selectFrom('member')
			.select(['member_id', 'name', 'status'])
			.where('community_id', '=', communityId)
			.where('member_id', 'in', some)
			.orderBy('member_id')
			.execute();
		for (const row of rows) {
			people.push({
				memberId: row.member_id,
				name: row.name,
				memberStatus: row.status,
				identities: identities.get(row.member_id) ?? [],
			});
		}
	}
	return people;
}

async function identitiesOf(
	{ db }: Scope,
	communityId: string,
	memberIds: readonly string[],
): Promise<Map<string, Identity[]>> {
	const found = new Map<string, Identity[]>();
	for (const some of pieces(memberIds, IDS)) {
		const rows = await db
			.selectFrom('identity')
			.select(['member_id', 'platform', 'platform_member_id'])
			.where('community_id', '=', communityId)
			.where('member_id', 'in', some)
			.orderBy('platform')
			.orderBy('platform_member_id')
			.execute();
		for (const row of rows) {
			const list = found.get(row.member_id) ?? [];
			list.push({ platform: row.platform, platformMemberId: row.platform_member_id });
			found.set(row.member_id, list);
		}
	}
	return found;
}

function toBuddy(row: Selectable<BuddyTable>): BuddyRow {
	return {
		communityId: row.community_id,
		memberId: row.member_id,
		status: row.status,
		wishes: fromJson(row.wishes),
		since: row.since,
		updatedAt: row.updated_at,
	};
}
