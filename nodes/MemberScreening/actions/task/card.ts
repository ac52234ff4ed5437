import { OUTCOME_COPY } from '../../../../community/admission/outcome-copy';
import { encodeButton } from '../../../../community/button';
import type { Language } from '../../../../community/language';
import type { OutboundMessage } from '../../../../community/message';
import { displayName, type Subject } from '../../../../community/subject';
import { fillText, shorten } from '../../../../community/text';

/** What operators see of a proof; kept with it so that the card can be redrawn once it is judged. */
export interface ProofCard {
	proofId: string;
	memberId: string;
	taskId: string;
	title: string;
	subject: Subject;
	text: string;
	hasImage: boolean;
	language: Language;
	reviewGroupId: string | null;
}

const SHOWN_CHARACTERS = 600;

function cardText({ subject, title, text, hasImage, language }: ProofCard): string {
	const copy = OUTCOME_COPY[language];
	return [
		fillText(copy.proofTitle, { name: displayName(subject.member) }),
		fillText(copy.proofTask, { task: title }),
		...(text === '' ? [] : [fillText(copy.proofText, { text: shorten(text, SHOWN_CHARACTERS) })]),
		...(hasImage ? [copy.proofImage] : []),
	].join('\n');
}

/** The card with its two buttons, for the operators' group. */
export function proofCardMessage(card: ProofCard, reviewGroupId: string): OutboundMessage {
	const copy = OUTCOME_COPY[card.language];
	const { communityId } = card.subject.community;
	const value = (action: 'task.verify' | 'task.refuse') => encodeButton({ action, id: card.proofId, communityId });
	return {
		to: { kind: 'group', id: reviewGroupId },
		text: cardText(card),
		format: 'plain',
		buttons: [
			{ text: copy.verifyButton, value: value('task.verify') },
			{ text: copy.refuseButton, value: value('task.refuse') },
		],
		dedupeKey: `task:${card.proofId}:card`,
	};
}

/** The same card without buttons, saying who judged; takes the place of the first one. */
export function judgedCardMessage(
	card: ProofCard,
	verdict: string,
	{ groupId, messageId }: { groupId: string; messageId: string },
): OutboundMessage {
	return {
		to: { kind: 'group', id: groupId },
		text: `${cardText(card)}\n\n${verdict}`,
		format: 'plain',
		replaces: messageId,
		dedupeKey: `task:${card.proofId}:judged`,
	};
}
