import type { Earned } from '../../../../community/checkin/points';
import { timesOf } from '../../../../community/checkin/period';
import type { CheckInRow } from '../../../../store/types';
import type { KnownTracker } from '../shared/trackers';

/** How items show a check-in. */
export function checkInJson({ rules }: KnownTracker, row: CheckInRow): object {
	return {
		checkInId: row.checkInId,
		trackerId: row.trackerId,
		title: rules.title,
		memberId: row.memberId,
		day: row.day,
		period: row.period,
		slot: row.slot,
		needed: timesOf(rules.period),
		timeZone: row.timeZone,
		way: row.way,
		kind: row.kind,
		status: row.status,
		graced: row.graced,
		occurredAt: row.occurredAt,
		recordedAt: row.recordedAt,
		team: row.team,
		points: row.points,
	};
}

export interface PointsJson extends Earned {
	team: number;
	balance: number;
}

export const pointsJson = (earned: Earned, team: number, balance: number): PointsJson => ({
	...earned,
	team,
	total: earned.total + team,
	balance,
});
