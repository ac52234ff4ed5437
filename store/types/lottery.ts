import type { DeliveryState, EntryStatus, LotteryStatus, PlaceStatus } from '../../community/lottery/status';
import type { JsonObject, MemberRow, Page } from '../types';

export interface LotteryRow {
	communityId: string;
	lotteryId: string;
	status: LotteryStatus;
	title: string;
	/** As they were published: shape owned by community/lottery. */
	rules: JsonObject;
	/** The published text of the rules, character by character. */
	published: string;
	/** SHA-256 of the published text, in hex. */
	rulesHash: string;
	language: string;
	platform: string;
	/** Where winners are announced. */
	groupId: string;
	/** SHA-256 of the secret, in hex, published when the lottery opens. */
	commitment: string;
	/** The sealed secret of the draw. Never output before the draw. */
	secret: string;
	opensAt: string;
	closesAt: string;
	createdAt: string;
	createdBy: string;
	closedAt: string | null;
	/** SHA-256 of the frozen list of entrants, in hex. */
	listHash: string | null;
	/** How many entries the frozen list holds. */
	entrants: number | null;
	drawnAt: string | null;
	drawnBy: string | null;
	/** Seed, opened secret and beacon: shape owned by community/lottery. */
	draw: JsonObject | null;
	cancelledAt: string | null;
	cancelledBy: string | null;
	cancelReason: string | null;
}

export type NewLottery = Omit<
	LotteryRow,
	| 'status'
	| 'closedAt'
	| 'listHash'
	| 'entrants'
	| 'drawnAt'
	| 'drawnBy'
	| 'draw'
	| 'cancelledAt'
	| 'cancelledBy'
	| 'cancelReason'
>;

/** A step of a lottery, with what it adds. */
export type LotteryStep =
	| { status: 'closed'; closedAt: string; listHash: string; entrants: number }
	| { status: 'drawn'; drawnAt: string; drawnBy: string; draw: JsonObject }
	| { status: 'cancelled'; cancelledAt: string; cancelledBy: string; cancelReason: string };

export interface LotteryEntryRow {
	communityId: string;
	lotteryId: string;
	memberId: string;
	status: EntryStatus;
	/** Counts how often the member has entered this lottery, from 1. */
	attempt: number;
	/** 16 random bytes in hex: only who knows them can find the line of the published list. */
	salt: string;
	/** The entry's line in the published list: a salted hash of the member, see community/lottery/draw. */
	entrant: string;
	weight: number;
	pointsPaid: number;
	/** The rules with the values they saw: shape owned by community/lottery. */
	facts: JsonObject;
	/** Group, platform and name of the member at the time: owned by the node. */
	subject: JsonObject;
	enteredAt: string;
	endedAt: string | null;
	endReason: string | null;
}

/** An entry with the person behind it, for freezing the list. */
export type EntryOfPerson = LotteryEntryRow & { personId: string; memberStatus: MemberRow['status'] };

export interface LotteryPlaceRow {
	communityId: string;
	lotteryId: string;
	place: number;
	claimId: string;
	memberId: string;
	kind: 'winner' | 'alternate';
	status: PlaceStatus;
	tierId: string | null;
	prize: string | null;
	insteadOf: number | null;
	drawnAt: string;
	wonAt: string | null;
	claimBy: string | null;
	settledAt: string | null;
	answers: JsonObject;
	delivery: DeliveryState;
	deliveryFacts: JsonObject;
	deliveredAt: string | null;
}

/** What a step changes; what is undefined stays as it was. */
export type PlaceChange = Partial<
	Omit<LotteryPlaceRow, 'communityId' | 'lotteryId' | 'place' | 'claimId' | 'memberId' | 'kind' | 'drawnAt'>
>;

export interface RecentWin {
	lotteryId: string;
	title: string;
	prize: string | null;
	wonAt: string;
}

