import type { ReplyHandle } from './event';
import type { OutboundMessage } from './message';

/** The short answer that appears where somebody pressed a button. */
export function buttonAnswer(handle: ReplyHandle, text: string, dedupeKey: string): OutboundMessage {
	return { to: { kind: 'reply', id: handle.token, handle: handle.kind }, text, format: 'plain', dedupeKey };
}
