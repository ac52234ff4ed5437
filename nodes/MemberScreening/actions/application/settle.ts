import { COPY } from '../../../../community/copy';
import type { CommunityEvent } from '../../../../community/event';
import type { OutboundMessage } from '../../../../community/message';
import { buttonAnswer } from '../../../../community/reply';
import { decidedCardMessage, type ReviewCard } from '../../../../community/screening/messages';
import { displayName } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import type { ApplicationRow, JsonObject, Once, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { asText } from '../../../shared/parameters';
import { toJson } from '../../../shared/item';

/** What a person says about an application. */
export interface Verdict {
	communityId: string;
	applicationId: string;
	status: 'approved' | 'rejected';
	operatorId: string;
	operatorName: string;
	note?: string;
	/** The press of a button that said it. */
	click?: CommunityEvent;
	/** An event to pass on where no button was pressed. */
	event?: CommunityEvent;
}

/**
 * Settles an application in the transaction it is given. The first verdict stands: a later one gets
 * the first result, and whoever pressed the button is told who was faster.
 *
 * @returns `undefined` if the verdict does not count (pressed outside the operators' group)
 * @throws InputError if the application does not exist
 */
export async function decideApplication(
	tx: StoreTransaction,
	verdict: Verdict,
	now: string,
): Promise<Once<JsonObject> | undefined> {
	const application = await tx.getApplication(verdict.communityId, verdict.applicationId);
	if (application === undefined) {
		if (verdict.click !== undefined) return undefined;
		throw new InputError(
			`There is no application ${verdict.applicationId} in community ${verdict.communityId}`,
			'Take both identifiers from the item that Evaluate or List Waiting gave.',
		);
	}
	// A button's value can be forged by a modified client; only the group it was pressed in cannot.
	if (verdict.click !== undefined && verdict.click.communityId !== application.reviewGroupId) return undefined;
	const card = application.subject['card'] as unknown as ReviewCard;
	const settled = await tx.once(verdict.communityId, `screening.decide:${verdict.applicationId}`, now, async () =>
		application.status === 'review'
			? await settle(tx, application, card, verdict, now)
			: (toJson({ ...outcome(application, card), messages: [] }) as JsonObject),
	);
	// An application that the rules had settled was settled before, whoever asks first.
	const duplicate = settled.duplicate || application.status !== 'review';
	return tellSlower({ ...settled, duplicate }, card, verdict);
}

function outcome(
	{ applicationId, status, decidedBy, decidedAt, decisionNote }: ApplicationRow,
	card: ReviewCard,
): object {
	return {
		applicationId,
		...card.evaluation,
		decision: status,
		decidedBy,
		decidedAt,
		...(decisionNote === null ? {} : { note: decisionNote }),
		...card.subject,
	};
}

async function settle(
	tx: StoreTransaction,
	application: ApplicationRow,
	card: ReviewCard,
	verdict: Verdict,
	now: string,
): Promise<JsonObject> {
	const { communityId, applicationId, memberId } = application;
	const decided = await tx.decideApplication(communityId, applicationId, {
		status: verdict.status,
		decidedAt: now,
		decidedBy: verdict.operatorId,
		decisionNote: verdict.note,
	});
	if (decided === undefined) {
		throw new InputError(
			'The application was decided at this very moment',
			'Nothing to do: the other decision stands.',
		);
	}
	if (verdict.status === 'rejected') await tx.setMemberStatus(communityId, memberId, 'rejected', now);
	await tx.appendLedger([
		{
			communityId,
			source: 'screening',
			eventId: `${applicationId}:decided`,
			type: `application.${verdict.status}`,
			memberId,
			actorId: verdict.operatorId,
			occurredAt: now,
			recordedAt: now,
			data: toJson({ applicationId, operator: verdict.operatorName, note: verdict.note }) as JsonObject,
		},
	]);
	return toJson({
		...outcome(decided, card),
		operator: verdict.operatorName,
		...(verdict.click === undefined ? {} : { decidedByEvent: verdict.click.eventId }),
		messages: messagesFor(card, verdict),
	}) as JsonObject;
}

function messagesFor(card: ReviewCard, { status, operatorName, click }: Verdict): OutboundMessage[] {
	if (click === undefined) return [];
	const copy = COPY[card.language];
	const approved = status === 'approved';
	const toast = fillText(approved ? copy.decidedApproved : copy.decidedRejected, {
		operator: displayName(card.subject.member),
	});
	const place = click.button?.messageId;
	return [
		...(click.replyHandle === undefined
			? []
			: [buttonAnswer(click.replyHandle, toast, `application:${card.applicationId}:toast`)]),
		...(place === undefined
			? []
			: [
					decidedCardMessage(
						card,
						{ approved, operator: operatorName },
						{ groupId: click.communityId, messageId: place },
					),
				]),
	];
}

/** Whoever pressed after the decision learns who decided; the deciding press delivered again changes nothing. */
function tellSlower(settled: Once<JsonObject>, card: ReviewCard, { click }: Verdict): Once<JsonObject> {
	const { duplicate, result } = settled;
	if (!duplicate || click?.replyHandle === undefined || result['decidedByEvent'] === click.eventId) return settled;
	const copy = COPY[card.language];
	const text = fillText(result['decision'] === 'approved' ? copy.alreadyApproved : copy.alreadyRejected, {
		operator: asText(result['operator'] ?? result['decidedBy']),
	});
	const answer = buttonAnswer(click.replyHandle, text, `button:${click.eventId}`);
	return { duplicate, result: { ...result, messages: toJson({ messages: [answer] })['messages'] as JsonObject[] } };
}
