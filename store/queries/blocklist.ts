import type { Selectable } from 'kysely';

import { maybeUtc } from '../nullable';
import { readPageKey } from '../paging';
import type { BlocklistEntryTable } from '../schema/admission';
import type { Scope } from '../schema';
import type { BlocklistRow, BlocklistSubscription, Page, StoreTransaction } from '../types';
import { storable, utc } from '../values';

type Filter = Parameters<StoreTransaction['listBlocklist']>[0];
type Wanted = Parameters<StoreTransaction['findBlocked']>[1];

export async function addToBlocklist(
	{ db }: Scope,
	entries: readonly Omit<BlocklistRow, 'liftedAt' | 'liftedBy'>[],
): Promise<void> {
	// Everybody writes in the order of the keys, so that nobody waits in a circle.
	for (const entry of [...entries].sort(byKey)) {
		const facts = {
			kind: entry.kind,
			value: storable(entry.value),
			reason: storable(entry.reason),
			added_by: entry.addedBy,
			added_at: utc(entry.addedAt),
			until: maybeUtc(entry.until),
			lifted_at: null,
			lifted_by: null,
		};
		await db
			.insertInto('blocklist_entry')
			.values({ community_id: entry.communityId, value_key: storable(entry.key), ...facts })
			.onConflict((conflicting) => conflicting.columns(['community_id', 'value_key']).doUpdateSet(facts))
			.execute();
	}
}

export async function liftFromBlocklist(
	{ db }: Scope,
	communityId: string,
	key: string,
	{ at, by }: { at: string; by: string },
): Promise<BlocklistRow | undefined> {
	const row = await db
		.updateTable('blocklist_entry')
		.set({ lifted_at: utc(at), lifted_by: by })
		.where('community_id', '=', communityId)
		.where('value_key', '=', storable(key))
		.where('lifted_at', 'is', null)
		.returningAll()
		.executeTakeFirst();
	return row && toEntry(row);
}

export async function listBlocklist({ db }: Scope, filter: Filter, page: Page): Promise<BlocklistRow[]> {
	const after = readPageKey(page.after, 1);
	let query = db.selectFrom('blocklist_entry').selectAll().where('community_id', '=', filter.communityId);
	if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
	if (filter.activeAt !== undefined) {
		const now = utc(filter.activeAt);
		query = query
			.where('lifted_at', 'is', null)
			.where(({ eb, or }) => or([eb('until', 'is', null), eb('until', '>', now)]));
	}
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('added_at', 'value_key'), '>', tuple(after.at, after.ids[0] ?? '')),
		);
	}
	const rows = await query.orderBy('added_at').orderBy('value_key').limit(page.limit).execute();
	return rows.map(toEntry);
}

export async function findBlocked(
	scope: Scope,
	communityId: string,
	{ keys, kinds = [] }: Wanted,
	now: string,
): Promise<BlocklistRow[]> {
	const subscriptions = await listBlocklistSubscriptions(scope, communityId);
	const owners = [communityId, ...subscriptions.map(({ ownerCommunityId }) => ownerCommunityId)];
	// One statement for each column, so that each finds its index.
	const byKeys = await blockedBy(scope, owners, 'value_key', keys.map(storable), utc(now));
	const byKinds = await blockedBy(scope, owners, 'kind', kinds, utc(now));
	const found = [...byKeys.filter(({ kind }) => !kinds.includes(kind)), ...byKinds];
	return found.map(toEntry).sort(byAge);
}

async function blockedBy(
	{ db }: Scope,
	owners: readonly string[],
	column: 'value_key' | 'kind',
	values: readonly string[],
	now: string,
): Promise<Selectable<BlocklistEntryTable>[]> {
	if (values.length === 0) return [];
	return db
		.selectFrom('blocklist_entry')
		.selectAll()
		.where('community_id', 'in', owners)
		.where(column, 'in', values)
		.where('lifted_at', 'is', null)
		.where(({ eb, or }) => or([eb('until', 'is', null), eb('until', '>', now)]))
		.execute();
}

export async function subscribeBlocklist({ db }: Scope, subscription: BlocklistSubscription): Promise<boolean> {
	const result = await db
		.insertInto('blocklist_subscription')
		.values({
			community_id: subscription.communityId,
			owner_community_id: subscription.ownerCommunityId,
			added_by: subscription.addedBy,
			added_at: utc(subscription.addedAt),
		})
		.onConflict((conflicting) => conflicting.columns(['community_id', 'owner_community_id']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function unsubscribeBlocklist(
	{ db }: Scope,
	communityId: string,
	ownerCommunityId: string,
): Promise<boolean> {
	const result = await db
		.deleteFrom('blocklist_subscription')
		.where('community_id', '=', communityId)
		.where('owner_community_id', '=', ownerCommunityId)
		.executeTakeFirst();
	return result.numDeletedRows === 1n;
}

export async function listBlocklistSubscriptions({ db }: Scope, communityId: string): Promise<BlocklistSubscription[]> {
	const rows = await db
		.selectFrom('blocklist_subscription')
		.selectAll()
		.where('community_id', '=', communityId)
		.orderBy('owner_community_id')
		.execute();
	return rows.map((row) => ({
		communityId: row.community_id,
		ownerCommunityId: row.owner_community_id,
		addedBy: row.added_by,
		addedAt: row.added_at,
	}));
}

function byAge(a: BlocklistRow, b: BlocklistRow): number {
	return a.addedAt === b.addedAt ? byKey(a, b) : a.addedAt < b.addedAt ? -1 : 1;
}

function byKey(a: Pick<BlocklistRow, 'communityId' | 'key'>, b: Pick<BlocklistRow, 'communityId' | 'key'>): number {
	const [left, right] = [JSON.stringify([a.communityId, a.key]), JSON.stringify([b.communityId, b.key])];
	return left < right ? -1 : Number(left > right);
}

function toEntry(row: Selectable<BlocklistEntryTable>): BlocklistRow {
	return {
		communityId: row.community_id,
		key: row.value_key,
		kind: row.kind,
		value: row.value,
		reason: row.reason,
		addedBy: row.added_by,
		addedAt: row.added_at,
		until: row.until,
		liftedAt: row.lifted_at,
		liftedBy: row.lifted_by,
	};
}
