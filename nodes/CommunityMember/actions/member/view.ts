import type { MemberRow, StoreTransaction } from '../../../../store/types';

/** A member as items show them: whom later nodes act on, and what is known. */
export async function memberView(tx: StoreTransaction, row: MemberRow): Promise<object> {
	const { communityId, memberId, name, language, status, joinedAt, timeZone } = row;
	const community = await tx.getCommunity(communityId);
	const identities = await tx.listIdentities(communityId, memberId);
	const [memberIdNow = memberId, ...mergedIds] = await tx.memberIdsOf(communityId, memberId);
	return {
		community: {
			communityId,
			groupId: community?.groupId ?? communityId,
			...(community?.name == null ? {} : { name: community.name }),
		},
		member: {
			memberId: memberIdNow,
			...identities[0],
			...(name === null ? {} : { name }),
			...(language === null ? {} : { language }),
		},
		status,
		joinedAt,
		timeZone,
		identities,
		mergedIds,
		points: await tx.pointsBalance(communityId, memberId),
	};
}
