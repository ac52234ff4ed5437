import { ADMISSION_COPY } from '../../../../community/admission/copy';
import { OUTCOME_COPY } from '../../../../community/admission/outcome-copy';
import type { CommunityEvent } from '../../../../community/event';
import type { OutboundMessage } from '../../../../community/message';
import { buttonAnswer } from '../../../../community/reply';
import { fillText } from '../../../../community/text';
import type { JsonObject, Once, StoreTransaction, TaskProofRow } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { asText } from '../../../shared/parameters';
import { recall, screeningLine, wordTo } from '../admission/person';
import { judgedCardMessage, type ProofCard } from './card';
import { proofsOf } from './progress';

/** What an operator says about a proof. */
export interface ProofJudgement {
	communityId: string;
	proofId: string;
	status: 'verified' | 'refused';
	operatorId: string;
	operatorName: string;
	note?: string;
	/** The press of a button that said it. */
	click?: CommunityEvent;
}

/**
 * Settles a proof in the transaction it is given. The first judgement stands; a card whose proof was replaced by a
 * newer one settles nothing.
 *
 * @returns `undefined` if the judgement does not count (pressed outside the operators' group)
 * @throws InputError if there is no such proof
 */
export async function judgeProof(
	tx: StoreTransaction,
	given: ProofJudgement,
	now: string,
): Promise<Once<JsonObject> | undefined> {
	const { communityId, proofId, click } = given;
	const card = (await recall(tx, communityId, `screening.proof:${proofId}`)) as unknown as ProofCard | undefined;
	if (card === undefined) {
		if (click !== undefined) return undefined;
		throw new InputError(
			`There is no proof ${proofId} in community ${communityId} that an operator judges`,
			'Take both identifiers from the item that Submit gave.',
		);
	}
	// A button's value can be forged by a modified client; only the group it was pressed in cannot.
	if (click !== undefined && click.communityId !== card.reviewGroupId) return undefined;
	const settled = await tx.once(communityId, `screening.judge:${proofId}`, now, async () =>
		settle(tx, card, given, now),
	);
	return tellSlower(settled, card, given);
}

async function settle(tx: StoreTransaction, card: ProofCard, given: ProofJudgement, now: string): Promise<JsonObject> {
	const { communityId, proofId, operatorId, operatorName, note, click } = given;
	const { memberId, taskId, title, subject } = card;
	await tx.lockMember(communityId, memberId);
	const row = (await proofsOf(tx, communityId, memberId)).find((one) => one.taskId === taskId);
	const isCurrent = row?.status === 'waiting' && row.proof['proofId'] === proofId;
	const judged = isCurrent
		? await tx.judgeTaskProof(
				{ communityId, memberId, taskId },
				{ status: given.status, judgedBy: operatorId, judgedAt: now, ...(note === undefined ? {} : { note }) },
			)
		: undefined;
	if (judged !== undefined) await tx.appendLedger([line(card, given, now)]);
	return toJson({
		proofId,
		taskId,
		title,
		status: judged?.status ?? row?.status ?? 'refused',
		replaced: judged === undefined,
		judgedBy: operatorId,
		operator: operatorName,
		judgedAt: now,
		...(note === undefined ? {} : { note }),
		...(click === undefined ? {} : { judgedByEvent: click.eventId }),
		...subject,
		messages: judged === undefined ? replacedMessages(card, given) : messagesFor(card, given, judged),
	}) as JsonObject;
}

function line({ memberId, taskId }: ProofCard, given: ProofJudgement, now: string) {
	const { communityId, proofId, status, operatorId, operatorName, note } = given;
	return screeningLine({
		communityId,
		eventId: `${proofId}:judged`,
		type: `task.${status}`,
		memberId,
		actorId: operatorId,
		now,
		data: { proofId, taskId, operator: operatorName, note },
	});
}

function messagesFor(
	card: ProofCard,
	{ click, note, operatorName }: ProofJudgement,
	{ status }: TaskProofRow,
): OutboundMessage[] {
	const copy = OUTCOME_COPY[card.language];
	const verified = status === 'verified';
	const verdict = fillText(verified ? copy.verifiedBy : copy.refusedBy, { operator: operatorName });
	const place = click?.button?.messageId;
	const word = [
		fillText(verified ? copy.proofVerified : ADMISSION_COPY[card.language].taskRefused, { task: card.title }),
		...(note === undefined ? [] : [fillText(copy.proofNote, { note })]),
	].join('\n');
	return [
		...(click?.replyHandle === undefined
			? []
			: [buttonAnswer(click.replyHandle, verdict, `task:${card.proofId}:toast`)]),
		...(click === undefined || place === undefined
			? []
			: [judgedCardMessage(card, verdict, { groupId: click.communityId, messageId: place })]),
		...wordTo({ subject: card.subject, event: undefined }, word, `task:${card.proofId}:word`),
	];
}

function replacedMessages({ language }: ProofCard, { click }: ProofJudgement): OutboundMessage[] {
	if (click?.replyHandle === undefined) return [];
	return [buttonAnswer(click.replyHandle, OUTCOME_COPY[language].proofReplaced, `button:${click.eventId}`)];
}

/** Whoever pressed after the judgement learns who judged; the deciding press delivered again changes nothing. */
function tellSlower(settled: Once<JsonObject>, { language }: ProofCard, { click }: ProofJudgement): Once<JsonObject> {
	const { duplicate, result } = settled;
	if (!duplicate || click?.replyHandle === undefined || result['judgedByEvent'] === click.eventId) return settled;
	const text = fillText(OUTCOME_COPY[language].proofSettled, { operator: asText(result['operator']) });
	const messages = toJson({ messages: [buttonAnswer(click.replyHandle, text, `button:${click.eventId}`)] })['messages'];
	return { duplicate, result: { ...result, messages: messages as JsonObject[] } };
}
