import { ADMISSION_COPY, type AdmissionCopy } from '../admission/copy';
import { encodeButton } from '../button';
import { COPY } from '../copy';
import { stableId } from '../digest';
import type { CommunityEvent, ReplyHandle } from '../event';
import type { Language } from '../language';
import type { OutboundMessage } from '../message';
import { displayName, type Subject } from '../subject';
import { fillText, shorten } from '../text';
import type { Evaluation, ScreeningReason, Stop } from './evaluate';
import type { SeenFields } from './past';
import { reasonInWords } from './signal-copy';

/** What operators see of an application; kept with it so that the card can be redrawn once it is decided. */
export interface ReviewCard {
	applicationId: string;
	subject: Subject;
	evaluation: Evaluation;
	note?: string | undefined;
	invite?: string | undefined;
	/** What rules could see of the event besides, to run them again. */
	seen?: Partial<SeenFields> | undefined;
	language: Language;
}

const STOP_MARK: Record<Stop, string> = { reject: '⛔', review: '✋' };
/** A hard stop that fired, and one that fired because there was no answer. */
const STOP_COPY: Record<Language, { fired: string; unanswered: string }> = {
	'zh-CN': { fired: '{mark} {rule}', unanswered: '{mark} {rule}（未填写）' },
	en: { fired: '{mark} {rule}', unanswered: '{mark} {rule} (not answered)' },
};

function reasonLine(reason: ScreeningReason, language: Language): string {
	const copy = COPY[language];
	const rule = reasonInWords(reason, language);
	if (reason.stops !== undefined) {
		const { fired, unanswered } = STOP_COPY[language];
		return fillText(reason.passed ? fired : unanswered, { mark: STOP_MARK[reason.stops], rule });
	}
	if (reason.passed) {
		const points = reason.points > 0 ? `+${reason.points}` : String(reason.points);
		return fillText(copy.reasonPassed, { rule, points });
	}
	return fillText(reason.missing ? copy.reasonMissing : copy.reasonFailed, { rule });
}

const GRAVITY: readonly (Stop | undefined)[] = ['reject', 'review', undefined];

/** What decided comes first; the rest stays in the order of the rules. */
function gravestFirst(reasons: readonly ScreeningReason[]): ScreeningReason[] {
	return [...reasons].sort((a, b) => GRAVITY.indexOf(a.stops) - GRAVITY.indexOf(b.stops));
}

/** The text of the card: who asks, what was said, which rules fired. */
export function reviewCardText({ subject, evaluation, note, invite, language }: ReviewCard): string {
	const copy = COPY[language];
	const { score, approveFrom, rejectBelow } = evaluation;
	const lines = [
		fillText(copy.reviewTitle, { name: displayName(subject.member) }),
		fillText(copy.reviewScore, { score, approveFrom, rejectBelow }),
		...gravestFirst(evaluation.reasons).map((reason) => reasonLine(reason, language)),
	];
	if (note !== undefined && note !== '') lines.push(fillText(copy.reviewNote, { text: shorten(note, 600) }));
	if (invite !== undefined && invite !== '') lines.push(fillText(copy.reviewInvite, { invite: shorten(invite, 100) }));
	return lines.join('\n');
}

/** The card with its two buttons, for the operators' group. */
export function reviewCardMessage(card: ReviewCard, reviewGroupId: string): OutboundMessage {
	const copy = COPY[card.language];
	const { communityId } = card.subject.community;
	const id = card.applicationId;
	return {
		to: { kind: 'group', id: reviewGroupId },
		text: reviewCardText(card),
		format: 'plain',
		buttons: [
			{ text: copy.approveButton, value: encodeButton({ action: 'scr.approve', id, communityId }) },
			{ text: copy.rejectButton, value: encodeButton({ action: 'scr.reject', id, communityId }) },
		],
		dedupeKey: `application:${id}:card`,
	};
}

/** The same card without buttons, saying who decided; takes the place of the first one. */
export function decidedCardMessage(
	card: ReviewCard,
	decision: { approved: boolean; operator: string },
	place: { groupId: string; messageId: string },
): OutboundMessage {
	const copy = COPY[card.language];
	const verdict = fillText(decision.approved ? copy.decidedApproved : copy.decidedRejected, {
		operator: decision.operator,
	});
	return {
		to: { kind: 'group', id: place.groupId },
		text: `${reviewCardText(card)}\n\n${verdict}`,
		format: 'plain',
		replaces: place.messageId,
		dedupeKey: `application:${card.applicationId}:decided`,
	};
}

/** A word to the applicant in private, where the platform allows one just now. */
export function applicantMessage(
	handle: ReplyHandle | undefined,
	card: Pick<ReviewCard, 'applicationId' | 'subject' | 'language'>,
	kind: 'applicantWaits' | 'applicantRejected',
): OutboundMessage[] {
	if (handle === undefined) return [];
	return [
		{
			to: { kind: 'reply', id: handle.token, handle: handle.kind },
			text: fillText(COPY[card.language][kind], { community: card.subject.community.name }),
			format: 'plain',
			dedupeKey: `application:${card.applicationId}:${kind}`,
		},
	];
}

type Word = Extract<keyof AdmissionCopy, 'chosen' | 'waitingList' | 'movedUp' | 'coolingOff' | 'closed' | 'full'>;

/** What an applicant reads about places and waiting. */
export function placeText(
	{ subject, language }: Pick<ReviewCard, 'subject' | 'language'>,
	word: Word,
	variables: { place?: number; from?: string } = {},
): string {
	const { place, from } = variables;
	return fillText(ADMISSION_COPY[language][word], { community: subject.community.name, place, from });
}

/** The same in private as an answer to the application, where the platform allows one just now. */
export function placeMessage(
	handle: ReplyHandle | undefined,
	card: Pick<ReviewCard, 'applicationId' | 'subject' | 'language'>,
	word: Word,
	variables: { place?: number; from?: string } = {},
): OutboundMessage[] {
	if (handle === undefined) return [];
	return [
		{
			to: { kind: 'reply', id: handle.token, handle: handle.kind },
			text: placeText(card, word, variables),
			format: 'plain',
			dedupeKey: `application:${card.applicationId}:${word}`,
		},
	];
}

/** What became of an application in a selection, in private. */
export function selectionMessage(
	card: Pick<ReviewCard, 'applicationId' | 'subject' | 'language'>,
	selectionId: string,
	outcome: { word: Word; place?: number } | { word: 'applicantRejected' },
): OutboundMessage {
	const text =
		outcome.word === 'applicantRejected'
			? fillText(COPY[card.language].applicantRejected, { community: card.subject.community.name })
			: placeText(card, outcome.word, outcome.place === undefined ? {} : { place: outcome.place });
	return {
		to: { kind: 'member', id: card.subject.member.platformMemberId },
		text,
		format: 'plain',
		dedupeKey: `application:${card.applicationId}:selected:${stableId(selectionId)}`,
	};
}

/** Where an applicant came from, in words. */
export function inviteOf(event: CommunityEvent): string | undefined {
	return event.invite?.name ?? event.invite?.link;
}
