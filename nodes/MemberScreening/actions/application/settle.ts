import { COPY } from '../../../../community/copy';
import type { CommunityEvent } from '../../../../community/event';
import type { OutboundMessage } from '../../../../community/message';
import { buttonAnswer } from '../../../../community/reply';
import { decidedCard } from '../../../../community/review/undo';
import { displayName } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import type { JsonObject, Once, ReviewedApplication, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { asText } from '../../../shared/parameters';
import { toJson } from '../../../shared/item';
import { cardOf, followDecision, outcome, roundOf } from './outcome';

/** What a person, or the time-out policy, says about an application. */
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
	/** Whether the decided card offers to take the decision back. */
	isUndoable?: boolean;
}

/** Statuses that a person may still decide. */
const OPEN = ['review', 'waitlisted'] as const;

/**
 * Settles an application in the transaction it is given. The first verdict stands: a later one gets
 * the first result, and whoever pressed the button is told who was faster. A press that is delivered
 * again after the decision was taken back decides nothing.
 *
 * @returns `undefined` if the verdict does not count (pressed outside the operators' group)
 * @throws InputError if the application does not exist
 */
export async function decideApplication(
	tx: StoreTransaction,
	verdict: Verdict,
	now: string,
): Promise<Once<JsonObject> | undefined> {
	const application = await findApplication(tx, verdict);
	if (application === undefined) return undefined;
	const isOpen = OPEN.some((status) => status === application.status);
	const { click, applicationId, communityId } = verdict;
	if (click !== undefined && !(await isOfThisRound(tx, application, click, now))) {
		return isOpen ? undefined : { duplicate: true, result: asItWas(application) };
	}
	const key = `screening.decide:${applicationId}${roundOf(application)}`;
	const settled = await tx.once(communityId, key, now, async () =>
		isOpen ? await settle(tx, application, verdict, now) : asItWas(application),
	);
	// An application that the rules had settled was settled before, whoever asks first.
	return tellSlower({ ...settled, duplicate: settled.duplicate || !isOpen }, application, verdict);
}

/**
 * The application that somebody decides about; `undefined` if a button names one that does not exist, or was pressed
 * outside the operators' group.
 *
 * @throws InputError if fields name one that does not exist
 */
export async function findApplication(
	tx: StoreTransaction,
	{ communityId, applicationId, click }: Pick<Verdict, 'communityId' | 'applicationId' | 'click'>,
): Promise<ReviewedApplication | undefined> {
	const application = await tx.getReview(communityId, applicationId);
	if (application === undefined) {
		if (click !== undefined) return undefined;
		throw new InputError(
			`There is no application ${applicationId} in community ${communityId}`,
			'Take both identifiers from the item that Evaluate or List Waiting gave.',
		);
	}
	// A button's value can be forged by a modified client; only the group it was pressed in cannot.
	return click !== undefined && click.communityId !== application.reviewGroupId ? undefined : application;
}

/** Whether a press was made for the decision that is open now, and not for one that was taken back since. */
async function isOfThisRound(
	tx: StoreTransaction,
	application: ReviewedApplication,
	{ platform, eventId }: CommunityEvent,
	now: string,
): Promise<boolean> {
	const round = roundOf(application);
	const key = `screening.decide:${application.applicationId}:press:${platform}:${eventId}`;
	const { result } = await tx.once(application.communityId, key, now, async () => ({ round }));
	return result.round === round;
}

function asItWas(application: ReviewedApplication): JsonObject {
	return toJson({ ...outcome(application), messages: [] }) as JsonObject;
}

async function settle(
	tx: StoreTransaction,
	application: ReviewedApplication,
	verdict: Verdict,
	now: string,
): Promise<JsonObject> {
	const { communityId, applicationId, memberId } = application;
	const decided = await tx.moveApplication(communityId, applicationId, {
		from: OPEN,
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
	await followDecision(tx, decided, now);
	await tx.appendLedger([
		{
			communityId,
			source: 'screening',
			eventId: `${applicationId}:decided${roundOf(application)}`,
			type: `application.${verdict.status}`,
			memberId,
			actorId: verdict.operatorId,
			occurredAt: now,
			recordedAt: now,
			data: toJson({ applicationId, operator: verdict.operatorName, note: verdict.note }) as JsonObject,
		},
	]);
	return toJson({
		...outcome(decided),
		operator: verdict.operatorName,
		...(verdict.click === undefined ? {} : { decidedByEvent: verdict.click.eventId }),
		messages: messagesFor(decided, verdict),
	}) as JsonObject;
}

function messagesFor(application: ReviewedApplication, verdict: Verdict): OutboundMessage[] {
	const { status, operatorName: operator, click, isUndoable = false } = verdict;
	if (click === undefined) return [];
	const card = cardOf(application);
	const round = roundOf(application);
	const copy = COPY[card.language];
	const approved = status === 'approved';
	const toast = fillText(approved ? copy.decidedApproved : copy.decidedRejected, {
		operator: displayName(card.subject.member),
	});
	const messageId = click.button?.messageId;
	const place = messageId === undefined ? undefined : { groupId: click.communityId, messageId };
	return [
		...(click.replyHandle === undefined
			? []
			: [buttonAnswer(click.replyHandle, toast, `application:${card.applicationId}:toast${round}`)]),
		...(place === undefined ? [] : [decidedCard(card, { approved, operator, round, isUndoable }, place)]),
	];
}

/** Whoever pressed after the decision learns who decided; the deciding press delivered again changes nothing. */
function tellSlower(settled: Once<JsonObject>, application: ReviewedApplication, { click }: Verdict): Once<JsonObject> {
	const { duplicate, result } = settled;
	if (!duplicate || click?.replyHandle === undefined || result['decidedByEvent'] === click.eventId) return settled;
	const copy = COPY[cardOf(application).language];
	const text = fillText(result['decision'] === 'approved' ? copy.alreadyApproved : copy.alreadyRejected, {
		operator: asText(result['operator'] ?? result['decidedBy']),
	});
	const answer = buttonAnswer(click.replyHandle, text, `button:${click.eventId}`);
	return { duplicate, result: { ...result, messages: toJson({ messages: [answer] })['messages'] as JsonObject[] } };
}
