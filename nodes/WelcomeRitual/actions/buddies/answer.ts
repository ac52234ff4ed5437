import { BUDDY_COPY } from '../../../../community/buddies/copy';
import { followUpState, isTooLate, recordAnswer, type FollowUp } from '../../../../community/buddies/followup';
import { thanksText } from '../../../../community/buddies/messages';
import type { CommunityEvent } from '../../../../community/event';
import type { Language } from '../../../../community/language';
import type { OutboundMessage } from '../../../../community/message';
import { buttonAnswer } from '../../../../community/reply';
import { fillText } from '../../../../community/text';
import type { BuddyGroupRow, BuddyPlaceRow, JsonObject, Once, StoreTransaction } from '../../../../store/types';
import { communityJson, knownCommunity } from '../../../shared/community';
import { InputError } from '../../../shared/errors';
import { causeOf, toJson } from '../../../shared/item';
import { followUpOf, policyOf } from './history';
import { buddyLine } from '../../../shared/ledger';

export interface MetAnswer {
	communityId: string;
	groupId: string;
	met: boolean;
	/** Who says so, on their platform. */
	platform: string;
	platformMemberId: string;
	language: Language;
	/** The press of a button that said it. */
	click: CommunityEvent | undefined;
	now: string;
}

interface Known {
	row: BuddyGroupRow;
	places: BuddyPlaceRow[];
	followUp: FollowUp;
	/** Whose answer it is; `undefined` for somebody who is not one of them. */
	place: BuddyPlaceRow | undefined;
}

/**
 * Keeps what somebody says about having met, in the transaction it is given. Whoever presses a button of others, or
 * too late, is told so and nothing is kept.
 *
 * @returns `undefined` for a button of a group that is not known
 * @throws InputError or DomainError for an answer by fields that is not possible
 */
export async function answerMet(tx: StoreTransaction, answer: MetAnswer): Promise<Once<JsonObject> | undefined> {
	const { communityId, groupId, click, now } = answer;
	const row = await tx.takeBuddyGroup(communityId, groupId);
	if (row === undefined) {
		if (click !== undefined) return undefined;
		throw new InputError(
			`There are no buddies ${groupId} in community ${communityId}`,
			'Take both identifiers from the item that Match or Follow Up Due gave.',
		);
	}
	const work = async (): Promise<JsonObject> => await take(tx, answer, await known(tx, row, answer));
	if (click !== undefined)
		return await tx.once(communityId, `buddies.answer:${causeOf(click, communityId)}`, now, work);
	const result = await work();
	return { duplicate: result['changed'] === false, result };
}

async function known(tx: StoreTransaction, row: BuddyGroupRow, answer: MetAnswer): Promise<Known> {
	const { communityId, groupId } = row;
	const places = await tx.listBuddyPlaces({ communityId, groupIds: [groupId] });
	const member = await tx.findMember(communityId, answer);
	const place = places.find(({ personId }) => personId === member?.memberId);
	return { row, places, followUp: followUpOf(row, places), place };
}

type Refusal = 'not_yours' | 'too_late';

async function take(tx: StoreTransaction, answer: MetAnswer, of: Known): Promise<JsonObject> {
	const { met, now } = answer;
	const { place, followUp } = of;
	if (place === undefined) return await refused(tx, answer, of, 'not_yours');
	const policy = policyOf(of.row);
	const isSame = followUp.answers.some((said) => said.memberId === place.personId && said.met === met);
	if (answer.click !== undefined && !isSame && isTooLate(followUp, policy, now)) {
		return await refused(tx, answer, of, 'too_late');
	}
	const after = recordAnswer(followUp, { memberId: place.personId, met, at: now }, policy);
	const changed = after !== followUp;
	if (changed) await note(tx, answer, of, place, after);
	const copy = BUDDY_COPY[answer.language];
	return await json(tx, answer, of, {
		refused: null,
		changed,
		state: followUpState(after, policy, now),
		messages: toast(answer, changed ? thanksText(met, answer.language) : copy.saidBefore),
	});
}

async function note(
	tx: StoreTransaction,
	{ met, platformMemberId, click, now }: MetAnswer,
	{ row }: Known,
	place: BuddyPlaceRow,
	after: FollowUp,
): Promise<void> {
	const { communityId, groupId, number } = row;
	await tx.answerBuddyPlace(place, { met, at: now });
	if (after.answers.length === after.memberIds.length) {
		await tx.changeBuddyGroup(communityId, groupId, { closedAt: now });
	}
	await tx.appendLedger([
		buddyLine({
			communityId,
			eventId: `${groupId}:${place.memberId}:${click === undefined ? now : causeOf(click, communityId)}`,
			type: met ? 'buddies.met' : 'buddies.not_met',
			memberId: place.personId,
			actorId: platformMemberId,
			occurredAt: click?.occurredAt,
			now,
			data: { groupId, round: number, met },
		}),
	]);
}

async function refused(tx: StoreTransaction, answer: MetAnswer, of: Known, refusal: Refusal): Promise<JsonObject> {
	const { communityId } = of.row;
	const copy = BUDDY_COPY[answer.language];
	if (refusal === 'not_yours' && answer.click === undefined) {
		throw new InputError(
			`${answer.platform} ${answer.platformMemberId} is not one of these buddies`,
			'Only the people who were introduced to each other can say whether they met.',
		);
	}
	const people = await tx.buddyPeople(communityId, of.followUp.memberIds);
	const names = people.map(({ memberId, name }) => name ?? memberId).join(copy.list);
	return await json(tx, answer, of, {
		refused: refusal,
		changed: false,
		state: followUpState(of.followUp, policyOf(of.row), answer.now),
		messages: toast(answer, refusal === 'too_late' ? copy.tooLate : fillText(copy.notYours, { names })),
	});
}

async function json(
	tx: StoreTransaction,
	answer: MetAnswer,
	{ row, followUp }: Known,
	outcome: object,
): Promise<JsonObject> {
	const { communityId, groupId, met, platform, platformMemberId } = answer;
	return toJson({
		met,
		...outcome,
		group: { groupId, round: row.number, memberIds: followUp.memberIds },
		community: communityJson(await knownCommunity(tx, communityId)),
		member: { platform, platformMemberId },
	}) as JsonObject;
}

function toast({ click }: MetAnswer, text: string): OutboundMessage[] {
	if (click?.replyHandle === undefined) return [];
	return [buttonAnswer(click.replyHandle, text, `button:${click.eventId}`)];
}
