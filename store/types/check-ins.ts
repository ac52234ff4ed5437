import type { JsonObject, Page } from '../types';

export interface TrackerRow {
	communityId: string;
	trackerId: string;
	version: number;
	/** Shape owned by community/checkin. */
	definition: JsonObject;
	/** The day from which on this version holds, `YYYY-MM-DD`. */
	fromDay: string;
	createdBy: string;
	createdAt: string;
}

/** `counted` and `waiting` (for an operator) stand; the others have ended and leave their place free. */
export type CheckInStatus = 'counted' | 'waiting' | 'refused' | 'undone';

/** Where a check-in stands in the calendar. */
export interface CheckInPlace {
	/** First day of the period that it counts for, `YYYY-MM-DD`. */
	period: string;
	/** Which of the check-ins of its period, from 1. */
	slot: number;
	day: string;
	/** IANA name of the clocks that the day is lived by. */
	timeZone: string;
	startsAt: string;
	endsAt: string;
	/** Came in the grace after its day. */
	graced: boolean;
}

export interface CheckInRow extends CheckInPlace {
	communityId: string;
	checkInId: string;
	trackerId: string;
	memberId: string;
	kind: 'own' | 'made_up';
	/** How it arrived: shape owned by community/checkin. */
	way: string;
	status: CheckInStatus;
	occurredAt: string;
	recordedAt: string;
	team: string | null;
	/** The code of the door that it was made with. */
	code: string | null;
	/** What was handed in: shape owned by the node. */
	evidence: JsonObject;
	/** Text and picture as they are known again; see community/scan/fingerprint. */
	proof: { exact: string; simhash: string; length: number } | null;
	imageHash: string | null;
	points: number;
	/** Group, platform and name of the member at the time: owned by the node. */
	subject: JsonObject;
	endedAt: string | null;
	endedBy: string | null;
	endedWhy: string | null;
}

/** A member's streak as it was reckoned last; it can be reckoned again at any time. */
export interface StreakRow {
	communityId: string;
	trackerId: string;
	memberId: string;
	/** Shape owned by community/checkin. */
	state: JsonObject;
	/** What it was reckoned from; another basis means that it has to be reckoned again. */
	basis: string;
	current: number;
	longest: number;
	total: number;
	lastPeriod: string | null;
	reachedAt: string | null;
	/** When the streak ends unless the member checks in. */
	livesUntil: string | null;
	team: string | null;
	/** Not to be shown on leaderboards. */
	hidden: boolean;
	/** Not to be reminded. */
	muted: boolean;
}

export interface StreakLeaveRow {
	communityId: string;
	leaveId: string;
	trackerId: string;
	memberId: string;
	kind: 'pause' | 'freeze';
	fromDay: string;
	toDay: string;
	reason: string | null;
	actorId: string;
	at: string;
}

export type CheckInAppealStatus = 'open' | 'granted' | 'denied';

export interface CheckInAppealRow {
	communityId: string;
	appealId: string;
	trackerId: string;
	memberId: string;
	/** The check-in that was refused or undone; absent if it is about a day without one. */
	checkInId: string | null;
	day: string;
	reason: string;
	status: CheckInAppealStatus;
	/** Owned by the node. */
	facts: JsonObject;
	openedAt: string;
	decidedAt: string | null;
	decidedBy: string | null;
	note: string | null;
}

export interface DoorCodeRow {
	communityId: string;
	code: string;
	trackerId: string;
	place: string | null;
	issuedBy: string;
	issuedAt: string;
	expiresAt: string;
}

/** One line of a leaderboard, before ranks. */
export interface BoardRow {
	memberId: string;
	name: string | null;
	team: string | null;
	score: number;
	/** When the score was reached: who was first stands first among equals. */
	reachedAt: string;
}

/** One line of a leaderboard of teams, before ranks. */
export interface TeamBoardRow {
	team: string;
	/** Check-ins of all its members. */
	score: number;
	people: number;
	reachedAt: string;
}

export interface BoardFilter {
	communityId: string;
	trackerId: string;
	/** By check-ins in days of this range, or by the streak that lives at `now`, or by all periods that ever counted. */
	by: { days: { from: string; to: string } } | { streakAt: string } | 'total';
	team?: string | undefined;
}

/** Everything that the Check-In Tracker keeps. Who changes it appends a line to the ledger in the same transaction. */
export interface CheckInTransaction {
	/** Keeps a tracker's rules; changed ones become the next version. Gives the version that holds them. */
	saveTracker(tracker: Omit<TrackerRow, 'version'>): Promise<TrackerRow & { changed: boolean }>;
	/** All versions of a tracker, oldest first. */
	trackerVersions(communityId: string, trackerId: string): Promise<TrackerRow[]>;
	/** The newest version of every tracker of a community, by name. */
	listTrackers(communityId: string): Promise<TrackerRow[]>;

