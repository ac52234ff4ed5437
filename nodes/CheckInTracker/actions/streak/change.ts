import { addDays } from '../../../../community/checkin/dates';
import { CHECKIN_COPY } from '../../../../community/checkin/copy';
import { freezeDay, pauseDays } from '../../../../community/checkin/leave';
import { mentioning } from '../../../../community/checkin/messages';
import { lastDayOf } from '../../../../community/checkin/period';
import { standingOn } from '../../../../community/checkin/streak';
import { displayName } from '../../../../community/subject';
import { stableId } from '../../../../community/digest';
import { fillText } from '../../../../community/text';
import type { JsonObject, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { checkInLine } from '../../../shared/ledger';
import type { FoundMember } from '../shared/members';
import { currentStreak, rebuild, today, viewAt } from '../shared/reckoning';

/** A change of a member's streak that the member or an operator asks for. */
export interface Change {
	found: FoundMember;
	reason: string | null;
	by: string;
}

/** The streak of a member as items show it, with what happened to it. */
export async function changed(
	tx: StoreTransaction,
	{ person, subject }: FoundMember,
	facts: object,
	text: string | undefined,
	now: string,
): Promise<JsonObject> {
	const { trackerId, rules } = person.tracker;
	const { memberId } = person.member;
	const key = stableId('streak', trackerId, memberId, JSON.stringify(facts), text ?? '');
	return toJson({
		trackerId,
		title: rules.title,
		memberId,
		...facts,
		streak: viewAt(person, await currentStreak(tx, person, now), now),
		...subject,
		messages: text === undefined ? [] : [mentioning(subject, text, `checkin:streak:${key}`)],
	}) as JsonObject;
}

async function line(
	tx: StoreTransaction,
	{ found: { person }, by, reason }: Change,
	{ id, type, data }: { id: string; type: string; data: object },
	now: string,
): Promise<void> {
	const { communityId, trackerId } = person.tracker;
	await tx.appendLedger([
		checkInLine({
			communityId,
			eventId: id,
			type: `streak.${type}`,
			memberId: person.member.memberId,
			actorId: by,
			now,
			data: { trackerId, reason, ...data },
		}),
	]);
}

/** Spends a freeze on a day to come, or today. The same day again changes nothing. */
export async function freeze(
	tx: StoreTransaction,
	change: Change & { day: string | undefined },
	now: string,
): Promise<{ duplicate: boolean; result: JsonObject }> {
	const { person, subject } = change.found;
	const { communityId, trackerId, rules, law } = person.tracker;
	const { memberId } = person.member;
	const reckoned = await currentStreak(tx, person, now);
	const lived = today(person, reckoned.state, now);
	const day = change.day ?? lived.day;
	const key = `streak.freeze:${trackerId}:${memberId}:${day}`;
	return await tx.once(communityId, key, now, async () => {
		const standing = standingOn(law, reckoned.state, lived, reckoned.leaves);
		if (standing.current === 0) {
			throw new InputError(
				'The member has no streak to keep',
				'A freeze keeps a streak that lives; check in to begin one.',
			);
		}
		const period = freezeDay(rules, day, lived.day, standing, reckoned.leaves);
		const leaveId = stableId('freeze', trackerId, memberId, period);
		const toDay = lastDayOf(period, rules.period);
		await tx.addStreakLeave({
			communityId,
			leaveId,
			trackerId,
			memberId,
			kind: 'freeze',
			fromDay: period,
			toDay,
			reason: change.reason,
			actorId: change.by,
			at: now,
		});
		await line(tx, change, { id: `${leaveId}:frozen`, type: 'frozen', data: { day: period } }, now);
		await rebuild(tx, person, now);
		const ahead = reckoned.leaves.filter(({ kind, toDay: last }) => kind === 'freeze' && last >= lived.day).length;
		const values = { name: displayName(subject.member), day: period, held: standing.freezes.held - ahead - 1 };
		return await changed(tx, change.found, { day: period }, fillText(CHECKIN_COPY[rules.language].frozen, values), now);
	});
}

/** Lets a streak rest for a while. */
export async function pause(
	tx: StoreTransaction,
	change: Change & { from: string | undefined; until: string | undefined },
	now: string,
): Promise<{ duplicate: boolean; result: JsonObject }> {
	const { person, subject } = change.found;
	const { communityId, trackerId, rules } = person.tracker;
	const { memberId } = person.member;
	const reckoned = await currentStreak(tx, person, now);
	const lived = today(person, reckoned.state, now);
	const from = change.from ?? lived.day;
	const same = reckoned.leaves.find(
		(leave) => leave.kind === 'pause' && leave.fromDay === from && (change.until ?? leave.toDay) === leave.toDay,
	);
	const days = same ?? pauseDays(rules, { from, until: change.until }, lived.day, reckoned.leaves);
	const text = fillText(CHECKIN_COPY[rules.language].paused, {
		name: displayName(subject.member),
		from: days.fromDay,
		to: days.toDay,
	});
	const facts = { from: days.fromDay, until: days.toDay };
	if (same !== undefined) return { duplicate: true, result: await changed(tx, change.found, facts, text, now) };
	const leaveId = stableId('pause', trackerId, memberId, days.fromDay, now);
	await tx.addStreakLeave({
		communityId,
		leaveId,
		trackerId,
		memberId,
		kind: 'pause',
		...days,
		reason: change.reason,
		actorId: change.by,
		at: now,
	});
	await line(tx, change, { id: `${leaveId}:paused`, type: 'paused', data: facts }, now);
	await rebuild(tx, person, now);
	return { duplicate: false, result: await changed(tx, change.found, facts, text, now) };
}

/** Ends a pause: today counts again. A pause that has not begun is taken back. */
export async function resume(
	tx: StoreTransaction,
	change: Change,
	now: string,
): Promise<{ duplicate: boolean; result: JsonObject }> {
	const { person, subject } = change.found;
	const { communityId, trackerId, rules } = person.tracker;
	const reckoned = await currentStreak(tx, person, now);
	const { day } = today(person, reckoned.state, now);
	const rows = await tx.streakLeaves(communityId, trackerId, person.ids);
	const standing = rows.filter(({ kind, fromDay, toDay }) => kind === 'pause' && toDay >= day && fromDay <= toDay);
	for (const leave of standing) {
		await tx.endStreakLeave(communityId, leave.leaveId, addDays(day, -1));
		const data = { from: leave.fromDay, until: addDays(day, -1) };
		await line(tx, change, { id: `${leave.leaveId}:resumed`, type: 'resumed', data }, now);
	}
	if (standing.length > 0) await rebuild(tx, person, now);
	const text = fillText(CHECKIN_COPY[rules.language].resumed, { name: displayName(subject.member), day });
	const told = standing.length === 0 ? undefined : text;
	return { duplicate: standing.length === 0, result: await changed(tx, change.found, { from: day }, told, now) };
}

/** Hides or shows a member on leaderboards, and turns reminders off or on. */
export async function prefer(
	tx: StoreTransaction,
	change: Change & { preference: { hidden?: boolean; muted?: boolean } },
	now: string,
): Promise<{ duplicate: boolean; result: JsonObject }> {
	const { found, preference } = change;
	const { person } = found;
	const { communityId, trackerId, rules } = person.tracker;
	const { memberId } = person.member;
	await currentStreak(tx, person, now);
	const before = await tx.getStreak(communityId, trackerId, memberId);
	const hidden = preference.hidden ?? before?.hidden ?? false;
	const muted = preference.muted ?? before?.muted ?? false;
	const duplicate = before?.hidden === hidden && before.muted === muted;
	if (!duplicate) {
		await tx.setStreakPreference(communityId, trackerId, memberId, preference, now);
		const id = `${trackerId}:${memberId}:preference:${now}`;
		await line(tx, change, { id, type: 'preference', data: { hidden, muted } }, now);
	}
	const copy = CHECKIN_COPY[rules.language];
	const words = [
		...(preference.hidden === undefined ? [] : [preference.hidden ? copy.hidden : copy.shown]),
		...(preference.muted === undefined ? [] : [preference.muted ? copy.muted : copy.unmuted]),
	];
	const result = await changed(tx, found, { hidden, muted }, undefined, now);
	return { duplicate, result: { ...result, said: words.join('\n') } };
}
