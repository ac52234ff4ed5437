import type { Way } from '../../community/admission/ways';
import type { Identity, JsonObject, LedgerEntry, MemberRow, Page } from '../types';

export interface InvitationRow {
	communityId: string;
	code: string;
	/** The member who invites; null if the community itself does. */
	inviterMemberId: string | null;
	/** How many people may redeem the code; null for any number. */
	maxUses: number | null;
	uses: number;
	/** The quota's tier that those who come with it belong to. */
	tier: string | null;
	note: string | null;
	createdBy: string;
	createdAt: string;
	expiresAt: string | null;
	revokedAt: string | null;
	revokedBy: string | null;
}

export type NewInvitation = Omit<InvitationRow, 'uses' | 'revokedAt' | 'revokedBy'>;

/** How many invitations an inviter may issue, since an instant or ever; a revoked one that nobody used does not count. */
export interface InvitationQuota {
	limit: number;
	since: string | null;
}

export type IssueVerdict =
	/** `left`: how many the inviter may still issue; null without a quota. */
	| { verdict: 'issued'; invitation: InvitationRow; left: number | null }
	/** `issuedAt`: the newest `limit` that count, oldest first; the first of them is the next to leave the window. */
	| { verdict: 'over_quota'; issuedAt: string[] }
	/** The code exists: make another one. */
	| { verdict: 'taken' };

export interface InvitationRedemption {
	communityId: string;
	code: string;
	memberId: string;
	at: string;
	/** The event that brought the code. */
	eventId: string | null;
}

export type RedeemVerdict =
	| { verdict: 'redeemed' | 'already'; invitation: InvitationRow; redemption: InvitationRedemption }
	| { verdict: 'revoked' | 'own_code' | 'expired' | 'used_up'; invitation: InvitationRow }
	| { verdict: 'unknown' };

export type TaskProofStatus = 'waiting' | 'verified' | 'refused';

/** The newest proof that a member handed in for a task of the way in. */
export interface TaskProofRow {
	communityId: string;
	memberId: string;
	taskId: string;
	/** Shape owned by community/admission. */
	proof: JsonObject;
	status: TaskProofStatus;
	at: string;
	/** `rules` or an operator's platform id. */
	judgedBy: string | null;
	judgedAt: string | null;
	note: string | null;
}

/** How a member came in, the last time. */
export interface AdmissionRow {
	communityId: string;
	memberId: string;
	way: Way;
	/** The code, order or application that opened the way. */
	ref: string | null;
	tier: string | null;
	at: string;
}

/** A trait by which one person is known again. */
export interface Contact {
	/** `phone`, `email`, `unionId`, `avatar`, `name`, … */
	kind: string;
	/** What equal values have in common; made by the caller. */
	key: string;
	/** The value in its one spelling, where the caller needs it to compare; absent to keep only the key. */
	value?: string | undefined;
}

export interface ContactRow extends Omit<Contact, 'value'> {
	communityId: string;
	memberId: string;
	value: string | null;
	at: string;
}

export interface ContactMatch extends ContactRow {
	memberName: string | null;
	memberStatus: MemberRow['status'];
}

export interface BlocklistRow {
	/** The community that keeps the list. */
	communityId: string;
	/** Tells kind and value; made by the caller. */
	key: string;
	kind: string;
	/** In the one spelling that everybody compares with. */
	value: string;
	reason: string;
	addedBy: string;
	addedAt: string;
	/** Blocked for good if null. */
	until: string | null;
	liftedAt: string | null;
	liftedBy: string | null;
}

export interface BlocklistSubscription {
	communityId: string;
	ownerCommunityId: string;
	addedBy: string;
	addedAt: string;
}

/** A ledger line of a person in one of many communities. */
export interface PersonEvent {
	communityId: string;
	memberId: string;
	type: string;
	at: string;
}

/** Ways in, people and blocklists. */
export interface AdmissionTransaction {
	/**
	 * Keeps other transactions from counting this community's heads until this one ends. Lock the community before its
	 * members. Throws a StoreError `conflict` if there is no such community.
	 */
	lockCommunity(communityId: string): Promise<void>;
	/** Heads, by status, and by the way and tier of their admission. */
	countMembers(
		communityId: string,
		filter?: { status?: MemberRow['status']; way?: Way; tier?: string },
	): Promise<number>;
	/** Members in each tier of their admission, with one status; those without a tier are under the empty name. */
	countTiers(communityId: string, status: MemberRow['status']): Promise<Record<string, number>>;
	/** Keeps how a member came in; the last time counts. */
	recordAdmission(admission: AdmissionRow): Promise<void>;
	admissionOf(communityId: string, memberId: string): Promise<AdmissionRow | undefined>;
	/** Who came in with this code, order or application, to see that an order serves one person. */
	admissionsBy(communityId: string, way: Way, ref: string): Promise<AdmissionRow[]>;

