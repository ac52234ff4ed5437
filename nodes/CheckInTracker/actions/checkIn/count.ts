import { recordedText } from '../../../../community/checkin/messages';
import { pointsFor, type Earned } from '../../../../community/checkin/points';
import { timesOf } from '../../../../community/checkin/period';
import type { Place } from '../../../../community/checkin/place';
import type { Praise } from '../../../../community/praise/praise';
import type { StreakView } from '../../../../community/checkin/view';
import { stableId } from '../../../../community/digest';
import type { CheckInRow, JsonObject, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { checkInLine } from '../../../shared/ledger';
import { lengthAt, takeIn, viewAt, type Participant, type Reckoned } from '../shared/reckoning';
import { checkInJson, pointsJson } from './json';
import type { Attempt } from './record';
import { praiseOf } from './praise';
import { reviewCard } from './reviewCard';
import { bookTeam } from './team';
import { wordAbout } from './words';

export interface Written {
	attempt: Attempt;
	person: Participant;
	/** The streak before it was written. */
	before: Reckoned;
	row: CheckInRow;
	/** Check-ins of the person that stand around it, itself included. */
	near: readonly CheckInRow[];
	moved: readonly { checkInId: string; place: Place }[];
}

const NOTHING: Earned = { base: 0, streak: 0, milestone: 0, surprise: 0, total: 0 };

/** How many of some check-ins count for a period. */
export function countedIn(wanted: string, rows: readonly CheckInRow[]): number {
	return rows.filter(({ period, status }) => period === wanted && status === 'counted').length;
}

/** Lets a check-in that was just written count: streak, points, ledger, and the word to the member. */
export async function count(tx: StoreTransaction, written: Written, now: string): Promise<JsonObject> {
	const { attempt, person, before, row } = written;
	const { tracker, subject, event } = attempt;
	const isWaiting = row.status === 'waiting';
	const after = isWaiting
		? before
		: await takeIn(tx, person, before, { period: row.period, near: written.near, team: row.team }, now);
	const done = countedIn(row.period, written.near);
	const { earned, team } = isWaiting
		? { earned: NOTHING, team: 0 }
		: await book(
				tx,
				{ person, row, completes: await lengthAfter(tx, person, row.period, before.state.total, after) },
				now,
			);
	await tx.appendLedger([
		checkInLine({
			communityId: tracker.communityId,
			eventId: `${row.checkInId}:recorded`,
			type: isWaiting ? 'checkin.waiting' : 'checkin.recorded',
			memberId: row.memberId,
			occurredAt: row.occurredAt,
			now,
			data: {
				trackerId: row.trackerId,
				checkInId: row.checkInId,
				day: row.day,
				period: row.period,
				slot: row.slot,
				timeZone: row.timeZone,
				way: row.way,
				points: earned,
				moved: written.moved.map(({ checkInId }) => checkInId),
			},
		}),
	]);
	const view = viewAt(person, after, now);
	const praise = await praiseOf(tx, { person, subject, before, row }, after);
	return toJson({
		outcome: isWaiting ? 'waiting' : 'recorded',
		reason: null,
		checkIn: checkInJson(tracker, { ...row, points: earned.total + team }),
		streak: view,
		points: pointsJson(earned, team, await balance(tx, person)),
		milestone: earned.milestone > 0 ? view.current : null,
		praise: praise ?? null,
		...subject,
		messages: [
			...messagesOf(written, { view, earned, team, done, freezeEarned: earnedFreeze(before, after), praise }),
			...(isWaiting ? reviewCard(tracker, row, attempt.reviewGroupId, event) : []),
		],
	}) as JsonObject;
}

/** How long the streak is with the period that a check-in has completed; `undefined` if it has completed none. */
export async function lengthAfter(
	tx: StoreTransaction,
	person: Participant,
	period: string,
	totalBefore: number,
	{ state }: Reckoned,
): Promise<number | undefined> {
	if (state.total === totalBefore) return undefined;
	return state.lastPeriod === period ? state.current : await lengthAt(tx, person, period);
}

/** Points of the whole person. */
export async function balance(tx: StoreTransaction, { tracker: { communityId }, ids }: Participant): Promise<number> {
	return (await tx.personPoints(communityId, ids)).balance;
}

const earnedFreeze = (before: Reckoned, after: Reckoned): boolean =>
	after.state.freezes.earned > before.state.freezes.earned;

/** Books what a check-in earns, and its team with it. */
export async function book(
	tx: StoreTransaction,
	{ person, row, completes }: { person: Participant; row: CheckInRow; completes: number | undefined },
	now: string,
): Promise<{ earned: Earned; team: number }> {
	const { communityId, trackerId, rules } = person.tracker;
	const { memberId } = person.member;
	const { period, slot, kind } = row;
	const earned = pointsFor(rules, { trackerId, memberId, period, slot, kind, completes });
	if (earned.total > 0) {
		await tx.addPoints({
			communityId,
			entryId: `checkin:${row.checkInId}`,
			memberId,
			amount: earned.total,
			reason: `${trackerId}: ${kind === 'made_up' ? 'made up' : 'check-in'} ${row.day}`,
			at: now,
		});
		await tx.setCheckInPoints(communityId, row.checkInId, earned.total);
	}
	return { earned, team: kind === 'made_up' ? 0 : await bookTeam(tx, person, { ...row, points: earned.total }, now) };
}

interface Told {
	view: StreakView;
	earned: Earned;
	team: number;
	done: number;
	freezeEarned: boolean;
	praise: Praise | undefined;
}

function messagesOf({ attempt, row }: Written, { view, earned, team, done, freezeEarned, praise }: Told) {
	const { tracker, subject, event, cause, tell } = attempt;
	if (tell === 'nobody') return [];
	const text = recordedText({
		tracker: tracker.rules,
		subject,
		outcome: row.status === 'waiting' ? 'waiting' : 'recorded',
		day: row.day,
		streak: view,
		earned,
		teamPoints: team,
		done,
		needed: timesOf(tracker.rules.period),
		freezeEarned,
		praise: praise?.text,
	});
	return wordAbout(subject, event, text, `checkin:${stableId(cause)}:word`);
}
