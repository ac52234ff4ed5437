import { addDays } from '../../../../community/checkin/dates';
import { cardsLeft, makeUpPlace } from '../../../../community/checkin/make-up';
import { mentioning, recordedText } from '../../../../community/checkin/messages';
import { timesOf } from '../../../../community/checkin/period';
import { stableId } from '../../../../community/digest';
import type { CheckInRow, JsonObject, Once, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { InputError } from '../../../shared/errors';
import { checkInLine } from '../../../shared/ledger';
import type { FoundMember } from '../shared/members';
import { currentStreak, rebuild, today, viewAt } from '../shared/reckoning';
import { balance, book, lengthAfter } from './count';
import { checkInJson, pointsJson } from './json';
import { makeUpPraise } from './praise';

export interface MakeUp {
	found: FoundMember;
	day: string;
	reason: string;
	/** Who asked for it: the member, an operator, or an appeal. */
	by: string;
	/** Whether it takes a card; an appeal that was granted takes none. */
	takesCard: boolean;
}

/** Writes a check-in for a day that is over. The same day again gives the first result. */
export async function makeUp(tx: StoreTransaction, wanted: MakeUp, now: string): Promise<Once<JsonObject>> {
	const { person } = wanted.found;
	const { communityId, trackerId, rules } = person.tracker;
	const { memberId } = person.member;
	const standing = await tx.standingCheckIns(communityId, trackerId, person.ids, {
		from: addDays(wanted.day, -40),
		to: addDays(wanted.day, 40),
	});
	const same = standing.find((one) => one.day === wanted.day && one.kind === 'made_up');
	// After an undo the day may be made up anew, so the attempt is part of the key.
	const earlier = await tx.listCheckIns(
		{ communityId, trackerId, memberIds: person.ids, fromDay: wanted.day, toDay: wanted.day },
		{ limit: 50 },
	);
	const attempt = earlier.filter(({ kind, endedAt }) => kind === 'made_up' && endedAt !== null).length;
	const key = `checkin.makeUp:${trackerId}:${memberId}:${wanted.day}:${attempt}`;
	return await tx.once(communityId, key, now, async () => {
		const before = await currentStreak(tx, person, now);
		const used = standing
			.filter(({ kind, evidence }) => kind === 'made_up' && evidence['card'] === true)
			.map(({ day }) => day);
		const at = makeUpPlace(rules, wanted.day, today(person, before.state, now), used, wanted.takesCard);
		const inPeriod = standing.filter(({ period }) => period === at.period);
		const slots = new Set(inPeriod.map(({ slot }) => slot));
		const slot = Array.from({ length: timesOf(rules.period) }, (_, n) => n + 1).find((one) => !slots.has(one));
		const sameDay = rules.period.kind === 'week' && inPeriod.some(({ day }) => day === wanted.day);
		if (slot === undefined || sameDay || same !== undefined) {
			throw new InputError(`The member has checked in for ${wanted.day}`, 'Nothing has to be made up.');
		}
		const row: Omit<CheckInRow, 'endedAt' | 'endedBy' | 'endedWhy'> = {
			communityId,
			checkInId: stableId('makeup', communityId, trackerId, memberId, wanted.day, String(attempt)),
			trackerId,
			memberId,
			...at,
			slot,
			kind: 'made_up',
			way: wanted.takesCard ? 'make_up' : 'appeal',
			status: 'counted',
			// A moment of the day itself, so that leaderboards by time do not put it before others.
			occurredAt: new Date(Date.parse(at.endsAt) - 1).toISOString(),
			recordedAt: now,
			team: before.team,
			code: null,
			evidence: { reason: wanted.reason, card: wanted.takesCard },
			proof: null,
			imageHash: null,
			points: 0,
			subject: toJson(wanted.found.subject) as JsonObject,
		};
		await tx.insertCheckIn(row);
		return await settled(tx, { wanted, row, used, before: before.state.total, done: inPeriod.length + 1 }, now);
	});
}

interface Settled {
	wanted: MakeUp;
	row: Omit<CheckInRow, 'endedAt' | 'endedBy' | 'endedWhy'>;
	used: readonly string[];
	before: number;
	done: number;
}

async function settled(
	tx: StoreTransaction,
	{ wanted, row, used, before, done }: Settled,
	now: string,
): Promise<JsonObject> {
	const { person, subject } = wanted.found;
	const { tracker } = person;
	const after = await rebuild(tx, person, now);
	const written: CheckInRow = { ...row, endedAt: null, endedBy: null, endedWhy: null };
	const completes = await lengthAfter(tx, person, written.period, before, after);
	const { earned } = await book(tx, { person, row: written, completes }, now);
	await tx.appendLedger([
		checkInLine({
			communityId: row.communityId,
			eventId: `${row.checkInId}:made_up`,
			type: 'checkin.made_up',
			memberId: row.memberId,
			actorId: wanted.by,
			occurredAt: now,
			now,
			data: { trackerId: row.trackerId, checkInId: row.checkInId, day: row.day, reason: wanted.reason, way: row.way },
		}),
	]);
	const view = viewAt(person, after, now);
	const praise = completes === undefined ? undefined : makeUpPraise(person, subject, view);
	const text = recordedText({
		tracker: tracker.rules,
		subject,
		outcome: 'made_up',
		day: row.day,
		streak: view,
		earned,
		teamPoints: 0,
		done,
		needed: timesOf(tracker.rules.period),
		freezeEarned: false,
		praise: praise?.text,
	});
	return toJson({
		checkIn: checkInJson(tracker, { ...written, points: earned.total }),
		reason: wanted.reason,
		makeUpsLeft: cardsLeft(tracker.rules, row.day, wanted.takesCard ? [...used, row.day] : used),
		streak: view,
		points: pointsJson(earned, 0, await balance(tx, person)),
		praise: praise ?? null,
		...subject,
		messages: [mentioning(subject, text, `checkin:${row.checkInId}:word`)],
	}) as JsonObject;
}
