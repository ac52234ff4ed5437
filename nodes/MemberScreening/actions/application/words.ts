import { instantInWords } from '../../../../community/admission/messages';
import type { OutboundMessage } from '../../../../community/message';
import {
	applicantMessage,
	placeMessage,
	reviewCardMessage,
	type ReviewCard,
} from '../../../../community/screening/messages';
import type { EvaluatedApplication, ScreeningOutcome } from './evaluated';
import type { Refusal } from './refusal';

type Told = Pick<EvaluatedApplication, 'event' | 'reviewGroupId' | 'tellApplicant'>;

function handleOf({ event, tellApplicant }: Told) {
	return tellApplicant ? event.replyHandle : undefined;
}

/** What has to be said about an application. */
export function messagesFor(
	told: Told,
	card: ReviewCard,
	{ outcome, place }: { outcome: ScreeningOutcome; place: number | undefined },
): OutboundMessage[] {
	const { reviewGroupId } = told;
	const handle = handleOf(told);
	switch (outcome) {
		case 'approved':
			return [];
		case 'rejected':
			return applicantMessage(handle, card, 'applicantRejected');
		case 'waitlisted':
			return placeMessage(handle, card, 'waitingList', place === undefined ? {} : { place });
		case 'review':
			return [
				...(reviewGroupId === undefined ? [] : [reviewCardMessage(card, reviewGroupId)]),
				...applicantMessage(handle, card, 'applicantWaits'),
			];
	}
}

/** What somebody reads who has applied again too soon. */
export function refusalMessages(
	told: Told,
	card: Pick<ReviewCard, 'applicationId' | 'subject' | 'language'>,
	refusal: Refusal,
	timeZone: string,
): OutboundMessage[] {
	const handle = handleOf(told);
	if (refusal.reason === 'closed') return placeMessage(handle, card, 'closed');
	return placeMessage(handle, card, 'coolingOff', { from: instantInWords(refusal.from, timeZone, card.language) });
}
