import type { CommunityEvent } from '../../../../community/event';

/** What was seen, as it is kept with the step: members' words as they wrote them. */
export function evidenceOf(event: CommunityEvent): object {
	return {
		eventId: event.eventId,
		...(event.messageId === undefined ? {} : { messageId: event.messageId }),
		...(event.type === 'message' && event.text !== undefined ? { text: event.text } : {}),
	};
}
