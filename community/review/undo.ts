import { encodeButton } from '../button';
import type { Language } from '../language';
import type { OutboundMessage } from '../message';
import { decidedCardMessage, reviewCardMessage, type ReviewCard } from '../screening/messages';
import { fillText } from '../text';
import { ageMs } from './age';
import { UNDO_COPY } from './undo-copy';

const HOUR_MS = 3_600_000;

/** Where the card of an application is, so that it can be changed. */
export interface CardPlace {
	groupId: string;
	messageId: string;
}

export interface CardDecision {
	approved: boolean;
	/** The name of whoever decided. */
	operator: string;
	/** Tells the rounds of an application apart that was decided, taken back and decided again; '' for the first. */
	round: string;
	/** Whether the card offers to take the decision back. */
	isUndoable: boolean;
}

/** What taking a decision back leads to. */
export type UndoTarget = 'review' | 'approved' | 'rejected';

function mayUndo(decidedAt: string, withinHours: number, now: string): boolean {
	return withinHours <= 0 || ageMs(decidedAt, now) <= withinHours * HOUR_MS;
}

/** Why a decision cannot be taken back. */
export type UndoProblem = 'stillWaits' | 'withdrawn' | 'isSo' | 'tooLate';

/**
 * Why an application's decision cannot be taken back; `undefined` if it can.
 *
 * @param withinHours how old the decision may be; 0 is no limit
 */
export function undoProblem(
	{ status, decidedAt }: { status: string; decidedAt: string | null },
	{ to, withinHours, now }: { to: UndoTarget; withinHours: number; now: string },
): UndoProblem | undefined {
	if (status === 'review') return 'stillWaits';
	if (status === 'withdrawn') return 'withdrawn';
	if (status === to) return 'isSo';
	return decidedAt === null || mayUndo(decidedAt, withinHours, now) ? undefined : 'tooLate';
}

/** The problem in words. */
export function undoProblemText(problem: UndoProblem, withinHours: number, language: Language): string {
	return fillText(UNDO_COPY[language][problem], { hours: withinHours });
}

/** The decided card, with a button to take the decision back if that is wanted. */
export function decidedCard(card: ReviewCard, decision: CardDecision, place: CardPlace): OutboundMessage {
	const message = decidedCardMessage(card, decision, place);
	return {
		...message,
		...(decision.isUndoable ? { buttons: [undoButton(card)] } : {}),
		dedupeKey: `application:${card.applicationId}:decided${decision.round}`,
	};
}

function undoButton({ applicationId, subject, language }: ReviewCard) {
	const { communityId } = subject.community;
	const value = encodeButton({ action: 'scr.undo', id: applicationId, communityId });
	return { text: UNDO_COPY[language].undoButton, value };
}

/** The card as it was before the decision, with both buttons and who took the decision back. */
export function reopenedCard(card: ReviewCard, operator: string, round: string, place: CardPlace): OutboundMessage {
	const message = reviewCardMessage(card, place.groupId);
	return {
		...message,
		text: `${message.text ?? ''}\n\n${undoneText('review', operator, card.language)}`,
		replaces: place.messageId,
		dedupeKey: `application:${card.applicationId}:reopened${round}`,
	};
}

/** Who took the decision back, and what holds now, in one line. */
export function undoneText(to: UndoTarget, operator: string, language: Language): string {
	const { toReview, toApproved, toRejected } = UNDO_COPY[language];
	return fillText({ review: toReview, approved: toApproved, rejected: toRejected }[to], { operator });
}
