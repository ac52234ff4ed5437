import type { Scope } from '../schema';

/**
 * The ids of one person as a subquery, for reading what is kept under any of them.
 *
 * @param memberId the member that the person's identities lead to
 */
export function idsOfPerson(db: Scope['db'], communityId: string, memberId: string) {
	const members = db.selectFrom('member').select('member.member_id').where('member.community_id', '=', communityId);
	return members.where('member.member_id', '=', memberId).unionAll(members.where('member.merged_into', '=', memberId));
}

/** See MemberTransaction.memberIdsOf. */
export async function memberIdsOf({ db }: Scope, communityId: string, memberId: string): Promise<string[]> {
	const found = await db
		.selectFrom('member')
		.select('merged_into')
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.executeTakeFirst();
	const kept = found?.merged_into ?? memberId;
	const merged = await db
		.selectFrom('member')
		.select('member_id')
		.where('community_id', '=', communityId)
		.where('merged_into', '=', kept)
		.orderBy('member_id')
		.execute();
	return [kept, ...merged.map((row) => row.member_id)];
}

/** The ids of members who were merged into another one. */
export function mergedAway(db: Scope['db'], communityId: string) {
	const members = db.selectFrom('member').select('member.member_id').where('member.community_id', '=', communityId);
	return members.where('member.merged_into', 'is not', null);
}

/** Every member of a person who is several, the kept one among them. */
export function mergedMembers(db: Scope['db'], communityId: string) {
	const merged = db.selectFrom('member').where('community_id', '=', communityId).where('merged_into', 'is not', null);
	return merged
		.select(['merged_into as person', 'member_id'])
		.union(merged.select(['merged_into as person', 'merged_into as member_id']).$castTo<PersonMember>());
}

interface PersonMember {
	person: string | null;
	member_id: string;
}
