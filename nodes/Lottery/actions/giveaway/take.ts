import { supplyOf } from '../../../../community/giveaway/definition';
import {
	amountInWords,
	outcomeInWords,
	refusalInWords,
	takenMessage,
	type GiveawayOf,
} from '../../../../community/giveaway/messages';
import { GIVEAWAY_COPY } from '../../../../community/giveaway/copy';
import { takeFrom, takeRefusal, type Outcome } from '../../../../community/giveaway/take';
import { encodeButton } from '../../../../community/button';
import type { CommunityEvent } from '../../../../community/event';
import type { OutboundMessage } from '../../../../community/message';
import { buttonAnswer } from '../../../../community/reply';
import { displayName, type Subject } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import type {
	GiveawayRow,
	GiveawayTakeRow,
	JsonObject,
	MemberRow,
	Once,
	StoreTransaction,
} from '../../../../store/types';
import { causeOf, toJson } from '../../../shared/item';
import { ensurePerson, privateWord } from '../../../shared/person';
import { giveawayJson, giveawayLine, giveawayOf, noGiveaway, secretOf, takeJson } from './giveaways';

/** Somebody who wants something. */
export interface Asking {
	communityId: string;
	giveawayId: string;
	subject: Subject;
	event: CommunityEvent | undefined;
	/** Names the request where there is no event. */
	requestId: string;
	timeZone: string;
	now: string;
}

/**
 * Gives somebody what is theirs, or tells why not. Whoever takes holds the giveaway until the end of the transaction, so
 * of a hundred tickets exactly a hundred go, however many ask at once.
 *
 * @returns `undefined` for a button that was pressed outside the giveaway's group
 * @throws DomainError if there is no such giveaway
 */
export async function take(tx: StoreTransaction, asking: Asking): Promise<Once<JsonObject> | undefined> {
	const { communityId, giveawayId, subject, event, now } = asking;
	const row = await tx.lockGiveaway(communityId, giveawayId);
	if (row === undefined) {
		if (event?.type === 'button') return undefined;
		throw noGiveaway(communityId, giveawayId);
	}
	// A button's value can be forged by a modified client; only the group it was pressed in cannot.
	if (event?.type === 'button' && ![row.groupId, communityId].includes(event.communityId)) return undefined;
	const cause = event === undefined ? asking.requestId : causeOf(event, communityId);
	return await tx.once(communityId, `giveaway.take:${giveawayId}:${cause}`, now, async () => {
		const member = await ensurePerson(tx, subject, now);
		const of = giveawayOf(row, (await tx.getCommunity(communityId))?.timeZone ?? asking.timeZone);
		const personIds = await tx.memberIdsOf(communityId, member.memberId);
		const before = await tx.takesOf(communityId, giveawayId, personIds);
		const facts = {
			status: row.status,
			taken: row.held,
			before: before.length,
			isMember: member.status === 'member' || !(await knowsMembers(tx, communityId, member)),
			joinedAt: member.joinedAt,
		};
		const refusal = takeRefusal(of.giveaway, facts, now, of.timeZone);
		const shown = (verdict: string, taken: GiveawayTakeRow | null, current: GiveawayRow, messages: OutboundMessage[]) =>
			toJson({ verdict, take: taken && takeJson(taken), ...giveawayJson(current), ...subject, messages }) as JsonObject;
		if (refusal !== undefined) {
			return shown(refusal, before.at(-1) ?? null, row, toThem(asking, refusalInWords(refusal, of.giveaway.language)));
		}
		const taken = await write(tx, { row, of, asking, member, personId: personIds[0] ?? member.memberId, before });
		const outcome = taken.outcome as unknown as Outcome;
		const current = { ...row, takes: row.takes + 1, held: row.held + 1 };
		const left = supplyOf(of.giveaway) - current.held;
		return shown('taken', taken, current, [
			...toThem(asking, outcomeInWords(outcome, of)),
			...takenMessage(of, subject, outcome, taken.take, Number.isFinite(left) ? left : 0),
			...(await payOut(tx, { row, of, asking, taken, outcome })),
		]);
	});
}

/**
 * A community that tells nothing of its members (no join was ever seen) lets everybody take who is in the chat; one that
 * does lets in members only.
 */
async function knowsMembers(tx: StoreTransaction, communityId: string, { status }: MemberRow): Promise<boolean> {
	return status !== 'applicant' || (await tx.countMembers(communityId, { status: 'member' })) > 0;
}

