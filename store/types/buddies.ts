import type { Identity, JsonObject, MemberRow, Page } from '../types';

export interface BuddyRow {
	communityId: string;
	memberId: string;
	status: 'in' | 'out';
	/** What the member looks for and gives: shape owned by community/buddies. */
	wishes: JsonObject;
	/** When the status was taken. */
	since: string;
	updatedAt: string;
}

/** Somebody who takes part, with what matching and messages need to know of the person. */
export interface BuddyPersonRow extends BuddyRow {
	name: string | null;
	memberStatus: MemberRow['status'];
	joinedAt: string | null;
	timeZone: string | null;
	/** In the order of platform and id. */
	identities: Identity[];
}

export interface BuddyRoundRow {
	communityId: string;
	roundId: string;
	/** Rounds of a community are counted from 1. */
	number: number;
	/** How many took part. */
	people: number;
	badness: number;
	/** No grouping has less badness; equal to `badness` where the optimum is proven. */
	atLeast: number;
	/** How it was made and what was said: shape owned by the node. */
	facts: JsonObject;
	at: string;
}

export interface BuddyGroupRow {
	communityId: string;
	groupId: string;
	/** The number of the round. */
	number: number;
	badness: number;
	/** Why these people: shape owned by community/buddies. */
	facts: JsonObject;
	introducedAt: string;
	/** When "did you meet?" was asked first. */
	askedAt: string | null;
	reminders: number;
	/** By which policy it was asked: shape owned by community/buddies. */
	policy: JsonObject | null;
	/** When there was nothing more to ask or to answer. */
	closedAt: string | null;
}

/** One person in one round. */
export interface BuddyPlaceRow {
	communityId: string;
	number: number;
	memberId: string;
	/** The member that the person's identities lead to today. */
	personId: string;
	/** Null for who was left alone. */
	groupId: string | null;
	met: boolean | null;
	answeredAt: string | null;
}

export interface BuddyPlaceFilter {
	communityId: string;
	/** From this round on. */
	from?: number;
	/** Up to and with this round. */
	to?: number;
	groupIds?: readonly string[];
}

/** Buddy matching. */
export interface BuddyTransaction {
	/** Takes part, or no longer, in place of what was kept of the member. */
	putBuddy(buddy: BuddyRow): Promise<void>;
	getBuddy(communityId: string, memberId: string): Promise<BuddyRow | undefined>;
	/**
	 * Who takes part, in the order of their ids; `after` is the last row's `memberId`. Once for each member row: of a
	 * person who was merged there may be several, all with the `memberId` of the kept member.
	 */
	listBuddies(communityId: string, page: Page): Promise<(BuddyPersonRow & { writtenAs: string })[]>;
	/** The same of single members, whether or not they take part. */
	buddyPeople(
		communityId: string,
		memberIds: readonly string[],
	): Promise<Pick<BuddyPersonRow, 'memberId' | 'name' | 'memberStatus' | 'identities'>[]>;

	/** Throws a StoreError `conflict` if the round, or another one of its number, is known. */
	insertBuddyRound(round: BuddyRoundRow): Promise<void>;
	getBuddyRound(communityId: string, roundId: string): Promise<BuddyRoundRow | undefined>;
	/** Newest first. */
	listBuddyRounds(communityId: string, limit: number): Promise<BuddyRoundRow[]>;

	insertBuddyGroups(
		groups: readonly Omit<BuddyGroupRow, 'askedAt' | 'reminders' | 'policy' | 'closedAt'>[],
	): Promise<void>;
	/** Takes the row for this transaction, so that others who want it wait. */
	takeBuddyGroup(communityId: string, groupId: string): Promise<BuddyGroupRow | undefined>;
	/** In the order of rounds and ids. Facts are left empty unless they are asked for. */
	listBuddyGroups(
		communityId: string,
		rounds: { from: number; to: number },
		withFacts?: boolean,
	): Promise<BuddyGroupRow[]>;
	/** Those that may still have to be asked or to answer, oldest first; `after` is the last row's `introducedAt|groupId`. */
	openBuddyGroups(communityId: string, page: Page): Promise<BuddyGroupRow[]>;
	/** What is undefined stays as it was. */
	changeBuddyGroup(
		communityId: string,
		groupId: string,
		change: {
			askedAt?: string | undefined;
			reminders?: number | undefined;
			policy?: JsonObject | undefined;
			closedAt?: string | undefined;
		},
	): Promise<void>;

	insertBuddyPlaces(places: readonly Omit<BuddyPlaceRow, 'personId' | 'met' | 'answeredAt'>[]): Promise<void>;
	/** In the order of rounds and members. */
	listBuddyPlaces(filter: BuddyPlaceFilter): Promise<BuddyPlaceRow[]>;
	answerBuddyPlace(
		place: Pick<BuddyPlaceRow, 'communityId' | 'number' | 'memberId'>,
		answer: { met: boolean; at: string },
	): Promise<void>;
}
