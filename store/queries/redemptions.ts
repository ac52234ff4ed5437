import type { Selectable, SelectQueryBuilder } from 'kysely';

import { readPageKey } from '../paging';
import type { InvitationRedemptionTable, InvitationTable } from '../schema/admission';
import type { Scope, Tables } from '../schema';
import type { InvitationRedemption, Page, RedeemVerdict, StoreTransaction } from '../types';
import { utc } from '../values';
import { toInvitation } from './invitations';
import { idsOfPerson } from './persons';

type Use = Parameters<StoreTransaction['redeemInvitation']>[0];

export async function redeemInvitation(scope: Scope, use: Use): Promise<RedeemVerdict> {
	// Whoever redeems the same code waits here, so uses cannot change before we write.
	const row = await lockInvitation(scope, use);
	if (row === undefined) return { verdict: 'unknown' };
	const invitation = toInvitation(row);
	const before = await findRedemption(scope, use);
	if (before !== undefined) return { verdict: 'already', invitation, redemption: before };
	const refusal = refusalOf(row, use);
	if (refusal !== undefined) return { verdict: refusal, invitation };
	const redemption = await insertRedemption(scope, use);
	await scope.db
		.updateTable('invitation')
		.set((eb) => ({ uses: eb('uses', '+', 1) }))
		.where('community_id', '=', use.communityId)
		.where('code', '=', use.code)
		.execute();
	return { verdict: 'redeemed', invitation: { ...invitation, uses: invitation.uses + 1 }, redemption };
}

function refusalOf(
	row: Selectable<InvitationTable>,
	use: Use,
): 'revoked' | 'own_code' | 'expired' | 'used_up' | undefined {
	const now = utc(use.at);
	if (row.revoked_at !== null && row.revoked_at <= now) return 'revoked';
	if (row.inviter_member_id === use.memberId) return 'own_code';
	if (row.expires_at !== null && row.expires_at <= now) return 'expired';
	return row.max_uses !== null && row.uses >= row.max_uses ? 'used_up' : undefined;
}

function lockInvitation(
	{ db, engine }: Scope,
	{ communityId, code }: Use,
): Promise<Selectable<InvitationTable> | undefined> {
	return db
		.selectFrom('invitation')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('code', '=', code)
		.$if(engine === 'postgres', (query) => query.forUpdate())
		.executeTakeFirst();
}

async function findRedemption(
	{ db }: Scope,
	{ communityId, code, memberId }: Use,
): Promise<InvitationRedemption | undefined> {
	const row = await db
		.selectFrom('invitation_redemption')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('code', '=', code)
		.where('member_id', 'in', idsOfPerson(db, communityId, memberId))
		.executeTakeFirst();
	return row && toRedemption(row);
}

async function insertRedemption({ db }: Scope, use: Use): Promise<InvitationRedemption> {
	const row = {
		community_id: use.communityId,
		code: use.code,
		member_id: use.memberId,
		at: utc(use.at),
		event_id: use.eventId ?? null,
	};
	await db.insertInto('invitation_redemption').values(row).execute();
	return toRedemption(row);
}

export async function inviterOf(
	{ db }: Scope,
	communityId: string,
	memberId: string,
): Promise<(InvitationRedemption & { inviterMemberId: string }) | undefined> {
	const row = await db
		.selectFrom('invitation_redemption as redemption')
		.innerJoin('invitation', (join) =>
			join
				.onRef('invitation.community_id', '=', 'redemption.community_id')
				.onRef('invitation.code', '=', 'redemption.code'),
		)
		.selectAll('redemption')
		.select('invitation.inviter_member_id')
		.where('redemption.community_id', '=', communityId)
		.where('redemption.member_id', 'in', idsOfPerson(db, communityId, memberId))
		.where('invitation.inviter_member_id', 'is not', null)
		.orderBy('redemption.at')
		.orderBy('redemption.code')
		.limit(1)
		.executeTakeFirst();
	if (row === undefined || row.inviter_member_id === null) return undefined;
	return { ...toRedemption(row), inviterMemberId: row.inviter_member_id };
}

export async function invitees(
	{ db }: Scope,
	communityId: string,
	inviterMemberId: string,
	page: Page,
): Promise<InvitationRedemption[]> {
	const codes = db
		.selectFrom('invitation')
		.select('code')
		.where('community_id', '=', communityId)
		.where('inviter_member_id', '=', inviterMemberId);
	return redemptions(db.selectFrom('invitation_redemption').where('code', 'in', codes), communityId, page);
}

export async function listRedemptions(
	{ db }: Scope,
	communityId: string,
	code: string,
	page: Page,
): Promise<InvitationRedemption[]> {
	return redemptions(db.selectFrom('invitation_redemption').where('code', '=', code), communityId, page);
}

async function redemptions(
	from: SelectQueryBuilder<Tables, 'invitation_redemption', object>,
	communityId: string,
	page: Page,
): Promise<InvitationRedemption[]> {
	const after = readPageKey(page.after, 2);
	let query = from.selectAll().where('community_id', '=', communityId);
	if (after !== undefined) {
		const [memberId = '', code = ''] = after.ids;
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('at', 'member_id', 'code'), '>', tuple(after.at, memberId, code)),
		);
	}
	const rows = await query.orderBy('at').orderBy('member_id').orderBy('code').limit(page.limit).execute();
	return rows.map(toRedemption);
}

function toRedemption(row: Selectable<InvitationRedemptionTable>): InvitationRedemption {
	return {
		communityId: row.community_id,
		code: row.code,
		memberId: row.member_id,
		at: row.at,
		eventId: row.event_id,
	};
}
