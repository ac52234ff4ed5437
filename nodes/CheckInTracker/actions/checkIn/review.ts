import { CHECKIN_COPY } from '../../../../community/checkin/copy';
import { mentioning, recordedText } from '../../../../community/checkin/messages';
import { timesOf } from '../../../../community/checkin/period';
import type { Earned } from '../../../../community/checkin/points';
import type { OutboundMessage } from '../../../../community/message';
import { displayName, type Subject } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import type { JsonObject, Once, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { asText } from '../../../shared/parameters';
import { judgedBefore, judgedMessages, type Judgement } from '../shared/judgement';
import { checkInLine } from '../../../shared/ledger';
import { currentStreak, rebuild, viewAt, type Reckoned } from '../shared/reckoning';
import { balance, book, countedIn, lengthAfter } from './count';
import { checkInJson, pointsJson } from './json';
import { praiseOf } from './praise';
import { standingNear } from './record';
import { endAndTakeBack, requireCheckIn, type Made } from './undo';

const NOTHING: Earned = { base: 0, streak: 0, milestone: 0, surprise: 0, total: 0 };

/** Group, platform and name of a check-in's member, and where operators judge it. */
export function subjectOfCheckIn({ row }: Made): { subject: Subject; reviewGroupId: string | undefined } {
	const { reviewGroupId, ...subject } = row.subject;
	return { subject: subject as unknown as Subject, reviewGroupId: asText(reviewGroupId) || undefined };
}

/**
 * Approves or refuses the proof of a check-in. The first judgement stands.
 *
 * @returns `undefined` if the judgement does not count (pressed outside the operators' group)
 */
export async function review(
	tx: StoreTransaction,
	given: Judgement,
	now: string,
): Promise<Once<JsonObject> | undefined> {
	const made = await requireCheckIn(tx, given.communityId, given.id);
	const { reviewGroupId } = subjectOfCheckIn(made);
	// A button's value can be forged by a modified client; only the group it was pressed in cannot.
	if (given.click !== undefined && given.click.communityId !== reviewGroupId) return undefined;
	const judged = await tx.once(given.communityId, `checkin.review:${given.id}`, now, async () =>
		settle(tx, made, given, now),
	);
	if (!judged.duplicate || judged.result['judgedByEvent'] === given.click?.eventId) return judged;
	const messages = judgedBefore(given, made.person.tracker.rules.language);
	return { duplicate: true, result: { ...judged.result, messages: toJson({ messages })['messages'] as JsonObject[] } };
}

async function settle(tx: StoreTransaction, made: Made, given: Judgement, now: string): Promise<JsonObject> {
	const { person } = made;
	const { rules } = person.tracker;
	const { subject } = subjectOfCheckIn(made);
	const before = await currentStreak(tx, person, now);
	const settled = given.yes
		? await approve(tx, made, given, before, now)
		: { after: await refuse(tx, made, given, now), earned: NOTHING, team: 0 };
	const row = (await requireCheckIn(tx, given.communityId, given.id)).row;
	const view = viewAt(person, settled.after, now);
	const praise =
		row.status === 'counted' ? await praiseOf(tx, { person, subject, before, row }, settled.after) : undefined;
	const name = displayName(subject.member);
	const copy = CHECKIN_COPY[rules.language];
	const card = fillText(copy.reviewTitle, { title: rules.title, name, day: row.day });
	const word =
		row.status === 'counted'
			? recordedText({
					tracker: rules,
					subject,
					outcome: 'recorded',
					day: row.day,
					streak: view,
					earned: settled.earned,
					teamPoints: settled.team,
					done: countedIn(row.period, await standingNear(tx, person, row.occurredAt)),
					needed: timesOf(rules.period),
					freezeEarned: settled.after.state.freezes.earned > before.state.freezes.earned,
					praise: praise?.text,
				})
			: fillText(copy.proofRefused, { name, day: row.day, note: given.note ?? '' });
	const messages: OutboundMessage[] = [
		...judgedMessages(given, rules.language, card),
		mentioning(subject, word, `checkin:${row.checkInId}:judged:word`),
	];
	return toJson({
		checkIn: checkInJson(person.tracker, row),
		approved: row.status === 'counted',
		judgedBy: given.operatorId,
		operator: given.operatorName,
		note: given.note,
		judgedByEvent: given.click?.eventId ?? null,
		streak: view,
		points: pointsJson(settled.earned, settled.team, await balance(tx, person)),
		praise: praise ?? null,
		...subject,
		messages,
	}) as JsonObject;
}

async function approve(
	tx: StoreTransaction,
	{ row, person }: Made,
	{ operatorId, note }: Judgement,
	before: Reckoned,
	now: string,
): Promise<{ after: Reckoned; earned: Earned; team: number }> {
	if (!(await tx.approveCheckIn(row.communityId, row.checkInId))) return { after: before, earned: NOTHING, team: 0 };
	const after = await rebuild(tx, person, now);
	const completes = await lengthAfter(tx, person, row.period, before.state.total, after);
	const booked = await book(tx, { person, row, completes }, now);
	await tx.appendLedger([
		checkInLine({
			communityId: row.communityId,
			eventId: `${row.checkInId}:approved`,
			type: 'checkin.approved',
			memberId: row.memberId,
			actorId: operatorId,
			now,
			data: { trackerId: row.trackerId, checkInId: row.checkInId, day: row.day, note, points: booked.earned },
		}),
	]);
	return { after, ...booked };
}

async function refuse(
	tx: StoreTransaction,
	made: Made,
	{ operatorId, note }: Judgement,
	now: string,
): Promise<Reckoned> {
	const ended = { status: 'refused' as const, by: operatorId, why: note };
	if (made.row.endedAt !== null) return await currentStreak(tx, made.person, now);
	return (await endAndTakeBack(tx, made, ended, now)).after;
}
