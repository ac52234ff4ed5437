import type { MemberRow, PondStatus } from '../types';

/** The tables of points, tiers, scores, segments and ponds. */

export interface PointsBalanceTable {
	community_id: string;
	member_id: string;
	/** The sum of the member's lines. */
	balance: number;
	/** What was ever given, less what was taken back; spending and growing old do not lower it. */
	earned: number;
}

export interface ScoreTable {
	community_id: string;
	member_id: string;
	/** Both parts as they were at `at_ms`, in milliseconds since 1970. */
	activity: number;
	spending: number;
	at_ms: number;
}

export interface TierStateTable {
	community_id: string;
	member_id: string;
	tier: string;
	earned: string;
	since: string;
	earned_since: string;
	grace_until: string | null;
	review_at: string | null;
	updated_at: string;
}

export interface TierGrantTable {
	community_id: string;
	grant_id: string;
	member_id: string;
	tier: string;
	starts_at: string;
	until: string;
	granted_by: string | null;
	reason: string | null;
	at: string;
}

export interface MemberPolicyTable {
	community_id: string;
	kind: string;
	definition: string;
	updated_at: string;
}

export interface SegmentTable {
	community_id: string;
	name: string;
	condition: string;
	/** JSON list of the statuses of the members that it looks at. */
	statuses: string;
	saved_by: string | null;
	created_at: string;
	updated_at: string;
}

export interface PondBiteTable {
	community_id: string;
	bite_id: string;
	member_id: string;
	bait: string;
	at: string;
}

export interface PondPlaceTable {
	community_id: string;
	member_id: string;
	pond_id: string;
	status: PondStatus;
	invited_at: string | null;
	updated_at: string;
}

export interface StandingTables {
	points_balance: PointsBalanceTable;
	score: ScoreTable;
	tier_state: TierStateTable;
	tier_grant: TierGrantTable;
	member_policy: MemberPolicyTable;
	segment: SegmentTable;
	pond_bite: PondBiteTable;
	pond_place: PondPlaceTable;
}

export type SegmentStatus = MemberRow['status'];
