import type { Selectable } from 'kysely';

import { maybeUtc, maybeText } from '../nullable';
import type { Scope } from '../schema';
import type { StreakLeaveTable, StreakTable } from '../schema/check-ins';
import type { Page, StoreTransaction, StreakLeaveRow, StreakRow } from '../types';
import { fromJson, storable, toJson, utc } from '../values';

type Preference = Parameters<StoreTransaction['setStreakPreference']>[3];
type AtRisk = Parameters<StoreTransaction['streaksAtRisk']>[0];

export async function getStreak(
	{ db }: Scope,
	communityId: string,
	trackerId: string,
	memberId: string,
): Promise<StreakRow | undefined> {
	const row = await db
		.selectFrom('streak')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('tracker_id', '=', trackerId)
		.where('member_id', '=', memberId)
		.executeTakeFirst();
	return row && toStreak(row);
}

export async function saveStreak(
	{ db }: Scope,
	streak: Omit<StreakRow, 'hidden' | 'muted'>,
	at: string,
): Promise<void> {
	const facts = {
		state: storable(toJson(streak.state)),
		basis: streak.basis,
		current: streak.current,
		longest: streak.longest,
		total: streak.total,
		last_period: streak.lastPeriod,
		reached_at: maybeUtc(streak.reachedAt),
		lives_until: maybeUtc(streak.livesUntil),
		team: maybeText(streak.team),
		updated_at: utc(at),
	};
	await db
		.insertInto('streak')
		.values({
			community_id: streak.communityId,
			tracker_id: streak.trackerId,
			member_id: streak.memberId,
			hidden: 0,
			muted: 0,
			...facts,
		})
		.onConflict((conflict) => conflict.columns(['community_id', 'tracker_id', 'member_id']).doUpdateSet(facts))
		.execute();
}

export async function setStreakPreference(
	{ db }: Scope,
	communityId: string,
	trackerId: string,
	memberId: string,
	{ hidden, muted }: Preference,
	at: string,
): Promise<void> {
	await db
		.updateTable('streak')
		.set({
			...(hidden === undefined ? {} : { hidden: hidden ? 1 : 0 }),
			...(muted === undefined ? {} : { muted: muted ? 1 : 0 }),
			updated_at: utc(at),
		})
		.where('community_id', '=', communityId)
		.where('tracker_id', '=', trackerId)
		.where('member_id', '=', memberId)
		.execute();
}

export async function mergedStreaks(
	{ db }: Scope,
	communityId: string,
	trackerId: string,
): Promise<{ memberId: string; mergedInto: string }[]> {
	const rows = await db
		.selectFrom('member')
		.innerJoin('streak', (join) =>
			join.onRef('streak.community_id', '=', 'member.community_id').onRef('streak.member_id', '=', 'member.member_id'),
		)
		.select(['member.member_id', 'member.merged_into'])
		.where('member.community_id', '=', communityId)
		.where('member.merged_into', 'is not', null)
		.where('streak.tracker_id', '=', trackerId)
		// In the order of the index by person: those who were never merged are not read.
		.orderBy('member.merged_into')
		.orderBy('member.member_id')
		.execute();
	return rows.map((row) => ({ memberId: row.member_id, mergedInto: row.merged_into ?? row.member_id }));
}

export async function deleteStreak(
	{ db }: Scope,
	communityId: string,
	trackerId: string,
	memberId: string,
): Promise<void> {
	await db
		.deleteFrom('streak')
		.where('community_id', '=', communityId)
		.where('tracker_id', '=', trackerId)
		.where('member_id', '=', memberId)
		.execute();
}

export async function listStreakMembers(
	{ db }: Scope,
	communityId: string,
	trackerId: string,
	page: Page,
): Promise<string[]> {
	const rows = await db
		.selectFrom('streak')
		.select('member_id')
		.where('community_id', '=', communityId)
		.where('tracker_id', '=', trackerId)
		.where('member_id', '>', page.after ?? '')
		.orderBy('member_id')
		.limit(page.limit)
		.execute();
	return rows.map((row) => row.member_id);
}

export async function streaksAtRisk(
	{ db }: Scope,
	{ communityId, trackerId, now, before, streakFrom }: AtRisk,
	page: Page,
): Promise<StreakRow[]> {
	const rows = await db
		.selectFrom('streak')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('tracker_id', '=', trackerId)
		.where('member_id', '>', page.after ?? '')
		.where('muted', '=', 0)
		.where('current', '>=', streakFrom)
		.where('lives_until', '>', utc(now))
		.where('last_period', '<', before)
		.orderBy('member_id')
		.limit(page.limit)
		.execute();
	return rows.map(toStreak);
}

export async function addStreakLeave({ db }: Scope, leave: StreakLeaveRow): Promise<boolean> {
	const result = await db
		.insertInto('streak_leave')
		.values({
			community_id: leave.communityId,
			leave_id: leave.leaveId,
			tracker_id: leave.trackerId,
			member_id: leave.memberId,
			kind: leave.kind,
			from_day: leave.fromDay,
			to_day: leave.toDay,
			reason: maybeText(leave.reason),
			actor_id: storable(leave.actorId),
			at: utc(leave.at),
		})
		.onConflict((conflict) => conflict.columns(['community_id', 'leave_id']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function endStreakLeave(
	{ db }: Scope,
	communityId: string,
	leaveId: string,
	toDay: string,
): Promise<void> {
	await db
		.updateTable('streak_leave')
		.set({ to_day: toDay })
		.where('community_id', '=', communityId)
		.where('leave_id', '=', leaveId)
		.execute();
}

export async function streakLeaves(
	{ db }: Scope,
	communityId: string,
	trackerId: string,
	memberIds: readonly string[],
): Promise<StreakLeaveRow[]> {
	const rows = await db
		.selectFrom('streak_leave')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('tracker_id', '=', trackerId)
		.where('member_id', 'in', memberIds)
		.orderBy('from_day')
		.orderBy('leave_id')
		.execute();
	return rows.map(toLeave);
}

function toLeave(row: Selectable<StreakLeaveTable>): StreakLeaveRow {
	return {
		communityId: row.community_id,
		leaveId: row.leave_id,
		trackerId: row.tracker_id,
		memberId: row.member_id,
		kind: row.kind,
		fromDay: row.from_day,
		toDay: row.to_day,
		reason: row.reason,
		actorId: row.actor_id,
		at: row.at,
	};
}

function toStreak(row: Selectable<StreakTable>): StreakRow {
	return {
		communityId: row.community_id,
		trackerId: row.tracker_id,
		memberId: row.member_id,
		state: fromJson(row.state),
		basis: row.basis,
		current: row.current,
		longest: row.longest,
		total: row.total,
		lastPeriod: row.last_period,
		reachedAt: row.reached_at,
		livesUntil: row.lives_until,
		team: row.team,
		hidden: row.hidden === 1,
		muted: row.muted === 1,
	};
}