	/** Throws a StoreError `conflict` if another check-in of the member stands in that place. */
	insertCheckIn(checkIn: Omit<CheckInRow, 'endedAt' | 'endedBy' | 'endedWhy'>): Promise<void>;
	getCheckIn(communityId: string, checkInId: string): Promise<CheckInRow | undefined>;
	/** Check-ins of a person that stand, of days in a range, by day and slot. Days are `YYYY-MM-DD`, both included. */
	standingCheckIns(
		communityId: string,
		trackerId: string,
		memberIds: readonly string[],
		days?: { from: string; to: string },
	): Promise<CheckInRow[]>;
	/** Check-ins of a tracker in which all that is given holds, oldest first; `after` is the last row's `occurredAt|checkInId`. */
	listCheckIns(
		filter: {
			communityId: string;
			trackerId?: string | undefined;
			memberIds?: readonly string[] | undefined;
			status?: CheckInStatus | undefined;
			fromDay?: string | undefined;
			toDay?: string | undefined;
		},
		page: Page,
	): Promise<CheckInRow[]>;
	moveCheckIn(communityId: string, checkInId: string, place: CheckInPlace): Promise<void>;
	setCheckInPoints(communityId: string, checkInId: string, points: number): Promise<void>;
	/** Lets a check-in that waits count; false if it does not wait any more. */
	approveCheckIn(communityId: string, checkInId: string): Promise<boolean>;
	/** Ends a check-in that stands; false if it has ended before. */
	endCheckIn(
		communityId: string,
		checkInId: string,
		ended: { status: 'refused' | 'undone'; at: string; by: string; why: string | null },
	): Promise<boolean>;
	/** Lets a check-in that has ended count again, in its old place. Throws `conflict` if that is taken. */
	restoreCheckIn(communityId: string, checkInId: string): Promise<void>;
	/** Whether a person has used the code of a door for a check-in that stands. */
	hasUsedCode(communityId: string, code: string, memberIds: readonly string[]): Promise<boolean>;
	/** A check-in of somebody else that handed in exactly this text or picture before. */
	findCopy(
		communityId: string,
		trackerId: string,
		of: { exact?: string | undefined; imageHash?: string | undefined; notOf: readonly string[] },
	): Promise<CheckInRow | undefined>;
	/** The days on which members have a check-in that counts, with how many: one line for each member and day, by day. */
	checkInDays(
		communityId: string,
		memberIds: readonly string[],
		trackerId: string,
		from: string,
		to: string,
	): Promise<{ memberId: string; day: string; checkIns: number }[]>;
	/** For each day of a range on which anybody checked in: how many people did, merged ones once. By day. */
	punchCounts(
		communityId: string,
		trackerId: string,
		from: string,
		to: string,
	): Promise<{ day: string; people: number }[]>;
	/** People of a team with a check-in that counts in a period, merged ones once; and the check-ins, first come first. */
	teamCheckIns(communityId: string, trackerId: string, team: string, period: string): Promise<CheckInRow[]>;

	/** A member's streak as it was reckoned last. Lock the member before changing it. */
	getStreak(communityId: string, trackerId: string, memberId: string): Promise<StreakRow | undefined>;
	/** Keeps a streak as it was reckoned; whether the member is hidden or muted stays as it is. */
	saveStreak(streak: Omit<StreakRow, 'hidden' | 'muted'>, at: string): Promise<void>;
	setStreakPreference(
		communityId: string,
		trackerId: string,
		memberId: string,
		preference: { hidden?: boolean | undefined; muted?: boolean | undefined },
		at: string,
	): Promise<void>;
	/** Streaks of members that were merged into another one since. */
	mergedStreaks(communityId: string, trackerId: string): Promise<{ memberId: string; mergedInto: string }[]>;
	deleteStreak(communityId: string, trackerId: string, memberId: string): Promise<void>;
	/** Everybody who ever checked in with a tracker, by the id of the person; `after` is the last one's. */
	listStreakMembers(communityId: string, trackerId: string, page: Page): Promise<string[]>;
	/** Members whose streak lives at an instant and whose last period is before a day, by id; `after` is the last one's. */
	streaksAtRisk(
		filter: { communityId: string; trackerId: string; now: string; before: string; streakFrom: number },
		page: Page,
	): Promise<StreakRow[]>;

	addStreakLeave(leave: StreakLeaveRow): Promise<boolean>;
	/** Shortens a leave so that it ends with a day. */
	endStreakLeave(communityId: string, leaveId: string, toDay: string): Promise<void>;
	/** By first day. */
	streakLeaves(communityId: string, trackerId: string, memberIds: readonly string[]): Promise<StreakLeaveRow[]>;

	/** Highest score first, then who reached it first; hidden members left out; `after` is the last row. */
	leaderboard(
		filter: BoardFilter,
		page: { limit: number; after?: Pick<BoardRow, 'score' | 'reachedAt' | 'memberId'> | undefined },
	): Promise<BoardRow[]>;
	/** Teams by their check-ins in days of a range, highest first; who reached it first stands first among equals. */
	teamLeaderboard(
		filter: { communityId: string; trackerId: string; from: string; to: string },
		limit: number,
	): Promise<TeamBoardRow[]>;
	/** How many members have more than a score. */
	countAbove(filter: BoardFilter, score: number): Promise<number>;
	/** How many members have more than the score of a row, and how many stand up to it, itself included. */
	boardPlace(
		filter: BoardFilter,
		row: Pick<BoardRow, 'score' | 'reachedAt' | 'memberId'>,
	): Promise<{ above: number; upTo: number }>;

	addCheckInAppeal(appeal: Omit<CheckInAppealRow, 'decidedAt' | 'decidedBy' | 'note'>): Promise<boolean>;
	getCheckInAppeal(communityId: string, appealId: string): Promise<CheckInAppealRow | undefined>;
	/** Decides an appeal that is open; false if it was decided before. */
	decideCheckInAppeal(
		communityId: string,
		appealId: string,
		decision: { status: 'granted' | 'denied'; at: string; by: string; note: string | null },
	): Promise<boolean>;

	/** False if the code was issued before. */
	addDoorCode(code: DoorCodeRow): Promise<boolean>;
	getDoorCode(communityId: string, code: string): Promise<DoorCodeRow | undefined>;

	/** Books the one reminder of a member's day; false if it was booked before. */
	bookReminder(communityId: string, trackerId: string, memberId: string, day: string, at: string): Promise<boolean>;
}
