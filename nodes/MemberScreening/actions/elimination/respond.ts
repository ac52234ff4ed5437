import { ANSWER_COPY } from '../../../../community/elimination/answer-copy';
import type { Actor } from '../../../../community/elimination/lifecycle';
import { ACTIONS } from '../../../../community/elimination/transitions';
import { memberName } from '../../../../community/elimination/words';
import { COPY } from '../../../../community/copy';
import type { CommunityEvent } from '../../../../community/event';
import { fillText } from '../../../../community/text';
import type { JsonObject, Once, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { caseJson, caseOf, knownCase, termsOf } from './cases';
import { messagesFor, toast, type Answer, type Respondent } from './replies';
import { takeStep } from './steps';

/** Why an answer changes nothing. */
type Refusal = 'not_the_member' | 'not_here' | 'already' | 'too_late';

/**
 * Takes an answer in the transaction it is given. Whoever presses a button gets a short answer in any
 * case: also where the button is not for them, was pressed elsewhere, too late, or after it was settled.
 *
 * @returns `undefined` for a button of a case that is not known
 * @throws InputError or DomainError for an answer by fields that is not possible
 */
export async function respond(
	tx: StoreTransaction,
	answer: Answer,
	now: string,
): Promise<Once<JsonObject> | undefined> {
	const { communityId, caseId, click, event, action } = answer;
	if (click !== undefined && (await tx.getCase(communityId, caseId)) === undefined) return undefined;
	const row = await knownCase(tx, communityId, caseId);
	const respondent = { answer, row, terms: await termsOf(tx, communityId, row.runId, answer.otherGroupId) };
	const cause = click ?? (answer.from === 'platform' ? event : undefined);
	const key = cause === undefined ? `${caseId}:${action}` : `${cause.platform}:${cause.eventId}`;
	return await tx.once(communityId, `screening.answer:${key}`, now, async () => {
		const refusal = click === undefined ? undefined : await refusalOf(tx, respondent, click, now);
		return toJson(
			refusal === undefined ? await accept(tx, respondent, now) : refused(respondent, refusal),
		) as JsonObject;
	});
}

/** A button's value can be forged by a modified client; who pressed it, and where, cannot. */
async function refusalOf(
	tx: StoreTransaction,
	{ answer, row, terms }: Respondent,
	click: CommunityEvent,
	now: string,
): Promise<Refusal | undefined> {
	if (answer.from === 'operators' && click.communityId !== terms.operatorsGroupId) return 'not_here';
	if (answer.from === 'member') {
		const identity = { platform: click.platform, platformMemberId: answer.id };
		const presser = await tx.findMember(row.communityId, identity);
		if (presser?.memberId !== row.memberId) return 'not_the_member';
	}
	const { status, history, appealUntil } = caseOf(row);
	if (history.at(-1)?.action === answer.action || !ACTIONS[answer.action].from.includes(status)) return 'already';
	if (answer.action === 'appeal' && Date.parse(now) >= Date.parse(appealUntil)) return 'too_late';
	return undefined;
}

function refused({ answer, row, terms }: Respondent, refusal: Refusal): object {
	const copy = ANSWER_COPY[terms.voice.language];
	const words: Record<Refusal, string> = {
		already: copy.already,
		too_late: copy.tooLate,
		not_here: copy.notHere,
		not_the_member: fillText(COPY[terms.voice.language].notYourButton, { name: memberName(caseOf(row).member) }),
	};
	return {
		answer: answer.action,
		refused: refusal,
		answeredBy: answer.name,
		...caseJson(row, terms.community),
		messages: toast(answer, words[refusal]),
	};
}

async function accept(tx: StoreTransaction, respondent: Respondent, now: string): Promise<object> {
	const { answer, terms } = respondent;
	const { action, note } = answer;
	const why = note === '' && action === 'appeal' ? ANSWER_COPY[terms.voice.language].appealWithoutWords : note;
	const { row } = await takeStep(tx, respondent.row, action, { at: now, by: actorOf(respondent), why }, terms);
	return {
		answer: action,
		refused: null,
		answeredBy: answer.name,
		...caseJson(row, terms.community),
		messages: messagesFor({ answer, row, terms }),
	};
}

function actorOf({ answer: { from, id }, row }: Respondent): Actor {
	switch (from) {
		case 'member':
			return { kind: 'member', id: row.memberId };
		case 'platform':
			return { kind: 'rules', id };
		default:
			return { kind: 'operator', id };
	}
}