/** What Lottery asks of the store. Locks are taken in this order: the lottery, then members. */
export interface LotteryTransaction {
	/** False if there is a lottery of this id. */
	insertLottery(lottery: NewLottery): Promise<boolean>;
	getLottery(communityId: string, lotteryId: string): Promise<LotteryRow | undefined>;
	/**
	 * Reads a lottery and keeps it as it is until this transaction ends. `share` lets others enter meanwhile, `change`
	 * nobody: whoever closes waits for those who are entering, and whoever enters afterwards sees that it is closed.
	 */
	lockLottery(communityId: string, lotteryId: string, lock: 'share' | 'change'): Promise<LotteryRow | undefined>;
	/** Takes the step if the lottery is as `from` says; else false. */
	stepLottery(communityId: string, lotteryId: string, from: LotteryStatus, step: LotteryStep): Promise<boolean>;
	/** In the order of their closing with `statuses`, else of their making. */
	listLotteries(
		filter: { communityId: string; status?: LotteryStatus; closesBy?: string },
		page: Page,
	): Promise<LotteryRow[]>;
	/** The entries of any of these members, the living one first. */
	entriesOfMembers(communityId: string, lotteryId: string, memberIds: readonly string[]): Promise<LotteryEntryRow[]>;
	entriesOf(communityId: string, lotteryId: string, entrants: readonly string[]): Promise<LotteryEntryRow[]>;
	/** Writes an entry, or makes one that ended live again. */
	saveEntry(entry: Omit<LotteryEntryRow, 'endedAt' | 'endReason' | 'status'>): Promise<void>;
	endEntry(
		entry: Pick<LotteryEntryRow, 'communityId' | 'lotteryId' | 'memberId'>,
		end: { status: 'withdrawn' | 'void'; at: string; reason: string },
	): Promise<boolean>;
	/** In the order of the member ids, each with the person who is behind it now. `after` is a member id. */
	listEntries(
		filter: { communityId: string; lotteryId: string; status?: EntryStatus },
		page: Page,
	): Promise<EntryOfPerson[]>;
	countEntries(communityId: string, lotteryId: string): Promise<{ entries: number; weight: number }>;
	/**
	 * Takes all keys of a household for a member, or none.
	 *
	 * @returns the members who have some of them already
	 */
	claimHousehold(
		communityId: string,
		lotteryId: string,
		memberIds: readonly [string, ...string[]],
		keys: readonly string[],
	): Promise<string[]>;
	releaseHousehold(communityId: string, lotteryId: string, memberId: string): Promise<void>;
	insertPlaces(places: readonly LotteryPlaceRow[]): Promise<void>;
	/** All places of a lottery, in the order of the draw. */
	listPlaces(communityId: string, lotteryId: string): Promise<LotteryPlaceRow[]>;
	placeByClaim(communityId: string, claimId: string): Promise<LotteryPlaceRow | undefined>;
	/** Places of these members, newest first, that can be claimed or were. */
	placesOfMembers(communityId: string, memberIds: readonly string[], limit: number): Promise<LotteryPlaceRow[]>;
	/** Takes the step if the place has one of the statuses `from`; else false. */
	changePlace(
		place: Pick<LotteryPlaceRow, 'communityId' | 'lotteryId' | 'place'>,
		from: readonly PlaceStatus[],
		change: PlaceChange,
	): Promise<boolean>;
	/** Lotteries with prizes whose claim ended at this instant or before. */
	lotteriesToRedraw(communityId: string, claimedBy: string): Promise<string[]>;
	/** Prizes that these members got since, without those that they declined or let expire. */
	recentWins(communityId: string, memberIds: readonly string[], since: string): Promise<RecentWin[]>;
	/** Lines of the ledger about these members, of a type or (`checkin.`) of all types that begin so. */
	countEvents(communityId: string, memberIds: readonly string[], type: string, since?: string): Promise<number>;
	/** The tier that any of these members was admitted into. */
	admittedTier(communityId: string, memberIds: readonly string[]): Promise<string | undefined>;
	/** Member ids of a community with this status, in their order, kept ones only. `after` is a member id. */
	memberIdsWith(communityId: string, status: MemberRow['status'], page: Page): Promise<string[]>;
}
