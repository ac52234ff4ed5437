import { stableId } from '../../../../community/digest';
import type { Evaluation } from '../../../../community/screening/evaluate';
import { inviteOf, type ReviewCard } from '../../../../community/screening/messages';
import { seenFields } from '../../../../community/screening/past';
import type { Json, JsonObject, MemberRow, Once, StoreTransaction } from '../../../../store/types';
import { causeOf, toJson } from '../../../shared/item';
import type { EvaluatedApplication, RecordedApplication, ScreeningOutcome } from './evaluated';
import { endOfList, letIn, placeOnList } from './places';
import { refuseEarly } from './refusal';
import { verdictOn, type Verdict } from './verdict';
import { messagesFor } from './words';

/** Each screening of an event has a key of its own; the first one's is as it has always been. */
function keyOf({ event, subject, screeningId }: EvaluatedApplication): string {
	const key = `screening.evaluate:${causeOf(event, subject.community.communityId)}`;
	return screeningId === undefined ? key : `${key}:${stableId(screeningId)}`;
}

function idOf({ event, subject, screeningId }: EvaluatedApplication): string {
	const { platform, platformMemberId } = subject.member;
	const { communityId } = subject.community;
	const parts = [communityId, platform, platformMemberId, event.eventId];
	const place = event.communityId === communityId ? [] : [event.communityId];
	return stableId(...parts, ...place, ...(screeningId === undefined ? [] : [screeningId]));
}

/**
 * Keeps one decided or waiting application: member, application, ledger line and messages in the
 * transaction it is given. The same event again gives the first result.
 */
export async function recordApplication(
	tx: StoreTransaction,
	application: EvaluatedApplication,
): Promise<Once<JsonObject>> {
	const { subject, now } = application;
	const { communityId } = subject.community;
	return await tx.once(communityId, keyOf(application), now, async () => {
		const member = await applicantIn(tx, application);
		const waiting = await waitingResult(tx, application, member);
		if (waiting !== undefined) return waiting;
		const applicationId = idOf(application);
		const refused = await refuseEarly(tx, application, { applicationId, memberId: member.memberId });
		if (refused !== undefined) return refused;
		return await keep(tx, application, applicationId, member, await verdictOn(tx, application, member));
	});
}

/** The applicant as a member whom nobody else decides about meanwhile. */
async function applicantIn(tx: StoreTransaction, { subject, examined, now }: EvaluatedApplication): Promise<MemberRow> {
	const { communityId, groupId, name } = subject.community;
	const { platform, platformMemberId, name: memberName, language } = subject.member;
	await tx.ensureCommunity({ communityId, platform, groupId, name, at: now });
	// Two who apply at once must neither take the same place nor overlook each other.
	const { quota, signals } = examined?.checks ?? {};
	if (quota !== undefined || signals?.duplicates !== undefined) await tx.lockCommunity(communityId);
	const member = await tx.ensureMember({
		communityId,
		platform,
		platformMemberId,
		name: memberName,
		language,
		at: now,
	});
	await tx.lockMember(communityId, member.memberId);
	return member;
}

/** Asking again while a person looks at it, or while waiting for a place, is the same request: no second card. */
async function waitingResult(
	tx: StoreTransaction,
	{ subject, examined, collects }: EvaluatedApplication,
	{ memberId }: MemberRow,
): Promise<JsonObject | undefined> {
	const { communityId } = subject.community;
	const waiting = await tx.waitingApplication(communityId, memberId);
	if (waiting !== undefined) {
		const card = waiting.subject['card'] as unknown as ReviewCard;
		return result(waiting.applicationId, { outcome: 'review', evaluation: card.evaluation, subject, messages: [] });
	}
	if (examined?.checks.quota === undefined && collects !== true) return undefined;
	const [listed] = await tx.listApplications({ communityId, memberId, status: 'waitlisted' }, { limit: 1 });
	if (listed === undefined) return undefined;
	const { evaluation } = listed.subject['card'] as unknown as ReviewCard;
	const place = await placeOnList(tx, communityId, listed.applicationId);
	return result(listed.applicationId, { outcome: 'waitlisted', evaluation, subject, messages: [], place });
}

/** Keeps a new application with its verdict. */
async function keep(
	tx: StoreTransaction,
	application: EvaluatedApplication,
	applicationId: string,
	{ memberId, status }: MemberRow,
	{ evaluation, outcome, tier, seat }: Verdict,
): Promise<JsonObject> {
	const { event, subject, language, reviewGroupId, now } = application;
	const { communityId } = subject.community;
	const seen = seenFields(event);
	const card: ReviewCard = {
		applicationId,
		subject,
		evaluation,
		note: event.text,
		invite: inviteOf(event),
		...(Object.keys(seen).length === 0 ? {} : { seen }),
		language,
	};
	const end = outcome === 'waitlisted' ? await endOfList(tx, communityId) : undefined;
	const isDecided = outcome === 'approved' || outcome === 'rejected';
	await tx.insertApplication({
		communityId,
		applicationId,
		memberId,
		status: outcome,
		score: evaluation.score,
		reasons: evaluation.reasons as unknown as Json,
		answers: toJson({ text: event.text, form: event.form, invite: event.invite }) as JsonObject,
		subject: toJson({ ...subject, card }) as JsonObject,
		reviewGroupId: reviewGroupId ?? null,
		createdAt: now,
		decidedAt: isDecided ? now : null,
		decidedBy: isDecided ? 'rules' : null,
		decisionNote: null,
		...(tier === undefined ? {} : { tier }),
		...(application.collects === true ? { way: 'selection' as const } : {}),
		...(end === undefined ? {} : { rank: end.rank }),
	});
	// Who is in the group already stays a member until somebody removes them.
	if (outcome === 'rejected' && status !== 'member') await tx.setMemberStatus(communityId, memberId, 'rejected', now);
	if (seat !== undefined) {
		await letIn(tx, { communityId, memberId, applicationId, way: 'application', tier: seat.tier, now });
	}
	await tx.appendLedger([
		{
			communityId,
			source: 'screening',
			eventId: `${applicationId}:evaluated`,
			type: `application.${outcome}`,
			memberId,
			actorId: 'rules',
			occurredAt: event.occurredAt,
			recordedAt: now,
			data: toJson({ applicationId, ...evaluation }) as JsonObject,
		},
	]);
	const place = end?.place;
	const messages = messagesFor(application, card, { outcome, place });
	return result(applicationId, { outcome, evaluation, subject, messages, tier: seat?.tier, place });
}

interface Result extends Pick<RecordedApplication, 'messages'> {
	outcome: ScreeningOutcome;
	evaluation: Evaluation;
	subject: EvaluatedApplication['subject'];
	/** Whose place was taken; absent for an open one. */
	tier?: string | undefined;
	/** On the waiting list, from 1. */
	place?: number | undefined;
}

function result(applicationId: string, { outcome, evaluation, subject, messages, tier, place }: Result): JsonObject {
	return toJson({ applicationId, ...evaluation, decision: outcome, tier, place, ...subject, messages }) as JsonObject;
}
