import { closesAt, livedDayAt, type LivedDay } from '../../../../community/checkin/moment';
import { lastDayOf } from '../../../../community/checkin/period';
import {
	advance,
	completePeriods,
	livesThrough,
	standingOn,
	streakOf,
	type CheckInFact,
	type LeaveFact,
	type StreakState,
} from '../../../../community/checkin/streak';
import { streakView, type StreakView } from '../../../../community/checkin/view';
import type { CheckInRow, JsonObject, MemberRow, StoreTransaction, StreakRow } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import type { KnownTracker } from './trackers';

/** A person with a tracker: the member that is kept, and every id that the person goes by. */
export interface Participant {
	tracker: KnownTracker;
	member: MemberRow;
	/** The kept member's first. */
	ids: string[];
	/** IANA name of the clocks that the member lives by. */
	zone: string;
}

/** The person that a member is, kept from others until the transaction ends. */
export async function participantOf(
	tx: StoreTransaction,
	tracker: KnownTracker,
	member: MemberRow,
): Promise<Participant> {
	const { communityId } = tracker;
	const ids = await tx.memberIdsOf(communityId, member.memberId);
	const keptId = ids[0] ?? member.memberId;
	await tx.lockMember(communityId, keptId);
	const kept = keptId === member.memberId ? member : ((await tx.getMember(communityId, keptId)) ?? member);
	const zone = kept.timeZone ?? (await tx.getCommunity(communityId))?.timeZone ?? tracker.rules.timeZone;
	return { tracker, member: kept, ids, zone };
}

/** Check-ins that count, as streaks see them. */
export function factsOf(rows: readonly CheckInRow[]): CheckInFact[] {
	return rows
		.filter(({ status }) => status === 'counted')
		.map(({ day, timeZone, startsAt, endsAt, slot, kind, occurredAt }) => ({
			day,
			timeZone,
			startsAt,
			endsAt,
			slot,
			kind,
			occurredAt,
		}));
}

const basisOf = ({ tracker, ids }: Participant): string => `${tracker.version}|${ids.join(',')}`;

async function leavesOf(tx: StoreTransaction, { tracker, ids }: Participant): Promise<LeaveFact[]> {
	return await tx.streakLeaves(tracker.communityId, tracker.trackerId, ids);
}

/** A streak as it was reckoned, and what it was reckoned from. */
export interface Reckoned {
	state: StreakState;
	leaves: LeaveFact[];
	livesUntil: string | null;
	team: string | null;
}

async function keep(
	tx: StoreTransaction,
	person: Participant,
	state: StreakState,
	leaves: LeaveFact[],
	team: string | null,
	now: string,
): Promise<Reckoned> {
	const { tracker, member } = person;
	const { communityId, trackerId, law, rules } = tracker;
	const through = livesThrough(law, state, leaves);
	const livesUntil =
		through === null ? null : closesAt(rules, lastDayOf(through, law.period), state.lastDay?.timeZone ?? person.zone);
	await tx.saveStreak(
		{
			communityId,
			trackerId,
			memberId: member.memberId,
			state: toJson(state) as JsonObject,
			basis: basisOf(person),
			current: state.current,
			longest: state.longest,
			total: state.total,
			lastPeriod: state.lastPeriod,
			reachedAt: state.reachedAt,
			livesUntil,
			team,
		},
		now,
	);
	return { state, leaves, livesUntil, team };
}

/** Reckons a streak anew from every check-in and leave, and keeps it. */
export async function rebuild(
	tx: StoreTransaction,
	person: Participant,
	now: string,
	team?: string | null,
): Promise<Reckoned> {
	const { communityId, trackerId, law } = person.tracker;
	const before = await tx.getStreak(communityId, trackerId, person.member.memberId);
	const rows = await tx.standingCheckIns(communityId, trackerId, person.ids);
	const leaves = await leavesOf(tx, person);
	const state = streakOf(law, factsOf(rows), leaves);
	return await keep(tx, person, state, leaves, team ?? before?.team ?? null, now);
}

/**
 * Takes a check-in that was just written into the streak: by one step if it completes a period after all others,
 * else by reckoning anew.
 *
 * @param before the streak as it was reckoned last, in this transaction
 * @param near every check-in of the person that stands in the period
 */
export async function takeIn(
	tx: StoreTransaction,
	person: Participant,
	before: Reckoned,
	{ period, near, team }: { period: string; near: readonly CheckInRow[]; team: string | null },
	now: string,
): Promise<Reckoned> {
	const { law } = person.tracker;
	const { state, leaves } = before;
	if (state.lastPeriod !== null && period <= state.lastPeriod) return await rebuild(tx, person, now, team);
	const complete = completePeriods(factsOf(near), law.period).find((one) => one.period === period);
	const after = complete === undefined ? state : advance(law, state, complete, leaves);
	return await keep(tx, person, after, leaves, team ?? before.team, now);
}

function stateOf(row: StreakRow): StreakState {
	return row.state as unknown as StreakState;
}

/** A member's streak as it is kept, reckoned anew if it is out of date. */
export async function currentStreak(tx: StoreTransaction, person: Participant, now: string): Promise<Reckoned> {
	const { communityId, trackerId } = person.tracker;
	const row = await tx.getStreak(communityId, trackerId, person.member.memberId);
	if (row === undefined || row.basis !== basisOf(person)) return await rebuild(tx, person, now);
	return { state: stateOf(row), leaves: await leavesOf(tx, person), livesUntil: row.livesUntil, team: row.team };
}

/** The day that a person lives at an instant. */
export function today(person: Participant, state: StreakState, instant: string): LivedDay {
	return livedDayAt(instant, person.zone, state.lastDay === null ? [] : [state.lastDay]);
}

/** A streak as it stands at an instant, as items show it. */
export function viewAt(person: Participant, { state, leaves, livesUntil }: Reckoned, instant: string): StreakView {
	const { law, rules } = person.tracker;
	const day = today(person, state, instant);
	const paused = leaves.find(({ kind, fromDay, toDay }) => kind === 'pause' && fromDay <= day.day && day.day <= toDay);
	return streakView(rules, standingOn(law, state, day, leaves), { livesUntil, pausedUntil: paused?.toDay ?? null });
}

/** How long the streak is with a period that may lie before others. */
export async function lengthAt(tx: StoreTransaction, person: Participant, period: string): Promise<number | undefined> {
	const { communityId, trackerId, law } = person.tracker;
	const rows = await tx.standingCheckIns(communityId, trackerId, person.ids);
	const leaves = await leavesOf(tx, person);
	const upTo = factsOf(rows).filter(({ day }) => day <= lastDayOf(period, law.period));
	const state = streakOf(law, upTo, leaves);
	return state.lastPeriod === period ? state.current : undefined;
}
