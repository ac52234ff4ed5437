import type { Language } from '../language';
import type { OutboundMessage } from '../message';
import { countCharacters, fillText, shorten } from '../text';
import { BUDDY_COPY, type BuddyCopy } from './copy';
import type { DueFollowUp, FollowUp } from './followup';
import type { AloneMember, AloneReason, BuddyGroup } from './match';
import { reasonsOf } from './reasons';

/** How a member is reached and called. */
export interface BuddyContact {
	memberId: string;
	platformMemberId: string;
	name?: string | undefined;
}

/** In which words messages speak, and of what. */
export interface BuddyVoice {
	language: Language;
	communityName?: string | undefined;
	/** Who is spoken of. A member who is missing here goes by the identifier, and is not written to. */
	contacts: readonly BuddyContact[] | ReadonlyMap<string, BuddyContact>;
}

function contactOf({ contacts }: BuddyVoice, memberId: string): BuddyContact | undefined {
	return 'get' in contacts ? contacts.get(memberId) : contacts.find((one) => one.memberId === memberId);
}

const NAME_LENGTH = 40;

/** The name in one line; the identifier if nothing of it can be seen. */
export function nameIn(voice: BuddyVoice, memberId: string): string {
	const line = (contactOf(voice, memberId)?.name ?? '').replace(/\s+/gu, ' ').trim();
	return countCharacters(line) === 0 ? memberId : shorten(line, NAME_LENGTH);
}

function mentionsOf(memberIds: readonly string[], voice: BuddyVoice): { id: string; name: string }[] {
	return memberIds.flatMap((memberId) => {
		const contact = contactOf(voice, memberId);
		return contact === undefined ? [] : [{ id: contact.platformMemberId, name: nameIn(voice, memberId) }];
	});
}

function toMember(
	memberId: string,
	voice: BuddyVoice,
	message: Omit<OutboundMessage, 'to' | 'format'>,
): OutboundMessage[] {
	const contact = contactOf(voice, memberId);
	if (contact === undefined) return [];
	return [{ to: { kind: 'member', id: contact.platformMemberId }, format: 'plain', ...message }];
}

const mentioned = (memberIds: readonly string[], voice: BuddyVoice, separator: string): string =>
	memberIds.map((memberId) => `@${nameIn(voice, memberId)}`).join(separator);

/** The reasons, one line each; in a trio each line says whom it is about. */
function reasonLines({ pairs }: BuddyGroup, voice: BuddyVoice): string[] {
	const copy = BUDDY_COPY[voice.language];
	const nameOf = (memberId: string): string => nameIn(voice, memberId);
	const lines = pairs.flatMap((pair) => {
		const [one, other] = pair.memberIds;
		const reasons = reasonsOf(pair, nameOf, voice.language);
		if (pairs.length === 1) return reasons;
		return reasons.map((reason) => fillText(copy.about, { one: nameOf(one), other: nameOf(other), reason }));
	});
	return lines.length === 0 ? [] : [copy.because, ...lines.map((line) => `• ${line}`)];
}

/** Introduces a pair or trio to each other: one message for each of them, in private. */
export function introductionMessages(group: BuddyGroup, voice: BuddyVoice): OutboundMessage[] {
	const copy = BUDDY_COPY[voice.language];
	return group.memberIds.flatMap((memberId) => {
		const others = group.memberIds.filter((other) => other !== memberId);
		const hello = fillText(others.length > 1 ? copy.helloTrio : copy.hello, {
			name: nameIn(voice, memberId),
			community: voice.communityName,
			others: mentioned(others, voice, copy.and),
		});
		return toMember(memberId, voice, {
			text: [hello, ...reasonLines(group, voice), copy.firstStep].join('\n'),
			mentions: mentionsOf(others, voice),
			dedupeKey: `buddies:${group.groupId}:introduction:${memberId}`,
		});
	});
}

/** Introduces a pair or trio to each other in a group chat. */
export function groupIntroduction(group: BuddyGroup, groupId: string, voice: BuddyVoice): OutboundMessage {
	const copy = BUDDY_COPY[voice.language];
	const hello = fillText(copy.introduceGroup, { names: mentioned(group.memberIds, voice, copy.list) });
	return {
		to: { kind: 'group', id: groupId },
		format: 'plain',
		text: [hello, ...reasonLines(group, voice), copy.firstStep].join('\n'),
		mentions: mentionsOf(group.memberIds, voice),
		dedupeKey: `buddies:${group.groupId}:introduction`,
	};
}

/**
 * Introduces several pairs in one message of a group chat: as many as the chosen number of pairs, and as messages hold.
 *
 * @param roundId names the messages, together with their number
 */
export function joinedIntroductions(
	groups: readonly BuddyGroup[],
	groupId: string,
	{ roundId, perMessage }: { roundId: string; perMessage: number },
	voice: BuddyVoice,
): OutboundMessage[] {
	const copy = BUDDY_COPY[voice.language];
	const parts = groups.map((group) => ({
		memberIds: group.memberIds,
		text: [mentioned(group.memberIds, voice, copy.list), ...reasonLines(group, voice).slice(1)].join('\n'),
	}));
	return packed(parts, perMessage).map((some, index) => ({
		to: { kind: 'group', id: groupId },
		format: 'plain',
		text: [copy.introduceMany, ...some.map(({ text }) => text), copy.firstStep].join('\n\n'),
		mentions: mentionsOf(
			some.flatMap(({ memberIds }) => memberIds),
			voice,
		),
		dedupeKey: `buddies:round:${roundId}:introductions:${index + 1}`,
	}));
}

