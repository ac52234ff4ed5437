import type { Selectable } from 'kysely';

import { readPageKey } from '../paging';
import type { Scope } from '../schema';
import type { BuddyGroupTable } from '../schema/buddies';
import type { BuddyGroupRow, Page, StoreTransaction } from '../types';
import { fromJson, pieces, storable, toJson, utc } from '../values';

type NewGroups = Parameters<StoreTransaction['insertBuddyGroups']>[0];
type Change = Parameters<StoreTransaction['changeBuddyGroup']>[2];

/** Rows per statement, well below what both engines take. */
const ROWS = 500;

export async function insertBuddyGroups({ db }: Scope, groups: NewGroups): Promise<void> {
	for (const some of pieces(groups, ROWS)) {
		await db
			.insertInto('buddy_group')
			.values(
				some.map((group) => ({
					community_id: group.communityId,
					group_id: group.groupId,
					number: group.number,
					badness: group.badness,
					facts: storable(toJson(group.facts)),
					introduced_at: utc(group.introducedAt),
					reminders: 0,
				})),
			)
			.execute();
	}
}

export async function takeBuddyGroup(
	{ db, engine }: Scope,
	communityId: string,
	groupId: string,
): Promise<BuddyGroupRow | undefined> {
	const row = await db
		.selectFrom('buddy_group')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('group_id', '=', groupId)
		.$if(engine === 'postgres', (query) => query.forUpdate())
		.executeTakeFirst();
	return row && toGroup(row);
}

export async function listBuddyGroups(
	{ db }: Scope,
	communityId: string,
	{ from, to }: { from: number; to: number },
	withFacts = false,
): Promise<BuddyGroupRow[]> {
	const rows = await db
		.selectFrom('buddy_group')
		.select([
			'community_id',
			'group_id',
			'number',
			'badness',
			'introduced_at',
			'asked_at',
			'reminders',
			'policy',
			'closed_at',
		])
		.select(({ ref, val }) => (withFacts ? ref('facts') : val('{}')).as('facts'))
		.where('community_id', '=', communityId)
		.where('number', '>=', from)
		.where('number', '<=', to)
		.orderBy('number')
		.orderBy('group_id')
		.execute();
	return rows.map(toGroup);
}

export async function openBuddyGroups({ db }: Scope, communityId: string, page: Page): Promise<BuddyGroupRow[]> {
	const after = readPageKey(page.after, 1);
	let query = db
		.selectFrom('buddy_group')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('closed_at', 'is', null);
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('introduced_at', 'group_id'), '>', tuple(after.at, after.ids[0] ?? '')),
		);
	}
	const rows = await query.orderBy('introduced_at').orderBy('group_id').limit(page.limit).execute();
	return rows.map(toGroup);
}

export async function changeBuddyGroup(
	{ db }: Scope,
	communityId: string,
	groupId: string,
	{ askedAt, reminders, policy, closedAt }: Change,
): Promise<void> {
	await db
		.updateTable('buddy_group')
		.set({
			...(askedAt === undefined ? {} : { asked_at: utc(askedAt) }),
			...(reminders === undefined ? {} : { reminders }),
			...(policy === undefined ? {} : { policy: toJson(policy) }),
			...(closedAt === undefined ? {} : { closed_at: utc(closedAt) }),
		})
		.where('community_id', '=', communityId)
		.where('group_id', '=', groupId)
		.execute();
}

function toGroup(row: Selectable<BuddyGroupTable>): BuddyGroupRow {
	return {
		communityId: row.community_id,
		groupId: row.group_id,
		number: row.number,
		badness: row.badness,
		facts: fromJson(row.facts),
		introducedAt: row.introduced_at,
		askedAt: row.asked_at,
		reminders: row.reminders,
		policy: row.policy === null ? null : fromJson(row.policy),
		closedAt: row.closed_at,
	};
}
