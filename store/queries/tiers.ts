import { sql, type Selectable } from 'kysely';

import type { Scope } from '../schema';
import type { TierGrantTable, TierStateTable } from '../schema/standing';
import type { Page, StandingTransaction, TierGrantRow, TierRow } from '../types';
import { pieces, utc } from '../values';

type ListFilter = Parameters<StandingTransaction['listTiers']>[0];

/** Rows per statement: well below the variables that both engines take. */
const ROWS = 500;

export async function saveTiers(
	{ db }: Scope,
	communityId: string,
	rows: readonly Omit<TierRow, 'updatedAt'>[],
	at: string,
): Promise<void> {
	for (const some of pieces(rows, ROWS)) {
		await db
			.insertInto('tier_state')
			.values(
				some.map((row) => ({
					community_id: communityId,
					member_id: row.memberId,
					tier: row.tier,
					earned: row.earned,
					since: utc(row.since),
					earned_since: utc(row.earnedSince ?? row.since),
					grace_until: row.graceUntil === undefined ? null : utc(row.graceUntil),
					review_at: row.reviewAt === null ? null : utc(row.reviewAt),
					updated_at: utc(at),
				})),
			)
			.onConflict((conflicting) =>
				conflicting.columns(['community_id', 'member_id']).doUpdateSet(({ ref }) => ({
					tier: ref('excluded.tier'),
					earned: ref('excluded.earned'),
					since: ref('excluded.since'),
					earned_since: ref('excluded.earned_since'),
					grace_until: ref('excluded.grace_until'),
					review_at: ref('excluded.review_at'),
					updated_at: ref('excluded.updated_at'),
				})),
			)
			.execute();
	}
}

/** The kept member's tier; where it has none yet, the newest of those that were merged into it. */
export async function getTier(
	scope: Scope,
	communityId: string,
	memberIds: readonly string[],
): Promise<TierRow | undefined> {
	const rows = (await tiersOf(scope, communityId, memberIds)).sort((a, b) => (a.updatedAt > b.updatedAt ? -1 : 1));
	return rows.find(({ memberId }) => memberId === memberIds[0]) ?? rows[0];
}

export async function tiersOf({ db }: Scope, communityId: string, memberIds: readonly string[]): Promise<TierRow[]> {
	const rows = await db
		.selectFrom('tier_state')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds)
		.execute();
	return rows.map(toTier);
}

export async function listTiers({ db }: Scope, { communityId, tier }: ListFilter, page: Page): Promise<TierRow[]> {
	let query = db
		.selectFrom('tier_state as t')
		.innerJoin('member as m', (join) =>
			join.onRef('m.community_id', '=', 't.community_id').onRef('m.member_id', '=', 't.member_id'),
		)
		.selectAll('t')
		.where('t.community_id', '=', communityId)
		.where('m.merged_into', 'is', null)
		.where('m.status', '=', 'member');
	if (tier !== undefined) query = query.where('t.tier', '=', tier);
	if (page.after !== undefined) query = query.where('t.member_id', '>', page.after);
	const rows = await query.orderBy('t.member_id').limit(page.limit).execute();
	return rows.map(toTier);
}

export async function addGrant({ db }: Scope, grant: TierGrantRow): Promise<boolean> {
	const result = await db
		.insertInto('tier_grant')
		.values({
			community_id: grant.communityId,
			grant_id: grant.grantId,
			member_id: grant.memberId,
			tier: grant.tier,
			starts_at: utc(grant.startsAt),
			until: utc(grant.until),
			granted_by: grant.grantedBy,
			reason: grant.reason,
			at: utc(grant.at),
		})
		.onConflict((conflicting) => conflicting.columns(['community_id', 'grant_id']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function listGrants(
	{ db }: Scope,
	communityId: string,
	memberIds: readonly string[],
	after?: string,
): Promise<TierGrantRow[]> {
	const rows = await db
		.selectFrom('tier_grant')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds)
		.$if(after !== undefined, (query) => query.where('until', '>', after ?? ''))
		.orderBy(sql.ref('until'))
		.orderBy('grant_id')
		.execute();
	return rows.map(toGrant);
}

function toTier(row: Selectable<TierStateTable>): TierRow {
	return {
		memberId: row.member_id,
		tier: row.tier,
		earned: row.earned,
		since: row.since,
		earnedSince: row.earned_since,
		...(row.grace_until === null ? {} : { graceUntil: row.grace_until }),
		reviewAt: row.review_at,
		updatedAt: row.updated_at,
	};
}

function toGrant(row: Selectable<TierGrantTable>): TierGrantRow {
	return {
		communityId: row.community_id,
		grantId: row.grant_id,
		memberId: row.member_id,
		tier: row.tier,
		startsAt: row.starts_at,
		until: row.until,
		grantedBy: row.granted_by,
		reason: row.reason,
		at: row.at,
	};
}
