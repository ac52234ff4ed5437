import type { DeliveryResult } from '../../community/message';
import type { Target } from '../platform';
import type { Answer } from './answer';
import type { BotCall } from './bot-call';
import { chatIdOf, userIdOf } from './ids';
import { membershipOf } from './membership';
import { failed, outcomeOf, sent } from './outcome';

/**
 * Lets somebody in or not. The same decision a second time counts as done, also when an
 * administrator made it by hand in the meantime.
 * @throws Refusal if the ids are not Telegram's
 */
export async function decideJoinRequest(
	call: (call: BotCall) => Promise<Answer>,
	action: 'approve' | 'decline',
	target: Target,
): Promise<DeliveryResult> {
	const params = { chat_id: chatIdOf(target.groupId), user_id: userIdOf(target.platformMemberId) };
	const method = action === 'approve' ? 'approveChatJoinRequest' : 'declineChatJoinRequest';
	const answer = await call({ method, params });
	if (answer.kind !== 'refused') return outcomeOf(answer);
	if (/user_already_participant/i.test(answer.description)) {
		return action === 'approve' ? sent() : failed('This person is in the group already: remove them instead.');
	}
	if (!/hide_requester_missing/i.test(answer.description)) return outcomeOf(answer);

	const membership = await membershipOf(call, params);
	if (membership.kind === 'unknown' && membership.answer.kind !== 'ok') return outcomeOf(membership.answer);
	const isWanted = membership.kind === (action === 'approve' ? 'inside' : 'outside');
	return isWanted ? sent() : failed('The request is gone: it was withdrawn or decided elsewhere.');
}
