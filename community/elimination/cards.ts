import { encodeButton, type ButtonAction } from '../button';
import type { OutboundMessage } from '../message';
import { fillText } from '../text';
import { ANSWER_COPY } from './answer-copy';
import { dueReminders } from './due';
import type { EliminationCase } from './lifecycle';
import { appealMessage, noticeMessage, talkMessage, taskMessage, taskReminderMessage } from './messages';
import type { EliminationPolicy } from './rules';
import { memberName, type Voice } from './words';

function button({ caseId, communityId }: EliminationCase, action: ButtonAction): string {
	return encodeButton({ action, id: caseId, communityId });
}

/** What the member gets when the case is opened, with buttons to answer by: a notice, or a proposal for a talk. */
export function openingMessage(of: EliminationCase, voice: Voice): OutboundMessage {
	if (of.status !== 'talked') return noticeMessage(of, voice, button(of, 'eli.appeal'));
	return talkMessage(of, voice, { agree: button(of, 'eli.agree'), decline: button(of, 'eli.decline') });
}

/** An appeal for operators to decide by a button. `reminder`: the n-th time that they are asked again. */
export function appealCard(of: EliminationCase, groupId: string, voice: Voice, reminder = 0): OutboundMessage {
	const { upholdButton, grantButton } = ANSWER_COPY[voice.language];
	return repeated(reminder, {
		...appealMessage(of, groupId, voice),
		buttons: [
			{ text: grantButton, value: button(of, 'eli.grant') },
			{ text: upholdButton, value: button(of, 'eli.uphold') },
		],
	});
}

function repeated(reminder: number, message: OutboundMessage): OutboundMessage {
	return reminder === 0 ? message : { ...message, dedupeKey: `${message.dedupeKey ?? ''}:reminder:${reminder}` };
}

/** A removal for a person to do, with the button to press afterwards. `reminder`: the n-th time that they are asked again. */
export function taskCard(
	of: EliminationCase,
	groupId: string,
	voice: Voice,
	{ reminder, now }: { reminder: number; now: string },
): OutboundMessage {
	const message =
		reminder === 0
			? taskMessage(of, groupId, voice)
			: taskReminderMessage(of, groupId, voice, { number: reminder, now });
	return { ...message, buttons: [{ text: ANSWER_COPY[voice.language].doneButton, value: button(of, 'eli.done') }] };
}

/** The card in place of one that was answered: without buttons, and with who did it. */
export function answeredCard(
	of: EliminationCase,
	by: 'upheldBy' | 'grantedBy' | 'doneBy',
	{ operator, groupId, messageId }: { operator: string; groupId: string; messageId: string },
	voice: Voice,
): OutboundMessage {
	const card = by === 'doneBy' ? taskMessage(of, groupId, voice) : appealMessage(of, groupId, voice);
	const line = fillText(ANSWER_COPY[voice.language][by], { operator });
	return {
		...card,
		text: `${card.text ?? ''}\n\n${line}`,
		replaces: messageId,
		dedupeKey: `${card.dedupeKey ?? ''}:answered`,
	};
}

/** A word to the operators about what came of a talk. */
export function talkOutcomeMessage(
	of: EliminationCase,
	kind: 'memberAgreed' | 'memberDeclined' | 'talkLapsed',
	groupId: string,
	voice: Voice,
): OutboundMessage {
	return {
		to: { kind: 'group', id: groupId },
		text: fillText(ANSWER_COPY[voice.language][kind], { name: memberName(of.member) }),
		format: 'plain',
		dedupeKey: `elimination:${of.caseId}:${kind}`,
	};
}

/** Whether the last days before the removal have begun for this case. */
export function isReminderDue(of: EliminationCase, policy: EliminationPolicy, now: string): boolean {
	return dueReminders([of], policy, now).length > 0;
}
