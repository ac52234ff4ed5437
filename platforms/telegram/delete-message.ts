import type { DeliveryResult } from '../../community/message';
import type { MessagePlace } from '../platform';
import type { Answer } from './answer';
import type { BotCall } from './bot-call';
import { chatIdOf, messageIdOf } from './ids';
import { outcomeOf, sent } from './outcome';

/**
 * Takes a message out of a group. One that is gone, by an administrator's hand or by an earlier call, counts as done.
 * @throws Refusal if the ids are not Telegram's
 */
export async function deleteMessage(
	call: (call: BotCall) => Promise<Answer>,
	{ groupId, messageId }: MessagePlace,
): Promise<DeliveryResult> {
	const params = { chat_id: chatIdOf(groupId), message_id: messageIdOf(messageId) };
	const answer = await call({ method: 'deleteMessage', params });
	const isGone = answer.kind === 'refused' && /message to delete not found/i.test(answer.description);
	return isGone ? sent() : outcomeOf(answer);
}
