import { encodeButton } from '../../../../community/button';
import { CHECKIN_COPY } from '../../../../community/checkin/copy';
import { addDays } from '../../../../community/checkin/dates';
import { mentioning } from '../../../../community/checkin/messages';
import { atRisk, type AtRisk } from '../../../../community/checkin/remind';
import { wallClock } from '../../../../community/checkin/dates';
import type { OutboundMessage } from '../../../../community/message';
import { displayName, type Subject } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import { pieces } from '../../../../store/values';
import type { JsonObject, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { checkInLine } from '../../../shared/ledger';
import { subjectOfRow } from '../../../shared/person';
import { currentStreak, participantOf } from '../shared/reckoning';
import type { KnownTracker } from '../shared/trackers';

export interface DueWish {
	tracker: KnownTracker;
	limit: number;
	groupId: string | undefined;
}

interface Due extends AtRisk {
	memberId: string;
	subject: Subject;
}

/** Members that one message mentions. */
const MENTIONS = 20;
const PAGE = 500;

/** Finds who is at risk and books the one reminder of their day. */
async function due(tx: StoreTransaction, { tracker, limit }: DueWish, now: string): Promise<Due[]> {
	const { communityId, trackerId, rules, law } = tracker;
	// Clocks are up to 14 hours ahead of UTC.
	const before = addDays(wallClock(now, 'Etc/GMT-14').day, 1);
	const { streakFrom } = rules.reminder;
	const found: Due[] = [];
	for (let after: string | undefined; found.length < limit;) {
		const page = await tx.streaksAtRisk({ communityId, trackerId, now, before, streakFrom }, { limit: PAGE, after });
		for (const row of page) {
			if (found.length === limit) break;
			const member = await tx.getMember(communityId, row.memberId);
			if (member?.status === 'left' || member?.status === 'removed' || member === undefined) continue;
			const person = await participantOf(tx, tracker, member);
			if (person.member.memberId !== row.memberId) continue;
			const risk = atRisk(rules, law, { ...(await currentStreak(tx, person, now)), zone: person.zone }, now);
			if (risk === undefined || (await isWaiting(tx, tracker, person.ids, risk.day))) continue;
			const subject = await subjectOfRow(tx, { communityId, memberId: row.memberId });
			if (subject === undefined || !(await tx.bookReminder(communityId, trackerId, row.memberId, risk.day, now)))
				continue;
			await tx.appendLedger([
				checkInLine({
					communityId,
					eventId: `${trackerId}:${row.memberId}:reminded:${risk.day}`,
					type: 'streak.reminded',
					memberId: row.memberId,
					now,
					data: { trackerId, day: risk.day, current: risk.current },
				}),
			]);
			found.push({ ...risk, memberId: row.memberId, subject });
		}
		after = page.at(-1)?.memberId;
		if (page.length < PAGE || after === undefined) break;
	}
	return found;
}

/** A proof that waits for an operator was handed in: its member has done enough. */
async function isWaiting(
	tx: StoreTransaction,
	{ communityId, trackerId }: KnownTracker,
	ids: readonly string[],
	day: string,
): Promise<boolean> {
	const rows = await tx.standingCheckIns(communityId, trackerId, ids, { from: day, to: day });
	return rows.some(({ status }) => status === 'waiting');
}

function lineOf({ rules }: KnownTracker, { current, freezes, subject }: Due): string {
	const copy = CHECKIN_COPY[rules.language];
	const text = fillText(copy.riskOne, { name: displayName(subject.member), current });
	return freezes > 0 ? text + fillText(copy.riskFrozen, { held: freezes }) : text;
}

function buttons({ communityId, trackerId, rules }: KnownTracker): OutboundMessage['buttons'] {
	const copy = CHECKIN_COPY[rules.language];
	return [
		...(rules.ways.includes('button')
			? [{ text: copy.callButton, value: encodeButton({ action: 'chk.in', id: trackerId, communityId }) }]
			: []),
		{ text: copy.muteButton, value: encodeButton({ action: 'chk.mute', id: trackerId, communityId }) },
	];
}

const shown = ({ subject: { member }, memberId, day, current, freezes }: Due): object => ({
	memberId,
	...member,
	day,
	current,
	freezes,
});

/** One item for each member, with a message to the member alone. */
export async function dueMembers(tx: StoreTransaction, wish: DueWish, now: string): Promise<JsonObject[]> {
	const { communityId, trackerId, rules } = wish.tracker;
	return (await due(tx, wish, now)).map((one) => {
		const message: OutboundMessage = {
			...mentioning(one.subject, lineOf(wish.tracker, one), `checkin:risk:${trackerId}:${one.memberId}:${one.day}`),
			to: { kind: 'member', id: one.subject.member.platformMemberId },
			buttons: buttons(wish.tracker),
		};
		const { community } = one.subject;
		return toJson({
			communityId,
			trackerId,
			title: rules.title,
			members: [shown(one)],
			community,
			messages: [message],
		}) as JsonObject;
	});
}

/** One item, and one message in the group for every twenty members. */
export async function dueGroups(tx: StoreTransaction, wish: DueWish, now: string): Promise<JsonObject[]> {
	const { communityId, trackerId, rules } = wish.tracker;
	const list = await due(tx, wish, now);
	return pieces(list, MENTIONS).flatMap((some) => {
		const [first] = some;
		if (first === undefined) return [];
		const copy = CHECKIN_COPY[rules.language];
		const { community } = first.subject;
		const line = (one: Due) => `@${displayName(one.subject.member)} 🔥${one.current}`;
		const message: OutboundMessage = {
			to: { kind: 'group', id: wish.groupId ?? community.groupId },
			text: some.length === 1 ? lineOf(wish.tracker, first) : [copy.riskGroup, ...some.map(line)].join('\n'),
			format: 'plain',
			mentions: some.map(({ subject: { member } }) => ({ id: member.platformMemberId, name: displayName(member) })),
			buttons: buttons(wish.tracker),
			dedupeKey: `checkin:risk:${trackerId}:${first.memberId}:${first.day}`,
		};
		return [
			toJson({
				communityId,
				trackerId,
				title: rules.title,
				members: some.map(shown),
				community,
				messages: [message],
			}) as JsonObject,
		];
	});
}
