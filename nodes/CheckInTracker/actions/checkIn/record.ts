import type { CommunityEvent } from '../../../../community/event';
import { addDays } from '../../../../community/checkin/dates';
import { refusedText, type RefusalReason } from '../../../../community/checkin/messages';
import { candidates, happenedAt, type Candidate } from '../../../../community/checkin/moment';
import { place, type Place } from '../../../../community/checkin/place';
import { wallClock } from '../../../../community/checkin/dates';
import { isTelling, proofFault, proofPrint } from '../../../../community/checkin/proof';
import type { Recognised } from '../../../../community/checkin/recognise';
import { stableId } from '../../../../community/digest';
import type { Subject } from '../../../../community/subject';
import { shorten } from '../../../../community/text';
import type { CheckInRow, JsonObject, LedgerEntry, MemberRow, Once, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { checkInLine } from '../../../shared/ledger';
import { ensurePerson } from '../../../shared/person';
import { currentStreak, participantOf, viewAt, type Participant } from '../shared/reckoning';
import type { KnownTracker } from '../shared/trackers';
import { checkCode } from './code';
import { count } from './count';
import { checkInJson } from './json';
import { wordAbout, type Tell } from './words';

/** Somebody checks in. */
export interface Attempt {
	tracker: KnownTracker;
	subject: Subject;
	event: CommunityEvent | undefined;
	/** The same for every delivery of the same event, unique in the community. */
	cause: string;
	occurredAt: string;
	recognised: Recognised;
	team: string | undefined;
	imageHash: string | undefined;
	/** The clocks that the member lives by from now on, where the item knows them. */
	memberTimeZone: string | undefined;
	/** Where operators judge, if the tracker lets them. */
	reviewGroupId: string | undefined;
	tell: Tell;
}

/** Ends an attempt without a trace: its savepoint takes back what was written. */
class NotTaken extends Error {
	constructor(readonly json: JsonObject) {
		super('not taken');
	}
}

/**
 * Records a check-in in the transaction it is given: once for each event, once for each place in the calendar. What is
 * not taken leaves nothing behind.
 *
 * @throws DomainError if the event lies in the future, or nobody's clocks go by the member's time zone
 */
export async function recordCheckIn(tx: StoreTransaction, attempt: Attempt, now: string): Promise<Once<JsonObject>> {
	const { communityId, trackerId } = attempt.tracker;
	const key = `checkin.record:${trackerId}:${attempt.cause}`;
	const taken = tx.once(communityId, key, now, async () => await take(tx, attempt, now));
	return await taken.catch((error: unknown): Once<JsonObject> => {
		if (error instanceof NotTaken) return { duplicate: false, result: error.json };
		throw error;
	});
}

async function take(tx: StoreTransaction, attempt: Attempt, now: string): Promise<JsonObject> {
	const { tracker, occurredAt } = attempt;
	const late = happenedAt(occurredAt, now, tracker.rules);
	const member = await memberOf(tx, attempt, now);
	const person = await participantOf(tx, tracker, member);
	const refuse = async (reason: RefusalReason | 'already', standing?: CheckInRow, minutes?: number): Promise<never> => {
		throw new NotTaken(await notTaken(tx, { attempt, person, reason, standing, minutes }, now));
	};
	if (late !== undefined) return await refuse(late);
	const code = await checkCode(tx, attempt, person);
	if (typeof code === 'string') return await refuse(code);
	const near = await standingNear(tx, person, occurredAt);
	const days = candidates(tracker.rules, occurredAt, person.zone, near);
	if (typeof days === 'string') return await refuse(days);
	const placing = place(tracker.rules, occurredAt, days, near);
	if (placing.outcome !== 'free') {
		const standing = near.find(({ checkInId }) => checkInId === placing.standing.checkInId);
		return await refuse(placing.outcome, standing, placing.outcome === 'too_soon' ? placing.minutesLeft : undefined);
	}
	const fault = await faultOf(tx, attempt, person, placing.place);
	if (fault !== undefined) return await refuse(fault);

	const before = await currentStreak(tx, person, now);
	// Moved from the last on, so that each finds its place free.
	for (const move of placing.moves) {
		await tx.moveCheckIn(tracker.communityId, move.checkInId, move.place);
		await tx.appendLedger([moved(attempt, member.memberId, move, now)]);
	}
	const row = rowOf(
		attempt,
		person,
		placing.place,
		{ code: code.code, lastTeam: before.team, moves: movesOf(placing.moves, near) },
		now,
	);
	await tx.insertCheckIn(row);
	const written: CheckInRow = { ...row, endedAt: null, endedBy: null, endedWhy: null };
	const standing = placing.moves.length === 0 ? [...near, written] : await standingNear(tx, person, occurredAt);
	return await count(tx, { attempt, person, before, row: written, near: standing, moved: placing.moves }, now);
}

async function memberOf(
	tx: StoreTransaction,
	{ tracker: { communityId }, subject, memberTimeZone }: Attempt,
	now: string,
): Promise<MemberRow> {
	const member = await ensurePerson(tx, subject, now);
	if (memberTimeZone === undefined || memberTimeZone === member.timeZone) return member;
	const { platform, platformMemberId } = subject.member;
	return await tx.ensureMember({ communityId, platform, platformMemberId, timeZone: memberTimeZone, at: now });
}

/** Check-ins of a person that stand in the days around an instant, whole weeks included. */
export async function standingNear(
	tx: StoreTransaction,
	{ tracker, ids }: Participant,
	instant: string,
): Promise<CheckInRow[]> {
	const { day } = wallClock(instant, 'UTC');
	const range = { from: addDays(day, -9), to: addDays(day, 9) };
	return await tx.standingCheckIns(tracker.communityId, tracker.trackerId, ids, range);
}

async function faultOf(tx: StoreTransaction, attempt: Attempt, { tracker, ids }: Participant, at: Candidate) {
	const { rules, communityId, trackerId } = tracker;
	const { recognised, imageHash } = attempt;
	// A code or a press of a button is all that there is to show.
	if (recognised.way === 'scan' || recognised.way === 'link') return undefined;
	const proof = { text: recognised.text, hasImage: recognised.hasImage, imageHash };
	if (!rules.proof.refuseCopies) return proofFault(rules, proof, [], false);
	const days = { from: addDays(at.day, -366), to: addDays(at.day, 2) };
	const own = await tx.standingCheckIns(communityId, trackerId, ids, days);
	const print = proofPrint(proof.text);
	const copy = await tx.findCopy(communityId, trackerId, {
		exact: isTelling(print) ? print.exact : undefined,
		imageHash,
		notOf: ids,
	});
	return proofFault(rules, proof, own, copy !== undefined);
}

function rowOf(
	{ tracker, subject, event, cause, occurredAt, recognised, team, imageHash, reviewGroupId }: Attempt,
	{ member }: Participant,
	at: Place,
	{ code, lastTeam, moves }: { code: string | null; lastTeam: string | null; moves: object[] },
	now: string,
): Omit<CheckInRow, 'endedAt' | 'endedBy' | 'endedWhy'> {
	const { communityId, trackerId, rules } = tracker;
	return {
		communityId,
		checkInId: stableId('checkin', communityId, trackerId, cause),
		trackerId,
		memberId: member.memberId,
		period: at.period,
		slot: at.slot,
		day: at.day,
		timeZone: at.timeZone,
		startsAt: at.startsAt,
		endsAt: at.endsAt,
		graced: at.graced,
		kind: 'own',
		way: recognised.way,
		status: rules.proof.review ? 'waiting' : 'counted',
		occurredAt,
		recordedAt: now,
		team: team ?? lastTeam,
		code,
		evidence: toJson({
			eventId: event?.eventId,
			messageId: event?.messageId,
			text: shorten(recognised.text, 1000),
			// What an undo puts back.
			...(moves.length === 0 ? {} : { moved: moves }),
		}) as JsonObject,
		proof: proofPrint(recognised.text),
		imageHash: imageHash ?? null,
		points: 0,
		subject: toJson({ ...subject, reviewGroupId }) as JsonObject,
	};
}

/** Where the check-ins that make room were, and the day that they go to. */
function movesOf(moves: readonly { checkInId: string; place: Place }[], near: readonly CheckInRow[]): object[] {
	return moves.flatMap(({ checkInId, place: to }) => {
		const was = near.find((one) => one.checkInId === checkInId);
		if (was === undefined) return [];
		const { period, slot, day, timeZone, startsAt, endsAt, graced } = was;
		return [{ checkInId, from: { period, slot, day, timeZone, startsAt, endsAt, graced }, to: to.day }];
	});
}

function moved(
	{ tracker: { communityId, trackerId }, occurredAt, cause }: Attempt,
	memberId: string,
	move: { checkInId: string; place: Place },
	now: string,
): LedgerEntry {
	return checkInLine({
		communityId,
		eventId: `${move.checkInId}:moved:${move.place.day}:${stableId(cause)}`,
		type: 'checkin.moved',
		memberId,
		actorId: 'rules',
		occurredAt,
		now,
		data: { trackerId, checkInId: move.checkInId, day: move.place.day, period: move.place.period },
	});
}

interface Untaken {
	attempt: Attempt;
	person: Participant;
	reason: RefusalReason | 'already';
	standing: CheckInRow | undefined;
	minutes: number | undefined;
}

async function notTaken(
	tx: StoreTransaction,
	{ attempt, person, reason, standing, minutes }: Untaken,
	now: string,
): Promise<JsonObject> {
	const { tracker, subject, event, cause } = attempt;
	const text = refusedText(tracker.rules, subject, reason, { minutes });
	return toJson({
		outcome: reason === 'already' ? 'already' : 'refused',
		reason: reason === 'already' ? null : reason,
		checkIn: standing === undefined ? null : checkInJson(tracker, standing),
		streak: viewAt(person, await currentStreak(tx, person, now), now),
		points: null,
		milestone: null,
		praise: null,
		...subject,
		messages: attempt.tell === 'nobody' ? [] : wordAbout(subject, event, text, `checkin:${stableId(cause)}:${reason}`),
	}) as JsonObject;
}
