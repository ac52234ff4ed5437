import { binder } from './bind';
import * as desk from './queries/check-in-desk';
import * as checkIns from './queries/check-ins';
import * as boards from './queries/leaderboards';
import * as streaks from './queries/streaks';
import * as trackers from './queries/trackers';
import type { Scope } from './schema';
import type { CheckInTransaction } from './types';

/** What a transaction may do for the Check-In Tracker, bound to the connection that it runs on. */
export function checkInTransaction(scope: Scope): CheckInTransaction {
	const bound = binder(scope);
	return {
		saveTracker: bound(trackers.saveTracker),
		trackerVersions: bound(trackers.trackerVersions),
		listTrackers: bound(trackers.listTrackers),
		insertCheckIn: bound(checkIns.insertCheckIn),
		getCheckIn: bound(checkIns.getCheckIn),
		standingCheckIns: bound(checkIns.standingCheckIns),
		listCheckIns: bound(checkIns.listCheckIns),
		moveCheckIn: bound(checkIns.moveCheckIn),
		setCheckInPoints: bound(checkIns.setCheckInPoints),
		approveCheckIn: bound(checkIns.approveCheckIn),
		endCheckIn: bound(checkIns.endCheckIn),
		restoreCheckIn: bound(checkIns.restoreCheckIn),
		hasUsedCode: bound(checkIns.hasUsedCode),
		findCopy: bound(checkIns.findCopy),
		checkInDays: bound(checkIns.checkInDays),
		punchCounts: bound(checkIns.punchCounts),
		teamCheckIns: bound(checkIns.teamCheckIns),
		getStreak: bound(streaks.getStreak),
		saveStreak: bound(streaks.saveStreak),
		setStreakPreference: bound(streaks.setStreakPreference),
		mergedStreaks: bound(streaks.mergedStreaks),
		deleteStreak: bound(streaks.deleteStreak),
		listStreakMembers: bound(streaks.listStreakMembers),
		streaksAtRisk: bound(streaks.streaksAtRisk),
		addStreakLeave: bound(streaks.addStreakLeave),
		endStreakLeave: bound(streaks.endStreakLeave),
		streakLeaves: bound(streaks.streakLeaves),
		leaderboard: bound(boards.leaderboard),
		countAbove: bound(boards.countAbove),
		boardPlace: bound(boards.boardPlace),
		teamLeaderboard: bound(boards.teamLeaderboard),
		addCheckInAppeal: bound(desk.addCheckInAppeal),
		getCheckInAppeal: bound(desk.getCheckInAppeal),
		decideCheckInAppeal: bound(desk.decideCheckInAppeal),
		addDoorCode: bound(desk.addDoorCode),
		getDoorCode: bound(desk.getDoorCode),
		bookReminder: bound(desk.bookReminder),
	};
}
