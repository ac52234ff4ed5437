import type { Selectable } from 'kysely';

import { maybeText, maybeUtc } from '../nullable';
import { readPageKey } from '../paging';
import type { InvitationTable } from '../schema/admission';
import type { Scope } from '../schema';
import type { InvitationQuota, InvitationRow, IssueVerdict, NewInvitation, Page, StoreTransaction } from '../types';
import { utc } from '../values';
import { lockMember } from './members';

type Filter = Parameters<StoreTransaction['listInvitations']>[0];

export async function issueInvitation(
	scope: Scope,
	invitation: NewInvitation,
	quota?: InvitationQuota,
): Promise<IssueVerdict> {
	const { inviterMemberId } = invitation;
	if (quota === undefined || inviterMemberId === null) return insertInvitation(scope, invitation, null);
	// Whoever issues for the same member waits here, so the count cannot change before we write.
	await lockMember(scope, invitation.communityId, inviterMemberId);
	const issuedAt = await countedInvitations(scope, invitation.communityId, inviterMemberId, quota);
	if (issuedAt.length >= quota.limit) return { verdict: 'over_quota', issuedAt };
	return insertInvitation(scope, invitation, quota.limit - issuedAt.length - 1);
}

/** The newest invitations of an inviter that count, at most as many as the quota allows, the oldest of them first. */
async function countedInvitations(
	{ db }: Scope,
	communityId: string,
	inviterMemberId: string,
	{ limit, since }: InvitationQuota,
): Promise<string[]> {
	if (limit === 0) return [];
	let query = db
		.selectFrom('invitation')
		.select('created_at')
		.where('community_id', '=', communityId)
		.where('inviter_member_id', '=', inviterMemberId)
		.where(({ eb, or }) => or([eb('revoked_at', 'is', null), eb('uses', '>', 0)]));
	if (since !== null) query = query.where('created_at', '>', utc(since));
	const rows = await query.orderBy('created_at', 'desc').limit(limit).execute();
	return rows.map((row) => row.created_at).reverse();
}

async function insertInvitation(
	{ db }: Scope,
	invitation: NewInvitation,
	left: number | null,
): Promise<Exclude<IssueVerdict, { verdict: 'over_quota' }>> {
	const row = await db
		.insertInto('invitation')
		.values({
			community_id: invitation.communityId,
			code: invitation.code,
			inviter_member_id: invitation.inviterMemberId,
			max_uses: invitation.maxUses,
			uses: 0,
			tier: invitation.tier,
			note: maybeText(invitation.note),
			created_by: invitation.createdBy,
			created_at: utc(invitation.createdAt),
			expires_at: maybeUtc(invitation.expiresAt),
		})
		.onConflict((conflicting) => conflicting.columns(['community_id', 'code']).doNothing())
		.returningAll()
		.executeTakeFirst();
	return row === undefined ? { verdict: 'taken' } : { verdict: 'issued', invitation: toInvitation(row), left };
}

export async function getInvitation(
	{ db }: Scope,
	communityId: string,
	code: string,
): Promise<InvitationRow | undefined> {
	const row = await db
		.selectFrom('invitation')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('code', '=', code)
		.executeTakeFirst();
	return row && toInvitation(row);
}

export async function revokeInvitation(
	{ db }: Scope,
	communityId: string,
	code: string,
	{ at, by }: { at: string; by: string },
): Promise<InvitationRow | undefined> {
	const row = await db
		.updateTable('invitation')
		.set({ revoked_at: utc(at), revoked_by: by })
		.where('community_id', '=', communityId)
		.where('code', '=', code)
		.where('revoked_at', 'is', null)
		.returningAll()
		.executeTakeFirst();
	return row && toInvitation(row);
}

export async function listInvitations({ db }: Scope, filter: Filter, page: Page): Promise<InvitationRow[]> {
	const after = readPageKey(page.after, 1);
	let query = db.selectFrom('invitation').selectAll().where('community_id', '=', filter.communityId);
	if (filter.inviterMemberId !== undefined) query = query.where('inviter_member_id', '=', filter.inviterMemberId);
	if (filter.usableAt !== undefined) {
		const now = utc(filter.usableAt);
		query = query
			.where('revoked_at', 'is', null)
			.where(({ eb, or }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
			.where(({ eb, or, ref }) => or([eb('max_uses', 'is', null), eb('uses', '<', ref('max_uses'))]));
	}
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('created_at', 'code'), '>', tuple(after.at, after.ids[0] ?? '')),
		);
	}
	const rows = await query.orderBy('created_at').orderBy('code').limit(page.limit).execute();
	return rows.map(toInvitation);
}

export function toInvitation(row: Selectable<InvitationTable>): InvitationRow {
	return {
		communityId: row.community_id,
		code: row.code,
		inviterMemberId: row.inviter_member_id,
		maxUses: row.max_uses,
		uses: row.uses,
		tier: row.tier,
		note: row.note,
		createdBy: row.created_by,
		createdAt: row.created_at,
		expiresAt: row.expires_at,
		revokedAt: row.revoked_at,
		revokedBy: row.revoked_by,
	};
}
