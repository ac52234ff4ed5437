import { encodeButton } from '../../../../community/button';
import { CHECKIN_COPY } from '../../../../community/checkin/copy';
import { requireDay } from '../../../../community/checkin/dates';
import { mentioning } from '../../../../community/checkin/messages';
import { pointsFor } from '../../../../community/checkin/points';
import { stableId } from '../../../../community/digest';
import type { OutboundMessage } from '../../../../community/message';
import { displayName, type Subject } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import type { CheckInAppealRow, JsonObject, MemberRow, Once, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { asText } from '../../../shared/parameters';
import { judgedBefore, judgedMessages, type Judgement } from '../shared/judgement';
import { checkInLine } from '../../../shared/ledger';
import type { FoundMember } from '../shared/members';
import { currentStreak, lengthAt, participantOf, rebuild, viewAt, type Participant } from '../shared/reckoning';
import { requireTracker } from '../shared/trackers';
import { makeUp } from './makeUp';

export interface OpenAppeal {
	found: FoundMember;
	day: string;
	reason: string;
	reviewGroupId: string | undefined;
}

/** Asks operators to look at a day again: one that was refused or undone, or missed without the member's fault. */
export async function openAppeal(
	tx: StoreTransaction,
	{ found, day, reason, reviewGroupId }: OpenAppeal,
	now: string,
): Promise<Once<JsonObject>> {
	const { person, subject } = found;
	const { communityId, trackerId, rules } = person.tracker;
	const { memberId } = person.member;
	requireDay(day);
	const ofDay = await tx.listCheckIns(
		{ communityId, trackerId, memberIds: person.ids, fromDay: day, toDay: day },
		{ limit: 100 },
	);
	const ended = ofDay.findLast(({ endedAt }) => endedAt !== null);
	if (ended === undefined && ofDay.some(({ status }) => status === 'counted')) {
		throw new InputError(`The check-in for ${day} counts`, 'There is nothing to appeal against.');
	}
	const appealId = stableId(
		'checkin.appeal',
		communityId,
		trackerId,
		memberId,
		day,
		ended?.checkInId ?? '',
		ended?.endedAt ?? '',
	);
	return await tx.once(communityId, `checkin.appeal:${appealId}`, now, async () => {
		const appeal = {
			communityId,
			appealId,
			trackerId,
			memberId,
			checkInId: ended?.checkInId ?? null,
			day,
			reason,
			status: 'open' as const,
			facts: toJson({ ...subject, reviewGroupId }) as JsonObject,
			openedAt: now,
		};
		await tx.addCheckInAppeal(appeal);
		await tx.appendLedger([
			checkInLine({
				communityId,
				eventId: `${appealId}:opened`,
				type: 'checkin.appealed',
				memberId,
				actorId: subject.member.platformMemberId,
				now,
				data: { trackerId, appealId, day, checkInId: appeal.checkInId, reason },
			}),
		]);
		const copy = CHECKIN_COPY[rules.language];
		const name = displayName(subject.member);
		const word = mentioning(subject, fillText(copy.appealOpened, { name, day }), `checkin:${appealId}:word`);
		return toJson({
			appeal: appealJson({ ...appeal, decidedAt: null, decidedBy: null, note: null }),
			...subject,
			messages: [word, ...appealCard(appeal, rules.title, { copy, name, reviewGroupId })],
		}) as JsonObject;
	});
}

function appealCard(
	{ appealId, communityId, day, reason }: Pick<CheckInAppealRow, 'appealId' | 'communityId' | 'day' | 'reason'>,
	title: string,
	{ copy, name, reviewGroupId }: { copy: (typeof CHECKIN_COPY)['en']; name: string; reviewGroupId: string | undefined },
): OutboundMessage[] {
	if (reviewGroupId === undefined) return [];
	const button = (text: string, action: 'chk.grant' | 'chk.deny') => ({
		text,
		value: encodeButton({ action, id: appealId, communityId }),
	});
	return [
		{
			to: { kind: 'group', id: reviewGroupId },
			text: `${fillText(copy.appealTitle, { title, name, day })}\n${reason}`,
			format: 'plain',
			buttons: [button(copy.grantButton, 'chk.grant'), button(copy.denyButton, 'chk.deny')],
			dedupeKey: `checkin:${appealId}:card`,
		},
	];
}

function appealJson(appeal: CheckInAppealRow): object {
	const { communityId: _communityId, facts: _facts, ...shown } = appeal;
	return shown;
}

/**
 * Grants or denies an appeal. Granted, the check-in counts again, or the missed day is made up without a card. The
 * first decision stands.
 *
 * @returns `undefined` if the decision does not count (pressed outside the operators' group)
 * @throws InputError if there is no such appeal
 */
export async function decideAppeal(
	tx: StoreTransaction,
	given: Judgement,
	now: string,
): Promise<Once<JsonObject> | undefined> {
	const appeal = await tx.getCheckInAppeal(given.communityId, given.id);
	if (appeal === undefined) {
		throw new InputError(
			`There is no appeal ${given.id} in community ${given.communityId}`,
			'Take the appealId from an item of Open Appeal.',
		);
	}
	if (given.click !== undefined && given.click.communityId !== asText(appeal.facts['reviewGroupId'])) return undefined;
	const tracker = await requireTracker(tx, given.communityId, appeal.trackerId);
	const member = await tx.getMember(given.communityId, appeal.memberId);
	const person = await participantOf(tx, tracker, member as MemberRow);
	const decided = await tx.once(given.communityId, `checkin.decide:${given.id}`, now, async () =>
		decide(tx, { appeal, person, given }, now),
	);
	if (!decided.duplicate || decided.result['judgedByEvent'] === given.click?.eventId) return decided;
	const messages = judgedBefore(given, tracker.rules.language);
	return { duplicate: true, result: { ...decided.result, messages: toJson({ messages })['messages'] as JsonObject[] } };
}

interface Deciding {
	appeal: CheckInAppealRow;
	person: Participant;
	given: Judgement;
}

async function decide(tx: StoreTransaction, { appeal, person, given }: Deciding, now: string): Promise<JsonObject> {
	const { reviewGroupId: _group, ...carried } = appeal.facts;
	const subject = carried as unknown as Subject;
	const { rules } = person.tracker;
	const status = given.yes ? ('granted' as const) : ('denied' as const);
	await tx.decideCheckInAppeal(appeal.communityId, appeal.appealId, {
		status,
		at: now,
		by: given.operatorId,
		note: given.note,
	});
	if (given.yes) await grant(tx, { appeal, person, given }, subject, now);
	await tx.appendLedger([
		checkInLine({
			communityId: appeal.communityId,
			eventId: `${appeal.appealId}:${status}`,
			type: `checkin.appeal_${status}`,
			memberId: appeal.memberId,
			actorId: given.operatorId,
			now,
			data: { trackerId: appeal.trackerId, appealId: appeal.appealId, day: appeal.day, note: given.note },
		}),
	]);
	const copy = CHECKIN_COPY[rules.language];
	const name = displayName(subject.member);
	const values = { name, day: appeal.day, title: rules.title, note: given.note ?? '' };
	const card = `${fillText(copy.appealTitle, values)}\n${appeal.reason}`;
	return toJson({
		appeal: appealJson({ ...appeal, status, decidedAt: now, decidedBy: given.operatorId, note: given.note }),
		operator: given.operatorName,
		judgedByEvent: given.click?.eventId ?? null,
		streak: viewAt(person, await currentStreak(tx, person, now), now),
		...subject,
		messages: [
			...judgedMessages(given, rules.language, card),
			mentioning(
				subject,
				fillText(given.yes ? copy.appealGranted : copy.appealDenied, values),
				`checkin:${appeal.appealId}:answer`,
			),
		],
	}) as JsonObject;
}

async function grant(
	tx: StoreTransaction,
	{ appeal, person, given }: Deciding,
	subject: Subject,
	now: string,
): Promise<void> {
	const { communityId, checkInId, trackerId } = appeal;
	if (checkInId === null) {
		const wanted = { found: { person, subject }, day: appeal.day, reason: appeal.reason, by: given.operatorId };
		await makeUp(tx, { ...wanted, takesCard: false }, now);
		return;
	}
	await tx.restoreCheckIn(communityId, checkInId);
	await rebuild(tx, person, now);
	const row = await tx.getCheckIn(communityId, checkInId);
	if (row === undefined) return;
	const { memberId } = person.member;
	const completes = await lengthAt(tx, person, row.period);
	const { total } = pointsFor(person.tracker.rules, { ...row, trackerId, memberId, completes });
	// What the member still has of it was never taken back.
	const missing = total - row.points;
	if (missing <= 0) return;
	await tx.addPoints({
		communityId,
		entryId: `checkin:${checkInId}:again:${appeal.appealId}`,
		memberId,
		amount: missing,
		reason: `${trackerId}: appeal ${row.day}`,
		at: now,
		actorId: given.operatorId,
	});
	await tx.setCheckInPoints(communityId, checkInId, total);
}
