import { z } from 'zod/v4';
import type { Answer } from './answer';
import type { BotCall, ChatId } from './bot-call';

export type Membership = { kind: 'inside'; isRestricted: boolean } | { kind: 'outside'; isRestricted: boolean };

const chatMemberSchema = z.object({ status: z.string(), is_member: z.boolean().optional() });

/** Whether somebody is in the group; the answer itself where Telegram does not say. */
export async function membershipOf(
	call: (call: BotCall) => Promise<Answer>,
	member: { chat_id: ChatId; user_id: number },
): Promise<Membership | { kind: 'unknown'; answer: Answer }> {
	const answer = await call({ method: 'getChatMember', params: member });
	if (
		answer.kind === 'refused' &&
		/user not found|participant_id_invalid|user_not_participant|member not found/i.test(answer.description)
	) {
		return { kind: 'outside', isRestricted: false };
	}
	const parsed = answer.kind === 'ok' ? chatMemberSchema.safeParse(answer.result) : undefined;
	if (!parsed?.success) return { kind: 'unknown', answer };
	const { status, is_member: isMember } = parsed.data;
	const isRestricted = status === 'restricted';
	const isInside = isRestricted ? isMember === true : status !== 'left' && status !== 'kicked';
	return { kind: isInside ? 'inside' : 'outside', isRestricted };
}
