import type { SegmentCondition } from '../../community/segments/condition';
import type { SegmentFacts } from '../../community/segments/facts';
import type { IntimacyState } from '../../community/tiers/intimacy';
import type { TierState } from '../../community/tiers/facts';
import type { JsonObject, MemberRow, Page } from '../types';

/** What kind of line the points ledger holds; other nodes' lines have none. */
export type PointsKind = 'award' | 'adjust' | 'reversal' | 'decay';

/** A line of the points ledger. */
export interface PointsRow {
	entryId: string;
	memberId: string;
	amount: number;
	reason: string;
	at: string;
	actorId: string | null;
	kind: PointsKind | null;
	ruleId: string | null;
	/** The line that this one takes back or lets expire. */
	of: string | null;
}

export interface RankedMember {
	memberId: string;
	points: number;
	/** How many have more, and one; equals share it. */
	rank: number;
}

export type LeaderboardOrder = 'balance' | 'earned';

/** A tier's state as it was kept, with when time alone may change it. */
export interface TierRow extends TierState {
	memberId: string;
	reviewAt: string | null;
	updatedAt: string;
}

export interface TierGrantRow {
	communityId: string;
	/** Unique in the community: the same grant twice is one. */
	grantId: string;
	memberId: string;
	tier: string;
	startsAt: string;
	until: string;
	grantedBy: string | null;
	reason: string | null;
	at: string;
}

/** What a ladder may measure of one person. */
export interface TierFactsRow {
	/** The kept member. */
	memberId: string;
	memberIds: string[];
	joinedAt: string | null;
	points: number;
	earned: number;
	/** The parts of the person's score, one for each member that has any. */
	scores: IntimacyState[];
	/** How often, by what was asked for. */
	counts: Record<string, number>;
	/** Payments less refunds, in minor units, by currency. */
	spent: Record<string, number>;
	state: TierRow | undefined;
	grants: TierGrantRow[];
}

/** Events to count for a ladder: one type, of all time or since an instant. */
export interface CountedKind {
	/** The name under which the count comes back. */
	name: string;
	type: string;
	since?: string | undefined;
}

export interface SegmentRow {
	communityId: string;
	name: string;
	condition: SegmentCondition;
	/** The statuses of the members that it looks at. */
	statuses: MemberRow['status'][];
	savedBy: string | null;
	createdAt: string;
	updatedAt: string;
}

/** What a segment is asked for. */
export interface SegmentQuery {
	communityId: string;
	condition: SegmentCondition;
	statuses: readonly MemberRow['status'][];
	/** ISO 8601 with an offset; what happened later does not count. */
	now: string;
	/** IANA name of the clocks by which days begin and end, for all members alike. */
	timeZone: string;
	fading: Fading;
}

export interface SegmentMember {
	memberId: string;
	name: string | null;
	status: MemberRow['status'];
	joinedAt: string | null;
}

export type PondStatus = 'in' | 'invited' | 'out';

export interface PondPlaceRow {
	memberId: string;
	pondId: string;
	status: PondStatus;
	/** The last invitation, whatever came of it. */
	invitedAt: string | null;
	updatedAt: string;
}

export interface Classed {
	memberId: string;
	score: number;
	class: 'top' | 'good' | 'poor';
	rank: number;
	percentile: number;
	members: number;
}

/** Half-lives with which a score fades, in days. */
export interface Fading {
	activityDays: number;
	spendingDays: number;
}

/** What Community Member asks of the store about points, tiers, scores, segments and ponds. */
export interface StandingTransaction {
	/** The lines that rules booked for any of these members on one of their days, with whether they were taken back. */
	bookedOnDay(
		communityId: string,
		memberIds: readonly string[],
		day: string,
	): Promise<{ entryId: string; ruleId: string; amount: number; reversed: boolean }[]>;
	/** Lines by their ids, those that exist. */
	getPoints(communityId: string, entryIds: readonly string[]): Promise<PointsRow[]>;
	/** The lines of a person that were made for one instant. */
	pointsAt(communityId: string, memberIds: readonly string[], at: string): Promise<PointsRow[]>;
	/** The lines of a person, the newest first. */
	listPoints(communityId: string, memberIds: readonly string[], page: Page): Promise<PointsRow[]>;
	/** All lines of a person, in the order in which they count. */
	allPoints(communityId: string, memberIds: readonly string[]): Promise<PointsRow[]>;
	/** The sum over all members that a person is. */
	personPoints(communityId: string, memberIds: readonly string[]): Promise<{ balance: number; earned: number }>;
	/** People with points, in the order of their ids. */
	pointsHolders(communityId: string, page: Page): Promise<string[]>;
	/** The best first; equals in the order of their ids. `Page.after` is `points|memberId`. */
	pointsLeaderboard(
		filter: { communityId: string; by: LeaderboardOrder; statuses: readonly MemberRow['status'][] },
		page: Page,
	): Promise<RankedMember[]>;
	/** One member's place on the same board. */
	placeOnBoard(
		filter: { communityId: string; by: LeaderboardOrder; statuses: readonly MemberRow['status'][] },
		memberId: string,
	): Promise<RankedMember | undefined>;

