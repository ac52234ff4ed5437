import type { CommunityEvent } from '../../../../community/event';
import type { OutboundMessage } from '../../../../community/message';
import { buttonAnswer } from '../../../../community/reply';
import {
	decidedCard,
	reopenedCard,
	undoneText,
	undoProblem,
	undoProblemText,
	type UndoProblem,
	type UndoTarget,
} from '../../../../community/review/undo';
import type { JsonObject, Once, ReviewedApplication, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { cardOf, followDecision, outcome, roundOf } from './outcome';
import { findApplication } from './settle';

/** Somebody takes a decision back. */
export interface Reversal {
	communityId: string;
	applicationId: string;
	/** `opposite` only where an event says when: without one, saying it twice would take the reversal back. */
	to: UndoTarget | 'opposite';
	/** Older decisions stand; 0 is no limit. */
	withinHours: number;
	operatorId: string;
	operatorName: string;
	note?: string;
	click?: CommunityEvent;
	event?: CommunityEvent;
}

/**
 * Takes a decision back in the transaction it is given, and says so in the ledger. The member's status follows.
 *
 * @returns `undefined` if the press does not count (outside the operators' group)
 * @throws InputError if fields name an application without a decision, or one that is too old
 */
export async function undoDecision(
	tx: StoreTransaction,
	reversal: Reversal,
	now: string,
): Promise<Once<JsonObject> | undefined> {
	const application = await findApplication(tx, reversal);
	if (application === undefined) return undefined;
	const to = targetOf(application, reversal.to);
	if (application.status === to && application.undoneAt !== null && eventOf(reversal) === undefined) {
		return { duplicate: true, result: unchanged(application, reversal) };
	}
	return await tx.once(application.communityId, keyOf(application, reversal), now, async () => {
		const problem = undoProblem(application, { to, withinHours: reversal.withinHours, now });
		if (problem === undefined) return await reopen(tx, application, to, reversal, now);
		if (reversal.click === undefined) throw refusal(problem, application, reversal);
		return unchanged(application, reversal, problem);
	});
}

function targetOf({ status }: ReviewedApplication, to: Reversal['to']): UndoTarget {
	if (to !== 'opposite') return to;
	return status === 'approved' ? 'rejected' : 'approved';
}

function eventOf({ click, event = click }: Reversal): CommunityEvent | undefined {
	return event;
}

/** One press is one reversal; without an event, one decision is taken back once. */
function keyOf(application: ReviewedApplication, reversal: Reversal): string {
	const { applicationId, decidedAt, undoneAt } = application;
	const event = eventOf(reversal);
	const cause = event === undefined ? (decidedAt ?? undoneAt ?? '') : `${event.platform}:${event.eventId}`;
	return `screening.undo:${applicationId}:${cause}`;
}

const HINTS: Record<UndoProblem, string> = {
	stillWaits: 'Take back only what was decided. To decide it, use the operation Decide.',
	withdrawn: 'Wait until they apply again.',
	isSo: 'Choose another target in "Take Back To".',
	tooLate: 'Raise "Within Hours" in the options, or fill in 0 for no limit.',
};

function refusal(problem: UndoProblem, { applicationId }: ReviewedApplication, { withinHours }: Reversal): InputError {
	return new InputError(`Application ${applicationId}: ${undoProblemText(problem, withinHours, 'en')}`, HINTS[problem]);
}

function unchanged(
	application: ReviewedApplication,
	{ click, withinHours }: Reversal,
	problem: UndoProblem = 'isSo',
): JsonObject {
	const handle = click?.replyHandle;
	const text = undoProblemText(problem, withinHours, cardOf(application).language);
	const messages = handle === undefined ? [] : [buttonAnswer(handle, text, `button:${click?.eventId ?? ''}`)];
	return toJson({ ...outcome(application), messages }) as JsonObject;
}

async function reopen(
	tx: StoreTransaction,
	application: ReviewedApplication,
	to: UndoTarget,
	reversal: Reversal,
	now: string,
): Promise<JsonObject> {
	const { communityId, applicationId, memberId, status: from } = application;
	const { operatorId, operatorName: operator, note } = reversal;
	const reopened =
		from === 'review'
			? undefined
			: await tx.reopenApplication(communityId, applicationId, { from: [from], to, at: now, by: operatorId, note });
	if (reopened === undefined) {
		throw new InputError('The decision was taken back at this very moment', 'Nothing to do: somebody was faster.');
	}
	await followDecision(tx, reopened, now);
	const undone = { from, to, by: operatorId, operator, at: now, ...(note === undefined ? {} : { note }) };
	await tx.appendLedger([
		{
			communityId,
			source: 'screening',
			eventId: `${applicationId}:undone${roundOf(reopened)}`,
			type: 'application.undone',
			memberId,
			actorId: operatorId,
			occurredAt: now,
			recordedAt: now,
			data: toJson({ applicationId, ...undone }) as JsonObject,
		},
	]);
	return toJson({ ...outcome(reopened), undone, messages: messagesFor(reopened, to, reversal) }) as JsonObject;
}

function messagesFor(application: ReviewedApplication, to: UndoTarget, reversal: Reversal): OutboundMessage[] {
	const { click, operatorName: operator } = reversal;
	if (click === undefined) return [];
	const card = cardOf(application);
	const round = roundOf(application);
	const messageId = click.button?.messageId;
	const place = messageId === undefined ? undefined : { groupId: click.communityId, messageId };
	const redrawn = (at: NonNullable<typeof place>) =>
		to === 'review'
			? reopenedCard(card, operator, round, at)
			: decidedCard(card, { approved: to === 'approved', operator, round, isUndoable: true }, at);
	return [
		...(click.replyHandle === undefined
			? []
			: [buttonAnswer(click.replyHandle, undoneText(to, operator, card.language), `button:${click.eventId}`)]),
		...(place === undefined ? [] : [redrawn(place)]),
	];
}
