import { readCode, showCode, type CodeProblem } from '../../../../community/admission/code';
import { codeInWords } from '../../../../community/admission/messages';
import { OUTCOME_COPY } from '../../../../community/admission/outcome-copy';
import type { CommunityEvent } from '../../../../community/event';
import type { Language } from '../../../../community/language';
import type { OutboundMessage } from '../../../../community/message';
import type { Subject } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import type { JsonObject, MemberRow, Once, RedeemVerdict, StoreTransaction } from '../../../../store/types';
import { causeOf, toJson } from '../../../shared/item';
import { ensurePerson, knownPerson, screeningLine, wordTo } from '../admission/person';
import { invitationJson } from './view';

export interface BroughtCode {
	event: CommunityEvent;
	subject: Subject;
	/** As it was typed; empty for none. */
	typed: string;
	language: Language;
	tellApplicant: boolean;
	now: string;
}

type Outcome = { code: string; booked: RedeemVerdict } | { code: string | undefined; booked: { verdict: CodeProblem } };

/**
 * Books one use of a code in the transaction it is given, with who invited whom. The same event again
 * gives the first result; the same member with the same code has redeemed it once.
 */
export async function redeemCode(tx: StoreTransaction, brought: BroughtCode): Promise<Once<JsonObject>> {
	const { event, subject, now } = brought;
	const { communityId } = subject.community;
	const key = `screening.redeem:${causeOf(event, communityId)}`;
	return await tx.once(communityId, key, now, async () => {
		const member = await ensurePerson(tx, subject, now);
		const outcome = await book(tx, brought, member);
		const verdict = outcome.booked.verdict;
		const redeemed = verdict === 'redeemed' || verdict === 'already';
		if (verdict !== 'already') await tx.appendLedger([line(brought, member, outcome)]);
		const { code } = outcome;
		return toJson({
			redeemed,
			verdict,
			code: code === undefined ? (brought.typed === '' ? null : brought.typed.slice(0, 64)) : showCode(code),
			...('invitation' in outcome.booked ? await invitedBy(tx, brought, outcome.booked) : {}),
			...subject,
			messages: messagesFor(brought, outcome),
		}) as JsonObject;
	});
}

async function book(tx: StoreTransaction, brought: BroughtCode, { memberId }: MemberRow): Promise<Outcome> {
	const { event, subject, typed, now } = brought;
	const read = readCode(typed);
	if (!read.ok) return { code: undefined, booked: { verdict: read.problem } };
	const { communityId } = subject.community;
	const use = { communityId, code: read.code, memberId, at: now, eventId: event.eventId };
	return { code: read.code, booked: await tx.redeemInvitation(use) };
}

/** The invitation and whose it is. */
async function invitedBy(
	tx: StoreTransaction,
	{ subject, event, now }: BroughtCode,
	{ invitation }: Extract<RedeemVerdict, { invitation: unknown }>,
): Promise<object> {
	const { inviterMemberId } = invitation;
	const { communityId } = subject.community;
	const inviter =
		inviterMemberId === null ? undefined : await knownPerson(tx, communityId, inviterMemberId, event.platform);
	return { invitation: invitationJson(invitation, now), inviter: inviter ?? null };
}

function line({ event, subject, typed, now }: BroughtCode, { memberId }: MemberRow, { code, booked }: Outcome) {
	const redeemed = booked.verdict === 'redeemed';
	const invitation = 'invitation' in booked ? booked.invitation : undefined;
	return screeningLine({
		communityId: subject.community.communityId,
		eventId: redeemed
			? `${code ?? ''}:${memberId}:redeemed`
			: `${causeOf(event, subject.community.communityId)}:code_refused`,
		type: redeemed ? 'invitation.redeemed' : 'invitation.refused',
		memberId,
		actorId: 'rules',
		occurredAt: event.occurredAt,
		now,
		data: {
			code: code ?? typed.slice(0, 64),
			verdict: booked.verdict,
			inviterMemberId: invitation?.inviterMemberId,
			tier: invitation?.tier,
			event: event.eventId,
		},
	});
}

function messagesFor(brought: BroughtCode, { code, booked: { verdict } }: Outcome): OutboundMessage[] {
	const { event, subject, language, tellApplicant, typed } = brought;
	const redeemed = verdict === 'redeemed' || verdict === 'already';
	// A form's sender is told at the end of the way in; in a chat one expects an answer.
	if (!tellApplicant || (redeemed && event.type !== 'message')) return [];
	const text = redeemed
		? fillText(OUTCOME_COPY[language].codeTaken, { code: showCode(code ?? '') })
		: codeInWords(verdict, code ?? typed, language);
	return wordTo({ subject, event }, text, `invitation:${event.platform}:${event.eventId}:${verdict}`);
}
