import { sql, type Selectable } from 'kysely';

import { conflict } from '../errors';
import { maybeText } from '../nullable';
import { readPageKey } from '../paging';
import type { Scope } from '../schema';
import type { CheckInTable } from '../schema/check-ins';
import type { CheckInPlace, CheckInRow, Page, StoreTransaction } from '../types';
import { fromJson, storable, toJson, utc } from '../values';

type Filter = Parameters<StoreTransaction['listCheckIns']>[0];

export async function insertCheckIn(
	{ db }: Scope,
	row: Omit<CheckInRow, 'endedAt' | 'endedBy' | 'endedWhy'>,
): Promise<void> {
	const result = await db
		.insertInto('check_in')
		.values({
			community_id: row.communityId,
			check_in_id: row.checkInId,
			tracker_id: row.trackerId,
			member_id: row.memberId,
			...toPlace(row),
			kind: row.kind,
			way: row.way,
			status: row.status,
			occurred_at: utc(row.occurredAt),
			recorded_at: utc(row.recordedAt),
			team: maybeText(row.team),
			code: row.code,
			evidence: storable(toJson(row.evidence)),
			proof_exact: row.proof?.exact ?? null,
			proof_simhash: row.proof?.simhash ?? null,
			proof_length: row.proof?.length ?? null,
			image_hash: row.imageHash,
			points: row.points,
			subject: storable(toJson(row.subject)),
		})
		.onConflict((conflicting) => conflicting.doNothing())
		.executeTakeFirst();
	if (result.numInsertedOrUpdatedRows !== 1n) throw taken(row.period);
}

function taken(period: string) {
	return conflict(
		`The member has a check-in for ${period} already.`,
		'Nothing has to be done: it counts once. To change it, undo the one that stands first.',
	);
}

export async function getCheckIn(
	{ db }: Scope,
	communityId: string,
	checkInId: string,
): Promise<CheckInRow | undefined> {
	const row = await db
		.selectFrom('check_in')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('check_in_id', '=', checkInId)
		.executeTakeFirst();
	return row && toCheckIn(row);
}

export async function standingCheckIns(
	{ db }: Scope,
	communityId: string,
	trackerId: string,
	memberIds: readonly string[],
	days?: { from: string; to: string },
): Promise<CheckInRow[]> {
	let query = db
		.selectFrom('check_in')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('tracker_id', '=', trackerId)
		.where('member_id', 'in', memberIds)
		.where('ended_at', 'is', null);
	if (days !== undefined) query = query.where('day', '>=', days.from).where('day', '<=', days.to);
	const rows = await query.orderBy('day').orderBy('slot').orderBy('check_in_id').execute();
	return rows.map(toCheckIn);
}

export async function listCheckIns({ db }: Scope, filter: Filter, page: Page): Promise<CheckInRow[]> {
	const after = readPageKey(page.after, 1);
	let query = db.selectFrom('check_in').selectAll().where('community_id', '=', filter.communityId);
	if (filter.trackerId !== undefined) query = query.where('tracker_id', '=', filter.trackerId);
	if (filter.memberIds !== undefined) query = query.where('member_id', 'in', filter.memberIds);
	if (filter.status !== undefined) query = query.where('status', '=', filter.status);
	if (filter.fromDay !== undefined) query = query.where('day', '>=', filter.fromDay);
	if (filter.toDay !== undefined) query = query.where('day', '<=', filter.toDay);
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('occurred_at', 'check_in_id'), '>', tuple(after.at, after.ids[0] ?? '')),
		);
	}
	const rows = await query.orderBy('occurred_at').orderBy('check_in_id').limit(page.limit).execute();
	return rows.map(toCheckIn);
}

export async function moveCheckIn(
	{ db }: Scope,
	communityId: string,
	checkInId: string,
	place: CheckInPlace,
): Promise<void> {
	await db
		.updateTable('check_in')
		.set(toPlace(place))
		.where('community_id', '=', communityId)
		.where('check_in_id', '=', checkInId)
		.execute();
}

export async function setCheckInPoints(
	{ db }: Scope,
	communityId: string,
	checkInId: string,
	points: number,
): Promise<void> {
	await db
		.updateTable('check_in')
		.set({ points })
		.where('community_id', '=', communityId)
		.where('check_in_id', '=', checkInId)
		.execute();
}

export async function approveCheckIn({ db }: Scope, communityId: string, checkInId: string): Promise<boolean> {
	const result = await db
		.updateTable('check_in')
		.set({ status: 'counted' })
		.where('community_id', '=', communityId)
		.where('check_in_id', '=', checkInId)
		.where('status', '=', 'waiting')
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}

export async function endCheckIn(
	{ db }: Scope,
	communityId: string,
	checkInId: string,
	ended: { status: 'refused' | 'undone'; at: string; by: string; why: string | null },
): Promise<boolean> {
	const result = await db
		.updateTable('check_in')
		.set({
			status: ended.status,
			ended_at: utc(ended.at),
			ended_by: storable(ended.by),
			ended_why: maybeText(ended.why),
		})
		.where('community_id', '=', communityId)
		.where('check_in_id', '=', checkInId)
		.where('ended_at', 'is', null)
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}

