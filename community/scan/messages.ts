import { encodeButton } from '../button';
import type { CommunityEvent } from '../event';
import type { Language } from '../language';
import type { OutboundMessage } from '../message';
import { buttonAnswer } from '../reply';
import { displayName, type Subject } from '../subject';
import { fillText, shorten } from '../text';
import { SCAN_COPY } from './copy';
import type { Incident, Sentence } from './incident';

/** Reasons on a card, and rules in a warning; more of them say no more. */
const MOST_REASONS = 8;
const MOST_RULES = 3;

/** How long a mute is, in the largest unit that comes out even. */
export function durationText(minutes: number, language: Language): string {
	const { minutes: inMinutes, hours, days } = SCAN_COPY[language];
	if (minutes >= 1440 && minutes % 1440 === 0) return fillText(days, { n: minutes / 1440 });
	if (minutes >= 60 && minutes % 60 === 0) return fillText(hours, { n: minutes / 60 });
	return fillText(inMinutes, { n: minutes });
}

/** What was wrong, by the names of the rules alone: nothing that was written is said again. */
function whyText({ reasons, language }: Pick<Incident, 'reasons' | 'language'>): string {
	const { rules } = SCAN_COPY[language];
	const names = new Set(
		reasons.filter(({ rule, points }) => points > 0 && rule !== 'watch').map(({ rule }) => rules[rule]),
	);
	return [...names].slice(0, MOST_RULES).join(language === 'en' ? ', ' : '、');
}

function mentioning({ member }: Subject, name: string | undefined, text: string): Partial<OutboundMessage> {
	return name === undefined
		? { text: text.replaceAll('@', ''), format: 'plain' }
		: { text, format: 'plain', mentions: [{ id: member.platformMemberId, name }] };
}

const WORD_FOR = { warn: 'warned', mute: 'muted', remove: 'removed' } as const;

/** Where a member is told: before the group, or alone. */
export type Place = 'group' | 'member';

function receiver({ community, member }: Subject, place: Place): OutboundMessage['to'] {
	return place === 'group' ? { kind: 'group', id: community.groupId } : { kind: 'member', id: member.platformMemberId };
}

/**
 * What a member is told of a penalty; nothing if there is none.
 *
 * @param isNameFit whether the name may be shown: there are names that are advertisements
 */
export function warningMessages(
	incident: Incident,
	strikeId: string,
	place: Place,
	isNameFit: boolean,
): OutboundMessage[] {
	const { sentence, subject, language } = incident;
	if (sentence.kind === 'none' || sentence.kind === 'restore') return [];
	const copy = SCAN_COPY[language];
	const name = isNameFit ? displayName(subject.member) : undefined;
	const text = fillText(copy[WORD_FOR[sentence.kind]], {
		name: name ?? copy.somebody,
		why: whyText(incident),
		duration: durationText(sentence.minutes ?? 0, language),
	});
	return [
		{
			to: receiver(subject, place),
			format: 'plain',
			...mentioning(subject, name, text),
			dedupeKey: `strike:${strikeId}:${sentence.kind}`,
		},
	];
}

/** A word before the group to somebody who was warned there for nothing. */
export function forgivenMessage({ subject, language }: Incident, strikeId: string): OutboundMessage {
	const name = displayName(subject.member);
	return {
		to: receiver(subject, 'group'),
		format: 'plain',
		...mentioning(subject, name, fillText(SCAN_COPY[language].forgiven, { name })),
		dedupeKey: `strike:${strikeId}:forgiven`,
	};
}

function penaltyText({ kind, minutes = 0 }: Sentence, language: Language): string {
	const { penalties } = SCAN_COPY[language];
	return fillText(penalties[kind === 'restore' ? 'none' : kind], { duration: durationText(minutes, language) });
}

/** What operators see of a flagged message. */
export function incidentText({ subject, score, flagFrom, reasons, excerpt, sentence, language }: Incident): string {
	const copy = SCAN_COPY[language];
	const signed = (points: number): string => (points > 0 ? `+${points}` : String(points));
	return [
		fillText(copy.cardTitle, { name: displayName(subject.member) }),
		fillText(copy.cardScore, { score, flagFrom }),
		...reasons
			.slice(0, MOST_REASONS)
			.map(({ rule, saw, points }) =>
				fillText(copy.cardReason, { rule: copy.rules[rule], saw: shorten(saw, 80), points: signed(points) }),
			),
		...(excerpt === '' ? [] : [fillText(copy.cardText, { text: excerpt })]),
		fillText(copy.cardPenalty, { penalty: penaltyText(sentence, language), points: sentence.points ?? 0 }),
	].join('\n');
}

/** The card for operators, with a button to undo the strike. */
export function incidentCard(incident: Incident, strikeId: string, operatorsGroupId: string): OutboundMessage {
	const { communityId } = incident.subject.community;
	const value = encodeButton({ action: 'scan.undo', id: strikeId, communityId });
	return {
		to: { kind: 'group', id: operatorsGroupId },
		text: incidentText(incident),
		format: 'plain',
		buttons: [{ text: SCAN_COPY[incident.language].undoButton, value }],
		dedupeKey: `strike:${strikeId}:card`,
	};
}

/** The answer to whoever pressed the button. */
function toast(press: CommunityEvent, text: string): OutboundMessage[] {
	const handle = press.replyHandle;
	return handle === undefined ? [] : [buttonAnswer(handle, text, `button:${press.eventId}`)];
}

/** What follows a press that undid a strike: a short answer, and the card without its button. */
export function undoneMessages(
	incident: Incident,
	strikeId: string,
	press: CommunityEvent,
	{ operator, hasTaught }: { operator: string; hasTaught: boolean },
): OutboundMessage[] {
	const copy = SCAN_COPY[incident.language];
	const text = fillText(hasTaught ? copy.undoneTaught : copy.undone, { operator });
	const messageId = press.button?.messageId;
	const card: OutboundMessage[] =
		messageId === undefined
			? []
			: [
					{
						to: { kind: 'group', id: press.communityId },
						text: `${incidentText(incident)}\n\n${text}`,
						format: 'plain',
						replaces: messageId,
						dedupeKey: `strike:${strikeId}:undone`,
					},
				];
	return [...toast(press, text), ...card];
}

/** The answer to a press outside the operators' group. */
export function refusedMessages({ language }: Incident, press: CommunityEvent): OutboundMessage[] {
	return toast(press, SCAN_COPY[language].refused);
}

/** The answer to whoever pressed after somebody else. */
export function alreadyUndoneMessages(
	{ language }: Incident,
	press: CommunityEvent,
	operator: string,
): OutboundMessage[] {
	return toast(press, fillText(SCAN_COPY[language].alreadyUndone, { operator }));
}
