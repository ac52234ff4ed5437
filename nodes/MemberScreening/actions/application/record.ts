import { stableId } from '../../../../community/digest';
import type { CommunityEvent } from '../../../../community/event';
import type { Language } from '../../../../community/language';
import type { OutboundMessage } from '../../../../community/message';
import type { Evaluation, ScreeningDecision } from '../../../../community/screening/evaluate';
import {
	applicantMessage,
	inviteOf,
	reviewCardMessage,
	type ReviewCard,
} from '../../../../community/screening/messages';
import type { Subject } from '../../../../community/subject';
import type { Json, JsonObject, Once, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';

export interface EvaluatedApplication {
	event: CommunityEvent;
	subject: Subject;
	evaluation: Evaluation;
	language: Language;
	reviewGroupId: string | undefined;
	tellApplicant: boolean;
	now: string;
}

/** What later nodes get of an application, apart from `duplicate` and `event`. */
export interface RecordedApplication extends Subject {
	applicationId: string;
	decision: ScreeningDecision;
	messages: OutboundMessage[];
}

/**
 * Keeps one decided or waiting application: member, application, ledger line and messages in the
 * transaction it is given. The same event again gives the first result.
 */
export async function recordApplication(
	tx: StoreTransaction,
	application: EvaluatedApplication,
): Promise<Once<JsonObject>> {
	const { event, subject, now } = application;
	const { communityId, groupId, name } = subject.community;
	const { platform, platformMemberId } = subject.member;
	const key = `screening.evaluate:${platform}:${event.eventId}`;
	return await tx.once(communityId, key, now, async () => {
		await tx.ensureCommunity({ communityId, platform, groupId, name, at: now });
		const member = await tx.ensureMember({
			communityId,
			platform,
			platformMemberId,
			name: subject.member.name,
			language: subject.member.language,
			at: now,
		});
		await tx.lockMember(communityId, member.memberId);
		const waiting = await tx.waitingApplication(communityId, member.memberId);
		if (waiting !== undefined) {
			// Asking again while a person looks at it is the same request: no second card.
			const card = waiting.subject['card'] as unknown as ReviewCard;
			return result(waiting.applicationId, 'review', card.evaluation, subject, []);
		}
		const applicationId = stableId(communityId, platform, platformMemberId, event.eventId);
		const { decision } = application.evaluation;
		const card: ReviewCard = {
			applicationId,
			subject,
			evaluation: application.evaluation,
			note: event.text,
			invite: inviteOf(event),
			language: application.language,
		};
		await tx.insertApplication({
			communityId,
			applicationId,
			memberId: member.memberId,
			status: decision,
			score: application.evaluation.score,
			reasons: application.evaluation.reasons as unknown as Json,
			answers: toJson({ text: event.text, form: event.form, invite: event.invite }) as JsonObject,
			subject: toJson({ ...subject, card }) as JsonObject,
			reviewGroupId: application.reviewGroupId ?? null,
			createdAt: now,
			decidedAt: decision === 'review' ? null : now,
			decidedBy: decision === 'review' ? null : 'rules',
			decisionNote: null,
		});
		if (decision === 'rejected') await tx.setMemberStatus(communityId, member.memberId, 'rejected', now);
		await tx.appendLedger([
			{
				communityId,
				source: 'screening',
				eventId: `${applicationId}:evaluated`,
				type: `application.${decision}`,
				memberId: member.memberId,
				actorId: 'rules',
				occurredAt: event.occurredAt,
				recordedAt: now,
				data: toJson({ applicationId, ...application.evaluation }) as JsonObject,
			},
		]);
		return result(applicationId, decision, application.evaluation, subject, messagesFor(application, card));
	});
}

function result(
	applicationId: string,
	decision: ScreeningDecision,
	evaluation: Evaluation,
	subject: Subject,
	messages: OutboundMessage[],
): JsonObject {
	return toJson({ applicationId, ...evaluation, decision, ...subject, messages }) as JsonObject;
}

function messagesFor(
	{ event, evaluation, reviewGroupId, tellApplicant }: EvaluatedApplication,
	card: ReviewCard,
): OutboundMessage[] {
	const handle = tellApplicant ? event.replyHandle : undefined;
	switch (evaluation.decision) {
		case 'approved':
			return [];
		case 'rejected':
			return applicantMessage(handle, card, 'applicantRejected');
		case 'review':
			return [
				...(reviewGroupId === undefined ? [] : [reviewCardMessage(card, reviewGroupId)]),
				...applicantMessage(handle, card, 'applicantWaits'),
			];
	}
}