interface Taking {
	row: GiveawayRow;
	of: GiveawayOf;
	asking: Asking;
	member: MemberRow;
	/** The id that the person goes by: what chance hangs on. */
	personId: string;
	before: readonly GiveawayTakeRow[];
}

async function write(
	tx: StoreTransaction,
	{ row, of, asking, member, personId, before }: Taking,
): Promise<GiveawayTakeRow> {
	const { communityId, giveawayId, now, subject } = asking;
	const things = of.giveaway.kind === 'red_packet' ? {} : await tx.countThings(communityId, giveawayId);
	const attempt = before.length + 1;
	const outcome = takeFrom(of.giveaway, {
		secret: secretOf(row),
		index: row.takes,
		personId,
		attempt,
		ticketsHeld: new Set(of.giveaway.kind === 'tickets' ? Object.keys(things).map(Number) : []),
		won: things,
	});
	const number = row.takes + 1;
	const taken = {
		communityId,
		giveawayId,
		take: number,
		memberId: member.memberId,
		attempt,
		outcome: toJson(outcome) as JsonObject,
		thing:
			outcome.kind === 'ticket' ? String(outcome.ticket) : outcome.kind === 'play' ? (outcome.prize ?? null) : null,
		subject: toJson(subject) as JsonObject,
		at: now,
	};
	await tx.addTake(taken);
	const isGift = outcome.kind !== 'play' || outcome.prize !== undefined;
	await tx.appendLedger([
		giveawayLine(row, {
			what: `take:${number}`,
			// Elimination's "left after a gift" looks for `gift.`.
			type: isGift ? `gift.${row.kind}` : 'giveaway.played',
			memberId: member.memberId,
			at: now,
			data: { take: number, outcome: withoutCode(outcome) },
		}),
	]);
	return { ...taken, status: 'held', endedAt: null };
}

/** The ledger is read by many; a code is for its holder. */
function withoutCode(outcome: Outcome): object {
	return outcome.kind === 'ticket' ? { kind: outcome.kind, ticket: outcome.ticket } : outcome;
}

/** Books points at once; money becomes a task for a person. */
async function payOut(
	tx: StoreTransaction,
	{
		row,
		of,
		asking,
		taken,
		outcome,
	}: { row: GiveawayRow; of: GiveawayOf; asking: Asking; taken: GiveawayTakeRow; outcome: Outcome },
): Promise<OutboundMessage[]> {
	const { giveaway } = of;
	if (giveaway.kind !== 'red_packet' || outcome.kind !== 'share') return [];
	const { communityId, giveawayId, now, subject } = asking;
	const taskId = `giveaway:${giveawayId}:${taken.take}`;
	if (giveaway.unit === 'points') {
		const [memberId = taken.memberId] = await tx.memberIdsOf(communityId, taken.memberId);
		await tx.addPoints({
			communityId,
			entryId: taskId,
			memberId,
			amount: outcome.amount,
			reason: giveaway.title,
			at: now,
		});
		return [];
	}
	await tx.openTask({
		communityId,
		taskId,
		kind: 'pay',
		subjectId: giveawayId,
		memberId: taken.memberId,
		details: toJson({ amountMinor: outcome.amount, currency: giveaway.unit, title: giveaway.title }) as JsonObject,
		assignedTo: null,
		openedAt: now,
		dueAt: null,
	});
	if (row.reviewGroupId === null) return [];
	const text = fillText(GIVEAWAY_COPY[giveaway.language].payOut, {
		name: displayName(subject.member),
		amount: amountInWords(outcome.amount, giveaway.unit, giveaway.language),
		title: giveaway.title,
	});
	const paid = {
		text: '✅',
		value: encodeButton({ action: 'give.paid', id: `${giveawayId}.${taken.take}`, communityId }),
	};
	return [
		{
			to: { kind: 'group', id: row.reviewGroupId },
			format: 'plain',
			text,
			buttons: [paid],
			dedupeKey: `giveaway:${communityId}:${giveawayId}:pay:${taken.take}`,
		},
	];
}

/** A word to whoever asked: over the button that they pressed, else in private. */
function toThem({ event, subject, giveawayId }: Asking, text: string): OutboundMessage[] {
	if (event === undefined) return [];
	if (event.replyHandle !== undefined && event.type === 'button') {
		return [buttonAnswer(event.replyHandle, text, `button:${event.eventId}`)];
	}
	return [privateWord(subject, text, `giveaway:${giveawayId}:${event.eventId}`)];
}
