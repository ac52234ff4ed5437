import type { CheckInAppealStatus, CheckInStatus } from '../types';

export interface TrackerTable {
	community_id: string;
	tracker_id: string;
	version: number;
	definition: string;
	/** The day from which on this version holds. */
	from_day: string;
	created_by: string;
	created_at: string;
}

export interface CheckInTable {
	community_id: string;
	check_in_id: string;
	tracker_id: string;
	member_id: string;
	/** First day of the period that it counts for. */
	period: string;
	slot: number;
	day: string;
	time_zone: string;
	starts_at: string;
	ends_at: string;
	kind: 'own' | 'made_up';
	way: string;
	status: CheckInStatus;
	/** 1 if it came in the grace after its day. */
	graced: number;
	occurred_at: string;
	recorded_at: string;
	team: string | null;
	code: string | null;
	/** The words that were handed in, and what they are known by again. */
	evidence: string;
	proof_exact: string | null;
	proof_simhash: string | null;
	proof_length: number | null;
	image_hash: string | null;
	points: number;
	subject: string;
	ended_at: string | null;
	ended_by: string | null;
	ended_why: string | null;
}

export interface StreakTable {
	community_id: string;
	tracker_id: string;
	member_id: string;
	/** Shape owned by community/checkin. */
	state: string;
	/** What the state was reckoned from: the version of the tracker, and every id of the person. */
	basis: string;
	current: number;
	longest: number;
	total: number;
	last_period: string | null;
	reached_at: string | null;
	lives_until: string | null;
	team: string | null;
	hidden: number;
	muted: number;
	updated_at: string;
}

export interface StreakLeaveTable {
	community_id: string;
	leave_id: string;
	tracker_id: string;
	member_id: string;
	kind: 'pause' | 'freeze';
	from_day: string;
	to_day: string;
	reason: string | null;
	actor_id: string;
	at: string;
}

export interface CheckInAppealTable {
	community_id: string;
	appeal_id: string;
	tracker_id: string;
	member_id: string;
	check_in_id: string | null;
	day: string;
	reason: string;
	status: CheckInAppealStatus;
	facts: string;
	opened_at: string;
	decided_at: string | null;
	decided_by: string | null;
	note: string | null;
}

export interface DoorCodeTable {
	community_id: string;
	code: string;
	tracker_id: string;
	place: string | null;
	issued_by: string;
	issued_at: string;
	expires_at: string;
}

export interface CheckInReminderTable {
	community_id: string;
	tracker_id: string;
	member_id: string;
	day: string;
	at: string;
}

export interface CheckInTables {
	tracker: TrackerTable;
	check_in: CheckInTable;
	streak: StreakTable;
	streak_leave: StreakLeaveTable;
	check_in_appeal: CheckInAppealTable;
	door_code: DoorCodeTable;
	check_in_reminder: CheckInReminderTable;
}
