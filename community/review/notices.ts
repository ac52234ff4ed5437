import { stableId } from '../digest';
import type { OutboundMessage } from '../message';
import type { WaitingApplication } from './desk';
import type { DueEscalation, DueReminder } from './due';
import { digestMessage, escalationMessage, reminderMessage, type DeskPlace, type ReviewerName } from './messages';

/** An application with what is due for it. */
export interface Notice<Due> {
	application: WaitingApplication;
	due: Due;
}

/** One message about everything that one reviewer, or nobody yet, is reminded of; none for nothing. */
export function reminderNotice(
	notices: readonly Notice<DueReminder>[],
	place: DeskPlace,
	reviewer?: ReviewerName,
): OutboundMessage[] {
	return inOneMessage(notices, place, reviewer, ({ application, due }) =>
		reminderMessage(application, due, place, reviewer),
	);
}

/** One message about everything that is handed on to one reviewer; none for nothing. */
export function escalationNotice(
	notices: readonly Notice<DueEscalation>[],
	place: DeskPlace,
	reviewer: ReviewerName,
): OutboundMessage[] {
	return inOneMessage(notices, place, reviewer, ({ application, due }) =>
		escalationMessage(application, due, place, reviewer),
	);
}

/** Several are told of as a digest. Its key is made of theirs, so that the same notices are one message. */
function inOneMessage<Due extends { key: string }>(
	notices: readonly Notice<Due>[],
	place: DeskPlace,
	reviewer: ReviewerName | undefined,
	single: (notice: Notice<Due>) => OutboundMessage,
): OutboundMessage[] {
	const [first] = notices;
	if (first === undefined) return [];
	if (notices.length === 1) return [single(first)];
	const applications = notices.map(({ application }) => application);
	const dedupeKey = `review:notice:${stableId(...notices.map(({ due }) => due.key))}`;
	return digestMessage(applications, place).map((message) => ({
		...message,
		...(reviewer === undefined ? {} : { text: `@${reviewer.name}\n${message.text ?? ''}`, mentions: [reviewer] }),
		dedupeKey,
	}));
}
