import { mayAppeal, type AppealSettings, type AppealVerdict } from '../../../../community/admission/appeal';
import { ADMISSION_COPY } from '../../../../community/admission/copy';
import { OUTCOME_COPY } from '../../../../community/admission/outcome-copy';
import { stableId } from '../../../../community/digest';
import type { CommunityEvent } from '../../../../community/event';
import type { Language } from '../../../../community/language';
import type { OutboundMessage } from '../../../../community/message';
import { displayName, type Subject } from '../../../../community/subject';
import { fillText, shorten } from '../../../../community/text';
import { pageKey } from '../../../../store';
import type { JsonObject, Once, ReviewedApplication, StoreTransaction } from '../../../../store/types';
import { causeOf, toJson } from '../../../shared/item';
import { readPages } from '../../../shared/paging';
import { ensurePerson, groupWord, screeningLine, wordTo } from '../admission/person';
import { toAppeal } from './view';

export interface NewAppeal {
	event: CommunityEvent;
	subject: Subject;
	text: string;
	settings: AppealSettings;
	reviewGroupId: string | undefined;
	language: Language;
	now: string;
}

type Verdict = AppealVerdict | { ok: false; reason: 'nothing_decided' };

const KEPT_CHARACTERS = 4_000;
const SHOWN_CHARACTERS = 800;

/** Opens an appeal against the last decision about the member, in the transaction it is given. */
export async function openAppeal(tx: StoreTransaction, appeal: NewAppeal): Promise<Once<JsonObject>> {
	const { event, subject, now } = appeal;
	const { communityId } = subject.community;
	return await tx.once(communityId, `screening.appeal:${causeOf(event, communityId)}`, now, async () => {
		const { memberId } = await ensurePerson(tx, subject, now);
		await tx.lockMember(communityId, memberId);
		const application = await tx.lastDecision(communityId, memberId);
		const verdict = await judge(tx, appeal, memberId, application);
		const appealId = stableId(communityId, 'appeal', causeOf(event, communityId));
		if (verdict.ok && application !== undefined) {
			await keep(tx, appeal, { memberId, appealId, applicationId: application.applicationId });
		}
		return toJson({
			opened: verdict.ok,
			reason: verdict.ok ? null : verdict.reason,
			appealId: verdict.ok ? appealId : null,
			applicationId: application?.applicationId ?? null,
			text: appeal.text,
			...subject,
			messages: messagesFor(appeal, verdict, appealId, application?.applicationId),
		}) as JsonObject;
	});
}

async function judge(
	tx: StoreTransaction,
	{ subject, settings, now }: NewAppeal,
	memberId: string,
	application: ReviewedApplication | undefined,
): Promise<Verdict> {
	if (application?.decidedAt == null || application.status === 'waitlisted')
		return { ok: false, reason: 'nothing_decided' };
	const { communityId } = subject.community;
	const rows = await readPages(
		Number.POSITIVE_INFINITY,
		(page) => tx.listAppeals({ communityId, memberId, subjectKind: 'application' }, page),
		({ openedAt, appealId }) => pageKey(openedAt, appealId),
	);
	const { applicationId, status, decidedAt } = application;
	return mayAppeal({ applicationId, decision: status, decidedAt }, rows.map(toAppeal), settings, now);
}

async function keep(
	tx: StoreTransaction,
	{ event, subject, text, now }: NewAppeal,
	{ memberId, appealId, applicationId }: { memberId: string; appealId: string; applicationId: string },
): Promise<void> {
	const { communityId } = subject.community;
	await tx.openAppeal({
		communityId,
		appealId,
		subjectKind: 'application',
		subjectId: applicationId,
		memberId,
		text: shorten(text, KEPT_CHARACTERS),
		openedAt: now,
	});
	await tx.appendLedger([
		screeningLine({
			communityId,
			eventId: `${appealId}:opened`,
			type: 'appeal.opened',
			memberId,
			actorId: event.memberId,
			occurredAt: event.occurredAt,
			now,
			data: { appealId, applicationId, event: event.eventId },
		}),
	]);
}

function wordOf(verdict: Verdict, language: Language): string {
	const copy = ADMISSION_COPY[language];
	const own = OUTCOME_COPY[language];
	if (verdict.ok) return copy.appealOpened;
	switch (verdict.reason) {
		case 'open_already':
			return copy.appealOpenAlready;
		case 'too_late':
			return copy.appealTooLate;
		case 'no_more':
			return own.appealNoMore;
		case 'overturned_already':
		case 'not_rejected':
		case 'nothing_decided':
			return own.appealNothing;
	}
}

function messagesFor(
	{ event, subject, text, language, reviewGroupId }: NewAppeal,
	verdict: Verdict,
	appealId: string,
	applicationId = '',
): OutboundMessage[] {
	const copy = OUTCOME_COPY[language];
	const word = wordTo({ subject, event }, wordOf(verdict, language), `appeal:${appealId}:word`);
	if (!verdict.ok || reviewGroupId === undefined) return word;
	const card = [
		fillText(copy.appealTitle, { name: displayName(subject.member) }),
		fillText(copy.appealText, { text: shorten(text, SHOWN_CHARACTERS) }),
		fillText(copy.appealHowTo, { appeal: appealId, application: applicationId }),
	].join('\n');
	return [...word, groupWord(reviewGroupId, card, `appeal:${appealId}:card`)];
}
