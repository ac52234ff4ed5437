import { answerAppeal } from '../../../../community/admission/appeal';
import { ADMISSION_COPY } from '../../../../community/admission/copy';
import { OUTCOME_COPY } from '../../../../community/admission/outcome-copy';
import type { OutboundMessage } from '../../../../community/message';
import { reviewCardMessage, type ReviewCard } from '../../../../community/screening/messages';
import { fillText } from '../../../../community/text';
import type { AppealRow, ApplicationRow, JsonObject, Once, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { privateWord, screeningLine } from '../admission/person';
import { followDecision } from '../application/outcome';
import { appealJson, toAppeal } from './view';

export interface AppealDecision {
	communityId: string;
	appealId: string;
	operator: string;
	state: 'upheld' | 'overturned';
	/** What the application becomes if the rejection is overturned. */
	becomes: 'approved' | 'review';
	reason: string;
}

/**
 * Answers an appeal in the transaction it is given: an overturned rejection is approved, or waits for review again.
 * The same answer again gives the first result.
 *
 * @throws InputError if there is no such appeal
 * @throws DomainError if it was answered differently before
 */
export async function decideAppeal(
	tx: StoreTransaction,
	decision: AppealDecision,
	now: string,
): Promise<Once<JsonObject>> {
	const { communityId, appealId, state, operator, reason } = decision;
	const row = await tx.getAppeal(communityId, appealId);
	if (row?.subjectKind !== 'application') {
		throw new InputError(
			`There is no appeal ${appealId} in community ${communityId}`,
			'Take both identifiers from the item that Open or List gave.',
		);
	}
	answerAppeal(toAppeal(row), { state, answeredBy: operator, answeredAt: now, answer: reason });
	return await tx.once(communityId, `screening.appeal_decided:${appealId}`, now, async () => {
		const answered = await tx.decideAppeal(communityId, appealId, {
			status: state,
			decidedAt: now,
			decidedBy: operator,
			...(reason === '' ? {} : { note: reason }),
		});
		const application = state === 'overturned' ? await reopen(tx, row, decision, now) : undefined;
		await tx.appendLedger([line(row, decision, now)]);
		const standing = application ?? (await tx.getApplication(communityId, row.subjectId));
		const card = standing?.subject['card'] as unknown as ReviewCard | undefined;
		return toJson({
			...appealJson(answered ?? row),
			decision: standing?.status ?? 'rejected',
			...(card === undefined ? {} : card.subject),
			messages: card === undefined ? [] : messagesFor(card, decision, standing),
		}) as JsonObject;
	});
}

async function reopen(
	tx: StoreTransaction,
	{ communityId, subjectId }: AppealRow,
	{ becomes, operator, reason }: AppealDecision,
	now: string,
): Promise<ApplicationRow> {
	const reopened = await tx.reopenApplication(communityId, subjectId, {
		from: ['rejected'],
		to: becomes,
		at: now,
		by: operator,
		...(reason === '' ? {} : { note: reason }),
	});
	if (reopened === undefined) {
		throw new InputError(
			`The application ${subjectId} is no longer rejected`,
			'Nothing to overturn: uphold the appeal, or look at the application.',
		);
	}
	await followDecision(tx, reopened, now);
	return reopened;
}

function line({ communityId, subjectId, memberId, appealId }: AppealRow, decision: AppealDecision, now: string) {
	const { state, becomes, operator, reason } = decision;
	return screeningLine({
		communityId,
		eventId: `${appealId}:decided`,
		type: `appeal.${state}`,
		memberId,
		actorId: operator,
		now,
		data: { appealId, applicationId: subjectId, reason, ...(state === 'overturned' ? { becomes } : {}) },
	});
}

function messagesFor(
	card: ReviewCard,
	{ appealId, state, becomes, reason }: AppealDecision,
	application: ApplicationRow | undefined,
): OutboundMessage[] {
	const { subject, language } = card;
	const copy = OUTCOME_COPY[language];
	const overturned = fillText(ADMISSION_COPY[language].appealOverturned, { community: subject.community.name });
	const verdict =
		state === 'upheld' ? ADMISSION_COPY[language].appealUpheld : becomes === 'review' ? copy.appealReview : overturned;
	const text = [verdict, ...(reason === '' ? [] : [fillText(copy.appealAnswer, { note: reason })])].join('\n');
	const groupId = application?.reviewGroupId;
	return [
		privateWord(subject, text, `appeal:${appealId}:answer`),
		...(application?.status === 'review' && groupId != null
			? [{ ...reviewCardMessage(card, groupId), dedupeKey: `appeal:${appealId}:review` }]
			: []),
	];
}