export async function restoreCheckIn(scope: Scope, communityId: string, checkInId: string): Promise<void> {
	const row = await getCheckIn(scope, communityId, checkInId);
	if (row === undefined) throw conflict(`There is no check-in ${checkInId}.`, 'Take its id from an item of Record.');
	const place = await scope.db
		.selectFrom('check_in')
		.select('check_in_id')
		.where('community_id', '=', communityId)
		.where('tracker_id', '=', row.trackerId)
		.where('member_id', '=', row.memberId)
		.where('period', '=', row.period)
		.where('slot', '=', row.slot)
		.where('ended_at', 'is', null)
		.executeTakeFirst();
	if (place !== undefined) throw taken(row.period);
	await scope.db
		.updateTable('check_in')
		.set({ status: 'counted', ended_at: null, ended_by: null, ended_why: null })
		.where('community_id', '=', communityId)
		.where('check_in_id', '=', checkInId)
		.execute();
}

export async function hasUsedCode(
	{ db }: Scope,
	communityId: string,
	code: string,
	memberIds: readonly string[],
): Promise<boolean> {
	const row = await db
		.selectFrom('check_in')
		.select('check_in_id')
		.where('community_id', '=', communityId)
		.where('code', '=', code)
		.where('member_id', 'in', memberIds)
		.where('ended_at', 'is', null)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

export async function findCopy(
	{ db }: Scope,
	communityId: string,
	trackerId: string,
	{ exact, imageHash, notOf }: Parameters<StoreTransaction['findCopy']>[2],
): Promise<CheckInRow | undefined> {
	for (const [column, value] of [
		['proof_exact', exact],
		['image_hash', imageHash],
	] as const) {
		if (value === undefined) continue;
		const row = await db
			.selectFrom('check_in')
			.selectAll()
			.where('community_id', '=', communityId)
			.where('tracker_id', '=', trackerId)
			.where(column, '=', value)
			.where('member_id', 'not in', notOf)
			.limit(1)
			.executeTakeFirst();
		if (row !== undefined) return toCheckIn(row);
	}
	return undefined;
}

export async function checkInDays(
	{ db }: Scope,
	communityId: string,
	memberIds: readonly string[],
	trackerId: string,
	from: string,
	to: string,
): Promise<{ memberId: string; day: string; checkIns: number }[]> {
	if (memberIds.length === 0) return [];
	const rows = await db
		.selectFrom('check_in')
		.select(['member_id', 'day', ({ fn }) => fn.countAll<number>().as('check_ins')])
		.where('community_id', '=', communityId)
		.where('tracker_id', '=', trackerId)
		.where('member_id', 'in', memberIds)
		.where('day', '>=', from)
		.where('day', '<=', to)
		.where('status', '=', 'counted')
		.groupBy(['member_id', 'day'])
		.orderBy('day')
		.orderBy('member_id')
		.execute();
	return rows.map((row) => ({ memberId: row.member_id, day: row.day, checkIns: row.check_ins }));
}

export async function punchCounts(
	{ db }: Scope,
	communityId: string,
	trackerId: string,
	from: string,
	to: string,
): Promise<{ day: string; people: number }[]> {
	const rows = await db
		.selectFrom('check_in')
		.innerJoin('member', (join) =>
			join
				.onRef('member.community_id', '=', 'check_in.community_id')
				.onRef('member.member_id', '=', 'check_in.member_id'),
		)
		.select(['check_in.day', sql<number>`count(distinct coalesce(member.merged_into, member.member_id))`.as('people')])
		.where('check_in.community_id', '=', communityId)
		.where('check_in.tracker_id', '=', trackerId)
		.where('check_in.day', '>=', from)
		.where('check_in.day', '<=', to)
		.where('check_in.status', '=', 'counted')
		.groupBy('check_in.day')
		.orderBy('check_in.day')
		.execute();
	return rows.map(({ day, people }) => ({ day, people }));
}

export async function teamCheckIns(
	{ db }: Scope,
	communityId: string,
	trackerId: string,
	team: string,
	period: string,
): Promise<CheckInRow[]> {
	const rows = await db
		.selectFrom('check_in')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('tracker_id', '=', trackerId)
		.where('team', '=', team)
		.where('period', '=', period)
		.where('status', '=', 'counted')
		.orderBy('occurred_at')
		.orderBy('check_in_id')
		.execute();
	return rows.map(toCheckIn);
}

function toPlace(place: CheckInPlace) {
	return {
		period: place.period,
		slot: place.slot,
		day: place.day,
		time_zone: place.timeZone,
		starts_at: utc(place.startsAt),
		ends_at: utc(place.endsAt),
		graced: place.graced ? 1 : 0,
	};
}

function toCheckIn(row: Selectable<CheckInTable>): CheckInRow {
	const { proof_exact: exact, proof_simhash: simhash, proof_length: length } = row;
	return {
		communityId: row.community_id,
		checkInId: row.check_in_id,
		trackerId: row.tracker_id,
		memberId: row.member_id,
		period: row.period,
		slot: row.slot,
		day: row.day,
		timeZone: row.time_zone,
		startsAt: row.starts_at,
		endsAt: row.ends_at,
		graced: row.graced === 1,
		kind: row.kind,
		way: row.way,
		status: row.status,
		occurredAt: row.occurred_at,
		recordedAt: row.recorded_at,
		team: row.team,
		code: row.code,
		evidence: fromJson(row.evidence),
		proof: exact === null || simhash === null || length === null ? null : { exact, simhash, length },
		imageHash: row.image_hash,
		points: row.points,
		subject: fromJson(row.subject),
		endedAt: row.ended_at,
		endedBy: row.ended_by,
		endedWhy: row.ended_why,
	};
}
