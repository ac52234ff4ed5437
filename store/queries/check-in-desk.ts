import type { Selectable } from 'kysely';

import { maybeText } from '../nullable';
import type { Scope } from '../schema';
import type { CheckInAppealTable } from '../schema/check-ins';
import type { CheckInAppealRow, DoorCodeRow } from '../types';
import { fromJson, storable, toJson, utc } from '../values';

export async function addCheckInAppeal(
	{ db }: Scope,
	appeal: Omit<CheckInAppealRow, 'decidedAt' | 'decidedBy' | 'note'>,
): Promise<boolean> {
	const result = await db
		.insertInto('check_in_appeal')
		.values({
			community_id: appeal.communityId,
			appeal_id: appeal.appealId,
			tracker_id: appeal.trackerId,
			member_id: appeal.memberId,
			check_in_id: appeal.checkInId,
			day: appeal.day,
			reason: storable(appeal.reason),
			status: appeal.status,
			facts: storable(toJson(appeal.facts)),
			opened_at: utc(appeal.openedAt),
		})
		.onConflict((conflict) => conflict.columns(['community_id', 'appeal_id']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function getCheckInAppeal(
	{ db }: Scope,
	communityId: string,
	appealId: string,
): Promise<CheckInAppealRow | undefined> {
	const row = await db
		.selectFrom('check_in_appeal')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('appeal_id', '=', appealId)
		.executeTakeFirst();
	return row && toAppeal(row);
}

export async function decideCheckInAppeal(
	{ db }: Scope,
	communityId: string,
	appealId: string,
	decision: { status: 'granted' | 'denied'; at: string; by: string; note: string | null },
): Promise<boolean> {
	const result = await db
		.updateTable('check_in_appeal')
		.set({
			status: decision.status,
			decided_at: utc(decision.at),
			decided_by: storable(decision.by),
			note: maybeText(decision.note),
		})
		.where('community_id', '=', communityId)
		.where('appeal_id', '=', appealId)
		.where('status', '=', 'open')
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}

export async function addDoorCode({ db }: Scope, code: DoorCodeRow): Promise<boolean> {
	const result = await db
		.insertInto('door_code')
		.values({
			community_id: code.communityId,
			code: code.code,
			tracker_id: code.trackerId,
			place: maybeText(code.place),
			issued_by: storable(code.issuedBy),
			issued_at: utc(code.issuedAt),
			expires_at: utc(code.expiresAt),
		})
		.onConflict((conflict) => conflict.columns(['community_id', 'code']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function getDoorCode({ db }: Scope, communityId: string, code: string): Promise<DoorCodeRow | undefined> {
	const row = await db
		.selectFrom('door_code')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('code', '=', code)
		.executeTakeFirst();
	return (
		row && {
			communityId: row.community_id,
			code: row.code,
			trackerId: row.tracker_id,
			place: row.place,
			issuedBy: row.issued_by,
			issuedAt: row.issued_at,
			expiresAt: row.expires_at,
		}
	);
}

export async function bookReminder(
	{ db }: Scope,
	communityId: string,
	trackerId: string,
	memberId: string,
	day: string,
	at: string,
): Promise<boolean> {
	const result = await db
		.insertInto('check_in_reminder')
		.values({ community_id: communityId, tracker_id: trackerId, member_id: memberId, day, at: utc(at) })
		.onConflict((conflict) => conflict.columns(['community_id', 'tracker_id', 'member_id', 'day']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

function toAppeal(row: Selectable<CheckInAppealTable>): CheckInAppealRow {
	return {
		communityId: row.community_id,
		appealId: row.appeal_id,
		trackerId: row.tracker_id,
		memberId: row.member_id,
		checkInId: row.check_in_id,
		day: row.day,
		reason: row.reason,
		status: row.status,
		facts: fromJson(row.facts),
		openedAt: row.opened_at,
		decidedAt: row.decided_at,
		decidedBy: row.decided_by,
		note: row.note,
	};
}
