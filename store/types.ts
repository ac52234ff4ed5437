import type { CommunityEvent } from '../community/event';
import type { DeliveryResult } from '../community/message';
import type { AdmissionTransaction } from './types/admission';
import type { CampTransaction } from './types/camps';
import type { CheckInTransaction } from './types/check-ins';
import type { BuddyTransaction } from './types/buddies';
import type { GiveawayTransaction } from './types/giveaways';
import type { EliminationTransaction } from './types/elimination';
import type { LotteryTransaction } from './types/lottery';
import type { MemberTransaction } from './types/members';
import type { ModerationTransaction } from './types/moderation';
import type { ReviewTransaction } from './types/review';
import type { RitualTransaction } from './types/rituals';
import type { PointsKind, StandingTransaction } from './types/standing';

export type * from './types/admission';
export type * from './types/camps';
export type * from './types/check-ins';
export type * from './types/buddies';
export type * from './types/elimination';
export type * from './types/giveaways';
export type * from './types/lottery';
export type * from './types/members';
export type * from './types/moderation';
export type * from './types/review';
export type * from './types/rituals';
export type * from './types/standing';

/** JSON that a column holds. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };
export type JsonObject = { [key: string]: Json | undefined };

/** Where the Community Store lives. */
export type StoreConfig =
	| { engine: 'embedded'; file: string }
	| {
			engine: 'postgres';
			host: string;
			port: number;
			database: string;
			user: string;
			password: string;
			schema: string;
			ssl: 'disable' | 'require' | 'verify';
			ca?: string | undefined;
			maxConnections?: number | undefined;
	  };

export interface StoreOptions {
	/** Names this process among all that share the store; a new one for every start. */
	owner?: string;
	/** How long to wait for another writer, in milliseconds (default 5,000). */
	busyTimeoutMs?: number;
	/** Process facts that decide whether the embedded engine may run (default: of this process). */
	environment?: { argv: readonly string[]; env: Readonly<Record<string, string | undefined>> };
}

export type StoreErrorCode =
	| 'embedded_in_queue_mode'
	| 'unwritable'
	| 'disk_full'
	| 'not_a_store'
	| 'authentication'
	| 'unreachable'
	| 'no_permission'
	| 'no_database'
	| 'tls'
	| 'newer_schema'
	| 'locked'
	| 'conflict'
	| 'broken';

export interface CommunityRow {
	communityId: string;
	platform: string;
	/** The group's id on the platform; equals `communityId` unless an operator named the community. */
	groupId: string;
	name: string | null;
	timeZone: string | null;
	locale: string | null;
}

export interface MemberRow {
	communityId: string;
	memberId: string;
	name: string | null;
	language: string | null;
	status: 'applicant' | 'member' | 'left' | 'removed' | 'rejected';
	joinedAt: string | null;
	/** IANA name of the clocks that the member lives by, where it is known; else those of the community count. */
	timeZone: string | null;
}

export interface Identity {
	platform: string;
	/** The person's id on that platform. */
	platformMemberId: string;
}

/** One line of the append-only event ledger. */
export interface LedgerEntry {
	communityId: string;
	/** Who says so: `telegram`, `webhook:<platform>`, `screening`, `ritual`, `points`, … */
	source: string;
	/** Unique with community and source. */
	eventId: string;
	type: string;
	memberId?: string | undefined;
	/** Who did it: an operator's platform id, or a rule's name. */
	actorId?: string | undefined;
	occurredAt: string;
	recordedAt: string;
	data: JsonObject;
}

export type ApplicationStatus = 'review' | 'waitlisted' | 'approved' | 'rejected' | 'withdrawn';

export interface ApplicationRow {
	communityId: string;
	applicationId: string;
	memberId: string;
	status: ApplicationStatus;
	score: number;
	/** Every rule with what it saw: shape owned by community/screening. */
	reasons: Json;
	/** What was asked and answered: shape owned by community/screening. */
	answers: JsonObject;
	/** Group, platform and name of the applicant at the time of asking: owned by the node. */
	subject: JsonObject;
	/** Where operators decide it; clicks from elsewhere are refused. */
	reviewGroupId: string | null;
	createdAt: string;
	decidedAt: string | null;
	/** `rules` or an operator's platform id. */
	decidedBy: string | null;
	decisionNote: string | null;
}

export interface ApplicationDecision {
	status: 'approved' | 'rejected' | 'withdrawn';
	decidedAt: string;
	decidedBy: string;
	decisionNote?: string | undefined;
}

export interface RitualDefinitionRow {
	communityId: string;
	ritualId: string;
	version: number;
	/** Shape owned by community/ritual. */
	definition: JsonObject;
	createdAt: string;
}

