import { encodeButton } from '../button';
import { COPY } from '../copy';
import type { CommunityEvent, ReplyHandle } from '../event';
import type { Language } from '../language';
import type { OutboundMessage } from '../message';
import { displayName, type Subject } from '../subject';
import { fillText, shorten } from '../text';
import type { Evaluation, ScreeningReason } from './evaluate';

/** What operators see of an application; kept with it so that the card can be redrawn once it is decided. */
export interface ReviewCard {
	applicationId: string;
	subject: Subject;
	evaluation: Evaluation;
	note?: string | undefined;
	invite?: string | undefined;
	language: Language;
}

function reasonLine(reason: ScreeningReason, language: Language): string {
	const copy = COPY[language];
	if (reason.passed) {
		const points = reason.points > 0 ? `+${reason.points}` : String(reason.points);
		return fillText(copy.reasonPassed, { rule: reason.rule, points });
	}
	return fillText(reason.missing ? copy.reasonMissing : copy.reasonFailed, { rule: reason.rule });
}

/** The text of the card: who asks, what was said, which rules fired. */
export function reviewCardText({ subject, evaluation, note, invite, language }: ReviewCard): string {
	const copy = COPY[language];
	const { score, approveFrom, rejectBelow } = evaluation;
	const lines = [
		fillText(copy.reviewTitle, { name: displayName(subject.member) }),
		fillText(copy.reviewScore, { score, approveFrom, rejectBelow }),
		...evaluation.reasons.map((reason) => reasonLine(reason, language)),
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

/** Where an applicant came from, in words. */
export function inviteOf(event: CommunityEvent): string | undefined {
	return event.invite?.name ?? event.invite?.link;
}
