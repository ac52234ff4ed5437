import type { OutboundMessage } from '../message';
import { ageInWords } from '../review/age';
import { fillText, shorten } from '../text';
import { ELIMINATION_COPY, type EliminationCopy } from './copy';
import type { EliminationCase } from './lifecycle';
import { lastDay, memberName, reasonLines, type Voice } from './words';

type Button = NonNullable<OutboundMessage['buttons']>[number];

function toMember(of: EliminationCase, kind: string, text: string, buttons: Button[] = []): OutboundMessage {
	return {
		to: { kind: 'member', id: of.member.platformMemberId },
		text,
		format: 'plain',
		...(buttons.length === 0 ? {} : { buttons }),
		dedupeKey: `elimination:${of.caseId}:${kind}`,
	};
}

function toOperators(of: EliminationCase, kind: string, text: string, groupId: string): OutboundMessage {
	return {
		to: { kind: 'group', id: groupId },
		text,
		format: 'plain',
		dedupeKey: `elimination:${of.caseId}:${kind}`,
	};
}

function variables(of: EliminationCase, voice: Voice) {
	return {
		name: memberName(of.member),
		community: voice.communityName,
		reasons: reasonLines(of.reasons, voice),
		lastDay: lastDay(of.dueAt, voice.timeZone),
	};
}

/**
 * Tells a member that they are on notice, why, until when, and how to appeal.
 *
 * @param appealButton what the platform gives back when "I want to appeal" is pressed
 */
export function noticeMessage(of: EliminationCase, voice: Voice, appealButton?: string): OutboundMessage {
	const copy = ELIMINATION_COPY[voice.language];
	const text = fillText(copy.notice, variables(of, voice));
	if (Date.parse(of.appealUntil) <= Date.parse(of.openedAt)) return toMember(of, 'notice', text);
	const appeal = fillText(copy.noticeAppeal, { appealDay: lastDay(of.appealUntil, voice.timeZone) });
	const buttons = appealButton === undefined ? [] : [{ text: copy.appealButton, value: appealButton }];
	return toMember(of, 'notice', `${text}\n\n${appeal}`, buttons);
}

/** A last word before the grace period is over. */
export function reminderMessage(of: EliminationCase, voice: Voice): OutboundMessage {
	return toMember(of, 'reminder', fillText(ELIMINATION_COPY[voice.language].reminder, variables(of, voice)));
}

/** Goes out before the removal, since many platforms carry nothing to who has left. */
export function farewellMessage(of: EliminationCase, voice: Voice): OutboundMessage {
	const { name, community } = variables(of, voice);
	return toMember(of, 'farewell', fillText(ELIMINATION_COPY[voice.language].farewell, { name, community }));
}

/** A proposal for a talk: the member may go or stay, and nothing follows without an answer. */
export function talkMessage(
	of: EliminationCase,
	voice: Voice,
	answers?: { agree: string; decline: string },
): OutboundMessage {
	const copy = ELIMINATION_COPY[voice.language];
	const { name, community } = variables(of, voice);
	const buttons =
		answers === undefined
			? []
			: [
					{ text: copy.agreeButton, value: answers.agree },
					{ text: copy.declineButton, value: answers.decline },
				];
	return toMember(of, 'talk', fillText(copy.talk, { name, community }), buttons);
}

/** What came of the case, for the member: taken off the list, or the way of an appeal. */
export function outcomeMessage(
	of: EliminationCase,
	kind: keyof EliminationCopy & ('spared' | 'appealReceived' | 'appealUpheld' | 'appealGranted'),
	voice: Voice,
): OutboundMessage {
	const { name, community, lastDay: day } = variables(of, voice);
	return toMember(of, kind, fillText(ELIMINATION_COPY[voice.language][kind], { name, community, lastDay: day }));
}

/** Asks operators to decide an appeal. What the member wrote is shown as it is, shortened. */
export function appealMessage(of: EliminationCase, groupId: string, voice: Voice): OutboundMessage {
	const { name, reasons } = variables(of, voice);
	const words = of.history.findLast(({ action }) => action === 'appeal')?.why ?? '';
	const text = fillText(ELIMINATION_COPY[voice.language].appealTitle, { name, reasons, text: shorten(words, 600) });
	return toOperators(of, 'appeal', text, groupId);
}

/** Asks a person to remove the member by hand. */
export function taskMessage(of: EliminationCase, groupId: string, voice: Voice): OutboundMessage {
	const { taskTitle } = ELIMINATION_COPY[voice.language];
	const title = fillText(taskTitle, { name: memberName(of.member) });
	return toOperators(of, 'task', `${title}\n${taskBody(of, voice)}`, groupId);
}

/** The n-th reminder of a task that is still open, since when is in the case. */
export function taskReminderMessage(
	of: EliminationCase,
	groupId: string,
	voice: Voice,
	{ number, now }: { number: number; now: string },
): OutboundMessage {
	const since = of.history.at(-1)?.at ?? of.openedAt;
	const age = ageInWords(since, now, voice.language);
	const title = fillText(ELIMINATION_COPY[voice.language].taskReminder, { name: memberName(of.member), age });
	return toOperators(of, `task:reminder:${number}`, `${title}\n${taskBody(of, voice)}`, groupId);
}

function taskBody(of: EliminationCase, voice: Voice): string {
	return fillText(ELIMINATION_COPY[voice.language].taskBody, {
		platformMemberId: of.member.platformMemberId,
		reasons: reasonLines(of.reasons, voice),
	});
}