export interface RitualProgressRow {
	communityId: string;
	progressId: string;
	ritualId: string;
	version: number;
	memberId: string;
	subject: JsonObject;
	startedAt: string;
	completedAt: string | null;
}

export interface RitualStepRow {
	stepId: string;
	doneAt: string;
	/** What was seen: the button, the words of the self-introduction. */
	evidence: JsonObject;
}

export interface Page {
	limit: number;
	/** The last row's key of the page before; absent for the first. */
	after?: string | undefined;
}

export interface PointsEntry {
	communityId: string;
	/** Unique in the community: the same entry twice is one entry. */
	entryId: string;
	memberId: string;
	/** Whole points, negative to take. */
	amount: number;
	reason: string;
	at: string;
	actorId?: string | undefined;
	kind?: PointsKind | undefined;
	/** The rule that books it, and the member's local day, `YYYY-MM-DD`, whose caps count it. */
	ruleId?: string | undefined;
	day?: string | undefined;
	/** The line that this one takes back or lets expire. */
	of?: string | undefined;
}

/** The first outcome of an operation, whoever asks again. */
export interface Once<T> {
	duplicate: boolean;
	result: T;
}

/** Everything that one transaction may do. All of it happens, or none of it. */
export interface StoreTransaction
	extends
		AdmissionTransaction,
		ReviewTransaction,
		ModerationTransaction,
		EliminationTransaction,
		MemberTransaction,
		CampTransaction,
		CheckInTransaction,
		BuddyTransaction,
		RitualTransaction,
		StandingTransaction,
		LotteryTransaction,
		GiveawayTransaction {
	/**
	 * Does `work` the first time `key` is seen in the community, and gives the stored result every
	 * later time. `work` runs inside a savepoint: if it throws, only its own writes are undone and
	 * the error is passed on, so a batch may carry on with the next item.
	 */
	once<T extends JsonObject>(communityId: string, key: string, at: string, work: () => Promise<T>): Promise<Once<T>>;
	appendLedger(entries: readonly LedgerEntry[]): Promise<number>;
	listLedger(
		filter: { communityId: string; memberId?: string; type?: string; source?: string },
		page: Page,
	): Promise<LedgerEntry[]>;
	/** Makes the community known, or refreshes the name; what is undefined stays as it was. */
	ensureCommunity(
		community: Pick<CommunityRow, 'communityId' | 'platform' | 'groupId'> & {
			name?: string | undefined;
			timeZone?: string | undefined;
			locale?: string | undefined;
			at: string;
		},
	): Promise<CommunityRow>;
	getCommunity(communityId: string): Promise<CommunityRow | undefined>;
	/** The member behind an identity, made (as `applicant`) the first time it is seen. */
	ensureMember(
		member: Identity & {
			communityId: string;
			name?: string | undefined;
			language?: string | undefined;
			timeZone?: string | undefined;
			at: string;
		},
	): Promise<MemberRow>;
	findMember(communityId: string, identity: Identity): Promise<MemberRow | undefined>;
	getMember(communityId: string, memberId: string): Promise<MemberRow | undefined>;
	/**
	 * Keeps other transactions from deciding about the member until this one ends, so that what is read of the member
	 * stays true. Throws a StoreError `conflict` if there is no such member.
	 */
	lockMember(communityId: string, memberId: string): Promise<void>;
	setMemberStatus(communityId: string, memberId: string, status: MemberRow['status'], at: string): Promise<void>;
	listIdentities(communityId: string, memberId: string): Promise<Identity[]>;
	getApplication(communityId: string, applicationId: string): Promise<ApplicationRow | undefined>;
	/** The member's application that still waits for a person, if there is one. */
	waitingApplication(communityId: string, memberId: string): Promise<ApplicationRow | undefined>;
	/** Decides an application that waits for review; `undefined` if it no longer waits. */
	decideApplication(
		communityId: string,
		applicationId: string,
		decision: ApplicationDecision,
	): Promise<ApplicationRow | undefined>;
	/** Keeps a ritual's definition; a changed one becomes the next version. Gives the version that holds it. */
	saveRitual(communityId: string, ritualId: string, definition: JsonObject, at: string): Promise<RitualDefinitionRow>;
	getRitual(communityId: string, ritualId: string, version: number): Promise<RitualDefinitionRow | undefined>;
	startRitual(progress: Omit<RitualProgressRow, 'completedAt'>): Promise<void>;
	getRitualProgress(
		communityId: string,
		progressId: string,
	): Promise<(RitualProgressRow & { steps: RitualStepRow[] }) | undefined>;
	/** The newest ritual that the member has begun, finished or not. */
	latestRitualProgress(
		communityId: string,
		memberId: string,
		ritualId?: string,
	): Promise<(RitualProgressRow & { steps: RitualStepRow[] }) | undefined>;
	listRitualProgress(
		filter: { communityId: string; ritualId?: string; completed?: boolean },
		page: Page,
	): Promise<(RitualProgressRow & { steps: RitualStepRow[] })[]>;
	/**
	 * Marks a step as done; false if it was done before. Whoever records another step of the same ritual
	 * waits, so that what is read of the ritual afterwards in this transaction is complete.
	 */
	recordRitualStep(communityId: string, progressId: string, step: RitualStepRow): Promise<boolean>;
	completeRitual(communityId: string, progressId: string, at: string): Promise<boolean>;
	/**
	 * Books points; false if the entry was booked before. Throws a StoreError `conflict` if the
	 * balance would fall below zero and `mayGoBelowZero` is not set.
	 */
	addPoints(entry: PointsEntry, options?: { mayGoBelowZero?: boolean }): Promise<boolean>;
	/** The points of the person, over all the members that the person is. */
	pointsBalance(communityId: string, memberId: string): Promise<number>;
}