	/** Keeps settings that other operations read; false if they were the same. */
	savePolicy(communityId: string, kind: string, definition: JsonObject, at: string): Promise<boolean>;
	getPolicy(communityId: string, kind: string): Promise<JsonObject | undefined>;

	/** The parts of a person's score, one for each member that has any. */
	scoresOf(communityId: string, memberIds: readonly string[]): Promise<(IntimacyState & { memberId: string })[]>;
	saveScore(communityId: string, memberId: string, state: IntimacyState): Promise<void>;
	/** Everybody's class by percentile among members of these statuses, the best first. */
	classifyScores(
		filter: {
			communityId: string;
			statuses: readonly MemberRow['status'][];
			now: string;
			fading: Fading;
			topPercent: number;
			poorPercent: number;
			fromMembers: number;
			only?: Classed['class'] | undefined;
			memberId?: string | undefined;
		},
		limit: number,
	): Promise<Classed[]>;

	/** What a ladder measures of people in the order of their ids, or of the given ones. */
	tierFacts(
		filter: {
			communityId: string;
			statuses?: readonly MemberRow['status'][] | undefined;
			memberIds?: readonly string[] | undefined;
			counts: readonly CountedKind[];
			spent: boolean;
			now: string;
		},
		page: Page,
	): Promise<TierFactsRow[]>;
	saveTiers(communityId: string, rows: readonly Omit<TierRow, 'updatedAt'>[], at: string): Promise<void>;
	getTier(communityId: string, memberIds: readonly string[]): Promise<TierRow | undefined>;
	/** Members with a kept tier, in the order of their ids. */
	listTiers(filter: { communityId: string; tier?: string | undefined }, page: Page): Promise<TierRow[]>;
	/** False if the grant was there before. */
	addGrant(grant: TierGrantRow): Promise<boolean>;
	listGrants(communityId: string, memberIds: readonly string[]): Promise<TierGrantRow[]>;

	/** Saves a segment under its name; false if it was the same before. */
	saveSegment(segment: Omit<SegmentRow, 'createdAt' | 'updatedAt'>, at: string): Promise<boolean>;
	getSegment(communityId: string, name: string): Promise<SegmentRow | undefined>;
	listSegments(communityId: string, page: Page): Promise<SegmentRow[]>;
	countSegment(query: SegmentQuery): Promise<number>;
	/** People of a segment in the order of their ids. */
	segmentMembers(query: SegmentQuery, page: Page): Promise<SegmentMember[]>;
	/** What a condition looks at of one person, for `segmentJudge`. */
	segmentFacts(
		query: Pick<SegmentQuery, 'communityId' | 'condition' | 'now' | 'fading'>,
		memberIds: readonly string[],
	): Promise<SegmentFacts>;

	/** False if the bite was recorded before. */
	addBite(bite: { communityId: string; biteId: string; memberId: string; bait: string; at: string }): Promise<boolean>;
	listBites(
		communityId: string,
		memberIds: readonly string[],
		since: string,
	): Promise<{ memberId: string; bait: string; at: string }[]>;
	placesOf(communityId: string, memberIds: readonly string[]): Promise<PondPlaceRow[]>;
	savePlace(
		communityId: string,
		place: Omit<PondPlaceRow, 'updatedAt' | 'invitedAt'> & { invitedAt?: string | undefined },
		at: string,
	): Promise<void>;
	/** Members whom routing may concern: with a bite since then, or with a place in a pond; in the order of their ids. */
	pondMembers(communityId: string, since: string, page: Page): Promise<string[]>;
	listPondPlaces(
		filter: { communityId: string; pondId?: string | undefined; status?: PondStatus | undefined },
		page: Page,
	): Promise<PondPlaceRow[]>;
}
