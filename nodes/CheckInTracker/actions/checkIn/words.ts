import type { CommunityEvent } from '../../../../community/event';
import { mentioning } from '../../../../community/checkin/messages';
import type { OutboundMessage } from '../../../../community/message';
import { buttonAnswer } from '../../../../community/reply';
import type { Subject } from '../../../../community/subject';

/** Where a member is told what became of a check-in. */
export type Tell = 'chat' | 'nobody';

/**
 * The word to a member about a check-in: under the message, or where the button was pressed; in the group for what
 * came from elsewhere.
 */
export function wordAbout(
	subject: Subject,
	event: CommunityEvent | undefined,
	text: string,
	dedupeKey: string,
): OutboundMessage[] {
	if (event?.type === 'button') {
		return event.replyHandle === undefined ? [] : [buttonAnswer(event.replyHandle, text, dedupeKey)];
	}
	const own = event?.type === 'message' && event.communityId === subject.community.groupId;
	return [mentioning(subject, text, dedupeKey, own ? event.messageId : undefined)];
}
