import { ANSWER_COPY, type AnswerCopy } from '../../../../community/elimination/answer-copy';
import { answeredCard, appealCard, talkOutcomeMessage } from '../../../../community/elimination/cards';
import { outcomeMessage } from '../../../../community/elimination/messages';
import type { CaseAction } from '../../../../community/elimination/transitions';
import type { CommunityEvent } from '../../../../community/event';
import type { OutboundMessage } from '../../../../community/message';
import { buttonAnswer } from '../../../../community/reply';
import type { EliminationCaseRow } from '../../../../store/types';
import { caseOf, type Terms } from './cases';

/** What somebody says about a case. */
export interface Answer {
	communityId: string;
	caseId: string;
	action: CaseAction;
	/** Who is meant to answer like this: the member concerned, operators in their group, or whoever filled in the fields. */
	from: 'member' | 'operators' | 'fields' | 'platform';
	/** Who does: a platform id, or a name. */
	id: string;
	name: string;
	note: string;
	/** Where operators decide now, if not where they did at the time of the notice. */
	otherGroupId?: string | undefined;
	/** The press of a button that said it. */
	click?: CommunityEvent;
	/** An event to pass on where no button was pressed. */
	event?: CommunityEvent;
}

/** An answer with the case that it is about. */
export interface Respondent {
	answer: Answer;
	row: EliminationCaseRow;
	terms: Terms;
}

/** A short answer where somebody pressed a button. */
export function toast({ click }: Answer, text: string): OutboundMessage[] {
	if (click?.replyHandle === undefined) return [];
	return [buttonAnswer(click.replyHandle, text, `button:${click.eventId}`)];
}

/** What is said after an answer that was accepted, to whoever is concerned. */
export function messagesFor(respondent: Respondent): OutboundMessage[] {
	const { answer, row, terms } = respondent;
	const { voice, operatorsGroupId: group } = terms;
	const of = caseOf(row);
	const said = (key: keyof AnswerCopy & ('appealed' | 'agreed' | 'declined' | 'upheld' | 'granted' | 'done')) =>
		toast(answer, ANSWER_COPY[voice.language][key]);
	const toGroup = (compose: (groupId: string) => OutboundMessage) => (group === '' ? [] : [compose(group)]);
	switch (answer.action) {
		case 'appeal':
			return [
				...said('appealed'),
				outcomeMessage(of, 'appealReceived', voice),
				...toGroup((groupId) => appealCard(of, groupId, voice)),
			];
		case 'agree':
			return [...said('agreed'), ...toGroup((groupId) => talkOutcomeMessage(of, 'memberAgreed', groupId, voice))];
		case 'decline':
			return [...said('declined'), ...toGroup((groupId) => talkOutcomeMessage(of, 'memberDeclined', groupId, voice))];
		case 'uphold':
			return [...said('upheld'), outcomeMessage(of, 'appealUpheld', voice), ...card(respondent, 'upheldBy')];
		case 'grant':
			return [...said('granted'), outcomeMessage(of, 'appealGranted', voice), ...card(respondent, 'grantedBy')];
		case 'complete':
			return [...said('done'), ...card(respondent, 'doneBy')];
		case 'cancel':
			return row.kind === 'removal' ? [outcomeMessage(of, 'spared', voice)] : [];
		default:
			return [];
	}
}

/** The card that was pressed, without its buttons. */
function card({ answer, row, terms }: Respondent, by: 'upheldBy' | 'grantedBy' | 'doneBy'): OutboundMessage[] {
	const { click, name } = answer;
	const messageId = click?.button?.messageId;
	if (click === undefined || messageId === undefined) return [];
	return [answeredCard(caseOf(row), by, { operator: name, groupId: click.communityId, messageId }, terms.voice)];
}
