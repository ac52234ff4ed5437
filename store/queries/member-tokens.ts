import type { Scope } from '../schema';
import { utc } from '../values';

export async function addToken(
	{ db }: Scope,
	communityId: string,
	token: { key: string; memberId: string; createdAt: string; expiresAt: string },
): Promise<void> {
	await db
		.insertInto('member_token')
		.values({
			community_id: communityId,
			token_key: token.key,
			member_id: token.memberId,
			created_at: utc(token.createdAt),
			expires_at: utc(token.expiresAt),
		})
		.execute();
}

export async function useToken(
	{ db }: Scope,
	communityId: string,
	key: string,
	now: string,
): Promise<{ memberId: string } | undefined> {
	const row = await db
		.updateTable('member_token')
		.set({ used_at: utc(now) })
		.where('community_id', '=', communityId)
		.where('token_key', '=', key)
		.where('used_at', 'is', null)
		.where('expires_at', '>', utc(now))
		.returning('member_id')
		.executeTakeFirst();
	return row && { memberId: row.member_id };
}
