import type { DeliveryResult } from '../../community/message';
import type { Answer } from './answer';
import { explain } from './reasons';

export function sent(degraded: string[] = []): DeliveryResult {
	return { status: 'sent', degraded };
}

export function failed(reason: string): DeliveryResult {
	return { status: 'failed', degraded: [], reason };
}

/** What to make of an answer that says neither yes nor no. */
export function notAnswered(
	answer: Extract<Answer, { kind: 'limited' | 'silent' | 'unreachable' }>,
	isRepeatable: boolean,
): DeliveryResult {
	switch (answer.kind) {
		case 'limited':
			return {
				status: 'rate_limited',
				retryAfterMs: answer.retryAfterMs,
				degraded: [],
				reason: 'Telegram asked to slow down.',
			};
		case 'unreachable':
			return failed(`Telegram could not be reached: ${answer.reason}`);
		case 'silent':
			return isRepeatable
				? failed(`Telegram did not say whether it is done: ${answer.reason}. It is safe to try again.`)
				: {
						status: 'unsure',
						degraded: [],
						reason: `Telegram did not say whether the message was sent: ${answer.reason}. Look into the chat before sending it again.`,
					};
	}
}

/** The outcome of a call that may be repeated without harm. */
export function outcomeOf(answer: Answer): DeliveryResult {
	if (answer.kind === 'ok') return sent(answer.note === undefined ? [] : [answer.note]);
	if (answer.kind === 'refused') return failed(explain(answer.code, answer.description));
	return notAnswered(answer, true);
}
