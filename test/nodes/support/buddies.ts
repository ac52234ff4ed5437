import type { CommunityEvent } from '../../../community/event';
import { event, person } from './workflows';

export interface Said {
	to: { kind: string; id: string };
	text: string;
	dedupeKey: string;
	mentions?: { id: string; name: string }[];
	buttons?: { text: string; value: string }[];
}

export const messagesOf = (json: object | undefined): Said[] => (json as { messages?: Said[] }).messages ?? [];

/** A message of somebody in the group. */
export const says = (memberId: string, text: string, fields: Partial<CommunityEvent> = {}) =>
	event({ type: 'message', ...person(memberId, `会员${memberId}`), text, messageId: `9${memberId}`, ...fields });

/** Somebody presses a button under a message of the group. */
export const presses = (memberId: string, value: string, fields: Partial<CommunityEvent> = {}) =>
	event({
		type: 'button',
		...person(memberId, `会员${memberId}`),
		button: { value, messageId: '5' },
		replyHandle: { kind: 'telegram.callback', token: `cb${memberId}`, expiresAt: '2026-06-30T12:05:00.000Z' },
		...fields,
	});
