import { maybeUtc } from '../nullable';
import type { Scope } from '../schema';
import type { ImmunityRow } from '../types';
import { storable, utc } from '../values';
import { idsOfPerson } from './persons';

export async function setImmunity({ db }: Scope, immunity: ImmunityRow): Promise<void> {
	const facts = {
		until: maybeUtc(immunity.until),
		reason: storable(immunity.reason),
		granted_by: immunity.grantedBy,
		granted_at: utc(immunity.grantedAt),
	};
	await db
		.insertInto('immunity')
		.values({ community_id: immunity.communityId, member_id: immunity.memberId, ...facts })
		.onConflict((conflicting) => conflicting.columns(['community_id', 'member_id']).doUpdateSet(facts))
		.execute();
}

export async function liftImmunity({ db }: Scope, communityId: string, memberId: string): Promise<boolean> {
	const result = await db
		.deleteFrom('immunity')
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.executeTakeFirst();
	return result.numDeletedRows === 1n;
}

export async function getImmunity(
	{ db }: Scope,
	communityId: string,
	memberId: string,
): Promise<ImmunityRow | undefined> {
	const row = await db
		.selectFrom('immunity')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', 'in', idsOfPerson(db, communityId, memberId))
		.orderBy('granted_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (row === undefined) return undefined;
	return {
		communityId: row.community_id,
		memberId: row.member_id,
		until: row.until,
		reason: row.reason,
		grantedBy: row.granted_by,
		grantedAt: row.granted_at,
	};
}