/** What to do with an event that has just arrived. */
export type ReceiptVerdict =
	/** Ours to process. */
	| 'new'
	/** Ours to process once more: an execution with it has failed, or was lost. */
	| 'retry'
	/** Processed before: answer yes, do nothing. */
	| 'done'
	/** Another execution is at it: ask the sender to come back. */
	| 'in_progress'
	/** Failed too often: answer yes so that the sender stops. */
	| 'given_up';

export type ReceiptOutcome = 'done' | 'failed' | 'released';

export interface Receipt {
	communityId: string;
	source: string;
	eventId: string;
}

export interface DeliveryReservation {
	communityId: string;
	dedupeKey: string;
	/** The group or member the message goes to: the unit of the platform's rate limit. */
	channel: string;
	/** Rate limits to book a slot in; each key is shared by all processes of the community. */
	limits: readonly RateLimit[];
	now: string;
	/** A slot later than this many milliseconds from now is not booked. */
	maxWaitMs: number;
}

/** `burst` at once, then one every `intervalMs`. */
export interface RateLimit {
	key: string;
	burst: number;
	intervalMs: number;
}

export type Reservation =
	/** Send after waiting `waitMs`, then settle. */
	| { verdict: 'send'; waitMs: number }
	/** It was settled before: this is what became of it. */
	| { verdict: 'settled'; result: DeliveryResult }
	/** Another execution is sending it right now. */
	| { verdict: 'in_progress' }
	/** A process stopped between sending and hearing back: a person must look. */
	| { verdict: 'unsure'; since: string }
	/** No slot within `maxWaitMs`. */
	| { verdict: 'rate_limited'; retryAfterMs: number };

export interface CommunityStore {
	readonly engine: 'embedded' | 'postgres';
	readonly owner: string;
	/** Runs `work` in one write transaction, repeated from the start if the engine asks for it. */
	transaction<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
	/** Runs `work` on a consistent view, without blocking writers. */
	read<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
	/**
	 * Claims events for this process, all in one transaction, and writes the new ones to the ledger.
	 * A claim whose process is gone (embedded: another owner; PostgreSQL: lease run out) is given again.
	 */
	claimReceipts(
		events: readonly { source: string; event: CommunityEvent }[],
		at: { now: string; leaseMs: number; maxAttempts: number },
	): Promise<ReceiptVerdict[]>;
	/**
	 * The execution is over: `done` never runs again, `failed` may run again when the sender retries.
	 * `released`: nothing was tried, so it does not count as an attempt.
	 */
	settleReceipts(receipts: readonly Receipt[], outcome: ReceiptOutcome, now: string): Promise<void>;
	/** Books the one right to send a message (see Reservation). A `failed` or `rate_limited` one may be booked again. */
	reserveDelivery(reservation: DeliveryReservation, leaseMs: number): Promise<Reservation>;
	settleDelivery(
		delivery: Pick<DeliveryReservation, 'communityId' | 'dedupeKey'>,
		result: DeliveryResult,
		now: string,
	): Promise<void>;
	/** Moves a limit's next free slot to at least `until`: the platform said so. */
	holdLimit(communityId: string, key: string, until: string): Promise<void>;
	/** Answers a question cheaply and proves that reading and writing work. */
	check(): Promise<{ engine: string; version: number }>;
	close(): Promise<void>;
}
