import { ADMISSION_COPY, type AdmissionCopy } from '../../../../community/admission/copy';
import { missingInWords, paymentInWords, tasksInWords } from '../../../../community/admission/messages';
import { OUTCOME_COPY } from '../../../../community/admission/outcome-copy';
import type { Way } from '../../../../community/admission/ways';
import { COPY } from '../../../../community/copy';
import { stableId } from '../../../../community/digest';
import type { OutboundMessage } from '../../../../community/message';
import { displayName } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import type { StoreTransaction } from '../../../../store/types';
import { countInvitees } from '../invitation/tree';
import type { Checked } from './check';
import { groupWord, knownPerson, privateWord, wordTo } from './person';

const WAY_NAMES: Record<Way, { 'zh-CN': string; en: string }> = {
	application: { 'zh-CN': '申请', en: 'application' },
	invitation: { 'zh-CN': '邀请', en: 'invitation' },
	task: { 'zh-CN': '任务', en: 'tasks' },
	payment: { 'zh-CN': '付费', en: 'payment' },
	selection: { 'zh-CN': '筛选', en: 'selection' },
};

/** What the applicant can still do, or why not: the ways that are missing, then what tasks and payment want. */
export function wordsOf({ admission, evidence, settings, person }: Checked): string {
	const { language, mode, price } = settings;
	const { name } = person.subject.community;
	const isMissing = (way: Way) => admission.missing.some((one) => one.way === way);
	const failed = evidence.ways.find(({ state }) => state === 'failed');
	if (admission.state === 'failed' && failed?.reason !== 'refunded') {
		return fillText(COPY[language].applicantRejected, { community: name });
	}
	const lines = [
		missingInWords(admission, mode, name, language),
		...(evidence.tasks !== undefined && isMissing('task') ? [tasksInWords(evidence.tasks, language)] : []),
		...(evidence.payment !== undefined && price !== undefined && (isMissing('payment') || failed?.way === 'payment')
			? [paymentInWords(evidence.payment, price, language)]
			: []),
		...evidence.ways
			.filter(({ reason }) => reason === 'in_review' || reason === 'waitlisted')
			.flatMap(({ way }) => (way === 'application' ? [COPY[language].applicantWaits] : [])),
	];
	return lines.filter((line) => line !== '').join('\n');
}

const waysInWords = ({ evidence, settings: { language } }: Checked, state: 'satisfied' | 'failed'): string =>
	new Intl.ListFormat(language, { style: 'narrow', type: 'conjunction' }).format(
		evidence.ways.filter((one) => one.state === state).map(({ way }) => WAY_NAMES[way][language]),
	);

export async function admittedMessages(tx: StoreTransaction, checked: Checked): Promise<OutboundMessage[]> {
	const { person, memberId, settings, round } = checked;
	const { subject } = person;
	const { language, operatorsGroupId, inviteLink, welcome, tellApplicant, thankInviter } = settings;
	const copy = OUTCOME_COPY[language];
	const about = { name: displayName(subject.member), community: subject.community.name };
	const key = `admission:${memberId}:${round}`;
	const link = inviteLink === undefined ? [] : [fillText(copy.admittedLink, { link: inviteLink })];
	const word =
		welcome === undefined
			? [fillText(copy.admitted, about), ...link].join('\n')
			: fillText(welcome, { ...about, link: inviteLink });
	const ways = waysInWords(checked, 'satisfied');
	return [
		...(tellApplicant ? wordTo(person, word, `${key}:admitted`) : []),
		...(operatorsGroupId === undefined
			? []
			: [groupWord(operatorsGroupId, fillText(copy.admittedOperators, { ...about, ways }), `${key}:operators`)]),
		...(thankInviter ? await thanks(tx, checked, `${key}:thanks`) : []),
	];
}

/** A word to whoever invited the newcomer, with how many came by them. */
async function thanks(tx: StoreTransaction, checked: Checked, key: string): Promise<OutboundMessage[]> {
	const { person, memberId, settings } = checked;
	const { community, member } = person.subject;
	const { communityId, name } = community;
	const invited = await tx.inviterOf(communityId, memberId);
	if (invited === undefined) return [];
	const inviter = await knownPerson(tx, communityId, invited.inviterMemberId, member.platform);
	if (inviter === undefined) return [];
	const count = await countInvitees(tx, communityId, invited.inviterMemberId);
	const about = { name: displayName(member), community: name, count };
	return [privateWord({ member: inviter }, fillText(OUTCOME_COPY[settings.language].inviterThanks, about), key)];
}

export function waitingMessages(checked: Checked): OutboundMessage[] {
	const { person, memberId, settings } = checked;
	const words = wordsOf(checked);
	return settings.tellApplicant ? wordTo(person, words, `admission:${memberId}:waiting:${stableId(words)}`) : [];
}

/** @param revoked whether the person had been admitted: operators are told, because somebody has to see to it */
export function refusedMessages(checked: Checked, revoked: boolean): OutboundMessage[] {
	const { person, memberId, settings, evidence, digest, round } = checked;
	const { language, operatorsGroupId, tellApplicant } = settings;
	const key = `admission:${memberId}:${round}`;
	// Who rejects an application has said so.
	const isNews = evidence.ways.some(({ way, state }) => way === 'payment' && state === 'failed');
	const told = revoked && operatorsGroupId !== undefined;
	const about = { name: displayName(person.subject.member), ways: waysInWords(checked, 'failed') };
	return [
		...(tellApplicant && isNews ? wordTo(person, refund(language), `${key}:refused:${digest}`) : []),
		...(told
			? [groupWord(operatorsGroupId, fillText(OUTCOME_COPY[language].revokedOperators, about), `${key}:revoked`)]
			: []),
	];
}

const refund = (language: keyof typeof ADMISSION_COPY): AdmissionCopy['paymentRefunded'] =>
	ADMISSION_COPY[language].paymentRefunded;