/** No message mentions more people (see message.ts), nor holds more text than the narrowest platform takes. */
const MOST_MENTIONS = 50;
const MOST_TEXT = 3_500;

function packed<Part extends { memberIds: readonly string[]; text: string }>(
	parts: readonly Part[],
	perMessage: number,
): Part[][] {
	const messages: Part[][] = [];
	let [people, length] = [0, 0];
	for (const part of parts) {
		const last = messages.at(-1);
		const isFull =
			last === undefined ||
			last.length >= perMessage ||
			people + part.memberIds.length > MOST_MENTIONS ||
			length + part.text.length > MOST_TEXT;
		if (isFull) {
			messages.push([part]);
			[people, length] = [0, 0];
		} else last.push(part);
		people += part.memberIds.length;
		length += part.text.length + 2;
	}
	return messages;
}

/** Asks, or reminds, a pair or trio in a group chat: one message, whose buttons each of them presses. */
export function groupFollowUp(
	due: DueFollowUp,
	memberIds: readonly string[],
	groupId: string,
	voice: BuddyVoice,
	{ yes, no }: MetButtons,
): OutboundMessage {
	const copy = BUDDY_COPY[voice.language];
	const asked = due.kind === 'ask' ? memberIds : due.memberIds;
	return {
		to: { kind: 'group', id: groupId },
		format: 'plain',
		text: fillText(due.kind === 'ask' ? copy.askGroup : copy.remindGroup, {
			names: mentioned(asked, voice, copy.list),
		}),
		mentions: mentionsOf(asked, voice),
		buttons: [
			{ text: copy.yesButton, value: yes },
			{ text: copy.noButton, value: no },
		],
		dedupeKey: due.key,
	};
}

/** Tells a group kindly who has no buddy this round, without a word about why. */
export function aloneInGroup(
	memberIds: readonly string[],
	groupId: string,
	roundId: string,
	voice: BuddyVoice,
): OutboundMessage[] {
	const copy = BUDDY_COPY[voice.language];
	const parts = memberIds.map((memberId) => ({ memberIds: [memberId], text: mentioned([memberId], voice, '') }));
	return packed(parts, MOST_MENTIONS).map((some, index) => {
		const ids = some.flatMap((part) => part.memberIds);
		return {
			to: { kind: 'group', id: groupId },
			format: 'plain',
			text: fillText(copy.aloneGroup, { names: mentioned(ids, voice, copy.list) }),
			mentions: mentionsOf(ids, voice),
			dedupeKey: `buddies:round:${roundId}:alone:${index + 1}`,
		};
	});
}

/** What the platform gives back when a button is pressed; the caller knows the values. */
export interface MetButtons {
	yes: string;
	no: string;
}

/**
 * Asks, or reminds, who has not answered whether they met.
 *
 * @param buttonsOf the values of a member's buttons
 */
export function followUpMessages(
	followUp: FollowUp,
	due: DueFollowUp,
	voice: BuddyVoice,
	buttonsOf: (memberId: string) => MetButtons,
): OutboundMessage[] {
	const copy = BUDDY_COPY[voice.language];
	return due.memberIds.flatMap((memberId) => {
		const others = followUp.memberIds.filter((other) => other !== memberId);
		const { yes, no } = buttonsOf(memberId);
		return toMember(memberId, voice, {
			text: fillText(due.kind === 'ask' ? copy.ask : copy.remind, {
				name: nameIn(voice, memberId),
				others: mentioned(others, voice, copy.and),
			}),
			mentions: mentionsOf(others, voice),
			buttons: [
				{ text: copy.yesButton, value: yes },
				{ text: copy.noButton, value: no },
			],
			dedupeKey: `${due.key}:${memberId}`,
		});
	});
}

/** Thanks for an answer, e.g. as the notice that a button shows. */
export function thanksText(met: boolean, language: Language): string {
	return met ? BUDDY_COPY[language].thanksYes : BUDDY_COPY[language].thanksNo;
}

const ALONE_COPY = {
	only_one: 'aloneOnlyOne',
	nobody_allowed: 'aloneNobodyAllowed',
	odd_one: 'aloneOdd',
	no_place: 'aloneNoPlace',
} as const satisfies Record<AloneReason, keyof BuddyCopy>;

/** Tells a member kindly that there is no buddy this round. */
export function aloneMessage({ memberId, reason }: AloneMember, round: number, voice: BuddyVoice): OutboundMessage[] {
	const text = fillText(BUDDY_COPY[voice.language][ALONE_COPY[reason]], { name: nameIn(voice, memberId) });
	return toMember(memberId, voice, { text, dedupeKey: `buddies:alone:${round}:${memberId}` });
}