	/** Keeps a new invitation if its inviter's quota allows one more; inviters who ask at once are counted one by one. */
	issueInvitation(invitation: NewInvitation, quota?: InvitationQuota): Promise<IssueVerdict>;
	getInvitation(communityId: string, code: string): Promise<InvitationRow | undefined>;
	/** Books one use, exactly, however many ask at once. The same member again gets the first result. */
	redeemInvitation(use: {
		communityId: string;
		code: string;
		memberId: string;
		at: string;
		eventId?: string | undefined;
	}): Promise<RedeemVerdict>;
	/** The invitation as it is now, or `undefined` if it is not there or was revoked before. */
	revokeInvitation(
		communityId: string,
		code: string,
		revoked: { at: string; by: string },
	): Promise<InvitationRow | undefined>;
	/** Oldest first; `after` is the last row's `createdAt|code`. `usableAt`: only those that can still be redeemed then. */
	listInvitations(
		filter: { communityId: string; inviterMemberId?: string; usableAt?: string },
		page: Page,
	): Promise<InvitationRow[]>;
	/** Who invited the member: the inviter of the first code that the member redeemed. */
	inviterOf(
		communityId: string,
		memberId: string,
	): Promise<(InvitationRedemption & { inviterMemberId: string }) | undefined>;
	/** Whom a member invited, oldest first; `after` is the last row's `at|memberId|code`. */
	invitees(communityId: string, inviterMemberId: string, page: Page): Promise<InvitationRedemption[]>;
	/** Who redeemed a code, oldest first; `after` is the last row's `at|memberId|code`. */
	listRedemptions(communityId: string, code: string, page: Page): Promise<InvitationRedemption[]>;

	/** Keeps a proof in place of the member's last one, unless that one was verified. Gives the one that counts now. */
	putTaskProof(
		proof: Pick<TaskProofRow, 'communityId' | 'memberId' | 'taskId' | 'proof' | 'at'> & {
			status?: TaskProofStatus;
			judgedBy?: string | undefined;
			note?: string | undefined;
		},
	): Promise<TaskProofRow>;
	/** Judges a proof that waits; `undefined` if it no longer waits. */
	judgeTaskProof(
		proof: Pick<TaskProofRow, 'communityId' | 'memberId' | 'taskId'>,
		verdict: { status: 'verified' | 'refused'; judgedBy: string; judgedAt: string; note?: string | undefined },
	): Promise<TaskProofRow | undefined>;
	/** Oldest first; `after` is the last row's `at|memberId|taskId`. */
	listTaskProofs(
		filter: { communityId: string; memberId?: string; taskId?: string; status?: TaskProofStatus },
		page: Page,
	): Promise<TaskProofRow[]>;

	/** The ledger's lines about an order: paid, closed, given back; the oldest first. */
	paymentsOfOrder(communityId: string, orderId: string): Promise<LedgerEntry[]>;

	/** Keeps traits of a member besides those that are known; gives how many were new. */
	putContacts(communityId: string, memberId: string, contacts: readonly Contact[], at: string): Promise<number>;
	contactsOf(communityId: string, memberIds: readonly string[]): Promise<ContactRow[]>;
	/** Members who share a trait; at most `limit` rows (default 200). */
	findByContacts(
		communityId: string,
		contacts: readonly Pick<Contact, 'kind' | 'key'>[],
		options?: { exceptMemberId?: string; limit?: number },
	): Promise<ContactMatch[]>;

	/** Blocks, or blocks anew with these words and until then. */
	addToBlocklist(entries: readonly Omit<BlocklistRow, 'liftedAt' | 'liftedBy'>[]): Promise<void>;
	/** The entry as it was blocked, or `undefined` if it is not blocked. */
	liftFromBlocklist(
		communityId: string,
		key: string,
		lifted: { at: string; by: string },
	): Promise<BlocklistRow | undefined>;
	/** A community's own list, oldest first; `after` is the last row's `addedAt|key`. `activeAt`: only what blocks then. */
	listBlocklist(filter: { communityId: string; kind?: string; activeAt?: string }, page: Page): Promise<BlocklistRow[]>;
	/** What blocks now, on the community's own list and on those it follows: these keys, and everything of these kinds. */
	findBlocked(
		communityId: string,
		what: { keys: readonly string[]; kinds?: readonly string[] },
		now: string,
	): Promise<BlocklistRow[]>;
	/** False if the community followed that list before. */
	subscribeBlocklist(subscription: BlocklistSubscription): Promise<boolean>;
	unsubscribeBlocklist(communityId: string, ownerCommunityId: string): Promise<boolean>;
	listBlocklistSubscriptions(communityId: string): Promise<BlocklistSubscription[]>;

	/**
	 * What a platform's person did in all communities since an instant, oldest first, at most `limit` lines (default
	 * 500). A type that ends in `.` stands for all that begin so.
	 */
	eventsOfIdentity(
		identity: Identity,
		filter: { types: readonly string[]; since: string; limit?: number },
	): Promise<PersonEvent[]>;
	/** eventsOfIdentity of `joined`, `left` and `removed`. */
	membershipsOfIdentity(identity: Identity, since: string): Promise<PersonEvent[]>;
}
