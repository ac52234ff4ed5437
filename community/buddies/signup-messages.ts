import { encodeButton } from '../button';
import type { Language } from '../language';
import type { OutboundMessage } from '../message';
import { fillText } from '../text';
import { BUDDY_COPY } from './copy';
import type { Wishes } from './signup';
import { SIGN_UP_COPY } from './signup-copy';

/**
 * - `joined`, `left`: the status has changed.
 * - `changed`: somebody who takes part has said something new.
 * - `still_in`, `not_in`: nothing has changed.
 */
export type SignUpOutcome = 'joined' | 'changed' | 'still_in' | 'left' | 'not_in';

const SENTENCES = {
	joined: 'joined',
	changed: 'changed',
	still_in: 'stillIn',
	left: 'left',
	not_in: 'notIn',
} as const;
const TOASTS = {
	joined: 'joinedToast',
	changed: 'joinedToast',
	still_in: 'stillInToast',
	left: 'leftToast',
	not_in: 'notInToast',
} as const;

/** What is kept of somebody, a line for each thing that was said. */
export function wishLines(wishes: Wishes, language: Language): string[] {
	const copy = SIGN_UP_COPY[language];
	const joined = (values: readonly string[]): string => values.join(BUDDY_COPY[language].list);
	const { hours } = wishes;
	const lines: [string, string][] = [
		[copy.wishTopics, joined(wishes.topics)],
		[copy.wishWants, joined(wishes.wants)],
		[copy.wishOffers, joined(wishes.offers)],
		[copy.wishCity, wishes.city ?? ''],
		[copy.wishHours, hours === undefined ? '' : `${hours.from}:00–${hours.to}:00`],
		[copy.wishNote, wishes.note ?? ''],
	];
	return lines.filter(([, value]) => value !== '').map(([template, value]) => fillText(template, { value }));
}

/** What somebody reads after signing up or leaving. */
export function signUpText(
	outcome: SignUpOutcome,
	who: { name: string; wishes: Wishes; outWord: string },
	language: Language,
): string {
	const copy = SIGN_UP_COPY[language];
	const first = fillText(copy[SENTENCES[outcome]], { name: who.name });
	if (outcome === 'left' || outcome === 'not_in') return first;
	const leave = who.outWord === '' ? [] : [fillText(copy.howToLeave, { word: who.outWord })];
	return [first, ...wishLines(who.wishes, language), ...leave].join('\n');
}

/** The same in a few words, for where a button was pressed. */
export function signUpToast(outcome: SignUpOutcome, language: Language): string {
	return SIGN_UP_COPY[language][TOASTS[outcome]];
}

/** Invites a group to take part. Whoever presses a button speaks for themselves alone. */
export function invitationMessage(
	group: { communityId: string; groupId: string; name: string | undefined; inWord: string },
	{ text, language, dedupeKey }: { text: string; language: Language; dedupeKey: string },
): OutboundMessage {
	const copy = SIGN_UP_COPY[language];
	const { communityId } = group;
	const lines = [
		fillText(text === '' ? copy.invite : text, { community: group.name }),
		...(group.inWord === '' ? [] : [fillText(copy.inviteHow, { word: group.inWord })]),
	];
	return {
		to: { kind: 'group', id: group.groupId },
		format: 'plain',
		text: lines.join('\n\n'),
		buttons: [
			{ text: copy.inButton, value: encodeButton({ action: 'bud.in', id: 'me', communityId }) },
			{ text: copy.outButton, value: encodeButton({ action: 'bud.out', id: 'me', communityId }) },
		],
		dedupeKey,
	};
}
