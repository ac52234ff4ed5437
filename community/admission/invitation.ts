import { z } from 'zod/v4';
import { instantMs } from '../parse';

const DAY_MS = 86_400_000;

export const invitationSettingsSchema = z.object({
	/** How many people may redeem one code; `null` for any number. */
	maxUses: z.int().min(1).max(1_000_000).nullable().default(1),
	/** A code runs out after so many days; never if absent. */
	validDays: z.number().positive().max(3650).optional(),
	/** How many invitations one inviter may issue, ever or within `windowDays`; any number if absent. */
	perInviter: z.int().min(0).max(1_000_000).optional(),
	windowDays: z.number().positive().max(3650).optional(),
});

export type InvitationSettings = z.output<typeof invitationSettingsSchema>;

export interface Invitation {
	code: string;
	/** Absent if the community itself invites. */
	inviterId?: string | undefined;
	maxUses: number | null;
	expiresAt?: string | undefined;
	revokedAt?: string | undefined;
}

/**
 * A new invitation.
 *
 * @param code of `makeCode`
 */
export function issueInvitation(
	{ maxUses, validDays }: Pick<InvitationSettings, 'maxUses' | 'validDays'>,
	{ code, inviterId }: Pick<Invitation, 'code' | 'inviterId'>,
	now: string,
): Invitation {
	const expiresAt =
		validDays === undefined ? undefined : new Date(instantMs(now, 'now') + validDays * DAY_MS).toISOString();
	return { code, inviterId, maxUses, expiresAt };
}

export interface InvitationUse {
	memberId: string;
	at: string;
}

export type Redeemable =
	/** `again`: this member has redeemed it before, so there is nothing to book. */
	| { ok: true; again: boolean; usesLeft: number | null }
	| { ok: false; reason: 'revoked' | 'own_code' | 'expired' | 'used_up' };

/**
 * Whether a member may redeem a code now. To hold under concurrency, ask it in the transaction that
 * books the use, with the invitation locked.
 *
 * @param uses of this code so far
 */
export function redeemable(
	invitation: Invitation,
	uses: readonly InvitationUse[],
	memberId: string,
	now: string,
): Redeemable {
	const { maxUses, inviterId, expiresAt, revokedAt } = invitation;
	const used = new Set(uses.map((use) => use.memberId));
	const usesLeft = maxUses === null ? null : Math.max(0, maxUses - used.size);
	// A repeated delivery gets the first answer, also after the code has run out.
	if (used.has(memberId)) return { ok: true, again: true, usesLeft };
	const nowMs = instantMs(now, 'now');
	if (revokedAt !== undefined && instantMs(revokedAt, 'revokedAt') <= nowMs) return { ok: false, reason: 'revoked' };
	if (inviterId === memberId) return { ok: false, reason: 'own_code' };
	if (expiresAt !== undefined && instantMs(expiresAt, 'expiresAt') <= nowMs) return { ok: false, reason: 'expired' };
	if (usesLeft === 0) return { ok: false, reason: 'used_up' };
	return { ok: true, again: false, usesLeft };
}

export interface IssueVerdict {
	ok: boolean;
	/** Invitations that the inviter may still issue now; `null` for any number. */
	left: number | null;
	/** When the next one may be issued, where waiting helps. */
	from?: string;
}

/**
 * Whether an inviter may issue one more invitation.
 *
 * @param issuedAt when the inviter's invitations were issued; whoever wants to give back a revoked one leaves it out
 */
export function mayIssue(
	issuedAt: readonly string[],
	{ perInviter, windowDays }: Pick<InvitationSettings, 'perInviter' | 'windowDays'>,
	now: string,
): IssueVerdict {
	if (perInviter === undefined) return { ok: true, left: null };
	const windowMs = windowDays === undefined ? Infinity : windowDays * DAY_MS;
	const nowMs = instantMs(now, 'now');
	const counted = issuedAt
		.map((at) => instantMs(at, 'issuedAt'))
		.filter((ms) => nowMs - ms < windowMs)
		.sort((a, b) => a - b);
	const left = Math.max(0, perInviter - counted.length);
	if (left > 0) return { ok: true, left };
	// The one whose going leaves perInviter − 1 in the window.
	const leaving = counted[counted.length - perInviter];
	if (leaving === undefined || windowMs === Infinity) return { ok: false, left };
	return { ok: false, left, from: new Date(leaving + windowMs).toISOString() };
}
