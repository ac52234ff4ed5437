import type { DeliveryResult } from '../../community/message';
import type { MemberAction, Target } from '../platform';
import type { Answer } from './answer';
import type { BotCall, ChatId, Permissions } from './bot-call';
import { chatIdOf, userIdOf } from './ids';
import { membershipOf } from './membership';
import { failed, outcomeOf, sent } from './outcome';
import { Refusal } from './refusal';

type Call = (call: BotCall) => Promise<Answer>;
type MemberParams = { chat_id: ChatId; user_id: number };

/** Telegram takes an end that is nearer than 30 s or farther than 366 days for "never". */
const SHORTEST_MUTE_MS = 35_000;
const LONGEST_MUTE_MS = 366 * 24 * 3_600_000;

/**
 * Mutes, removes or restores a member.
 * @param now milliseconds since 1970
 * @throws Refusal if the ids are not Telegram's, or the mute has ended before it begins
 */
export async function actOnMember(
	call: Call,
	action: MemberAction,
	target: Target,
	now: number,
): Promise<DeliveryResult> {
	const member = { chat_id: chatIdOf(target.groupId), user_id: userIdOf(target.platformMemberId) };
	switch (action.kind) {
		case 'mute':
			return mute(call, member, action.until, now);
		case 'remove':
			return remove(call, member, action.mayReturn);
		case 'restore':
			return restore(call, member);
	}
}

async function mute(call: Call, member: MemberParams, until: string | undefined, now: number): Promise<DeliveryResult> {
	const { until_date, note } = muteEnd(until, now);
	const answer = await call({
		method: 'restrictChatMember',
		params: {
			...member,
			permissions: allPermissions(false),
			use_independent_chat_permissions: true,
			...(until_date !== undefined && { until_date }),
		},
	});
	const outcome = outcomeOf(answer);
	return outcome.status === 'sent' && note ? { ...outcome, degraded: [...outcome.degraded, note] } : outcome;
}

function muteEnd(until: string | undefined, now: number): { until_date?: number; note?: string } {
	if (until === undefined) return {};
	const end = Date.parse(until);
	if (Number.isNaN(end)) throw new Refusal(`"${until}" is not a time (ISO 8601, such as 2030-01-31T20:00:00Z).`);
	if (end <= now) throw new Refusal(`The mute would end (${until}) before it begins.`);
	if (end - now > LONGEST_MUTE_MS)
		return { note: 'end of the mute: Telegram keeps none beyond 366 days, it has no end now' };
	const isShort = end - now < SHORTEST_MUTE_MS;
	return {
		until_date: Math.ceil((isShort ? now + SHORTEST_MUTE_MS : end) / 1000),
		...(isShort && { note: 'end of the mute: Telegram mutes for 30 seconds at least' }),
	};
}

async function remove(call: Call, member: MemberParams, mayReturn: boolean): Promise<DeliveryResult> {
	const banned = await call({ method: 'banChatMember', params: member });
	if (banned.kind !== 'ok') return isRefused(banned, /user_not_participant/i) ? sent() : outcomeOf(banned);
	if (!mayReturn) return outcomeOf(banned);
	const unbanned = await unban(call, member);
	if (unbanned.status === 'sent') return unbanned;
	return { ...unbanned, reason: `The member is removed, but cannot return yet: ${unbanned.reason ?? ''}` };
}

async function restore(call: Call, member: MemberParams): Promise<DeliveryResult> {
	const unbanned = await unban(call, member);
	if (unbanned.status !== 'sent') return unbanned;
	const membership = await membershipOf(call, member);
	if (membership.kind === 'unknown') {
		return membership.answer.kind === 'ok'
			? failed('Telegram did not say whether the member is muted. It is safe to try again.')
			: outcomeOf(membership.answer);
	}
	// Whoever left while muted would come back muted, so the mute is lifted outside the group too.
	if (!membership.isRestricted) return unbanned;
	const answer = await call({
		method: 'restrictChatMember',
		params: { ...member, permissions: allPermissions(true), use_independent_chat_permissions: true },
	});
	return isRefused(answer, /user_not_participant/i) ? sent() : outcomeOf(answer);
}

async function unban(call: Call, member: MemberParams): Promise<DeliveryResult> {
	const answer = await call({ method: 'unbanChatMember', params: { ...member, only_if_banned: true } });
	// A basic group knows no bans: whoever was removed from it may return anyway.
	return isRefused(answer, /available (for|in) supergroup/i) ? sent() : outcomeOf(answer);
}

function isRefused(answer: Answer, pattern: RegExp): boolean {
	return answer.kind === 'refused' && pattern.test(answer.description);
}

function allPermissions(allowed: boolean): Permissions {
	return {
		can_send_messages: allowed,
		can_send_audios: allowed,
		can_send_documents: allowed,
		can_send_photos: allowed,
		can_send_videos: allowed,
		can_send_video_notes: allowed,
		can_send_voice_notes: allowed,
		can_send_polls: allowed,
		can_send_other_messages: allowed,
		can_add_web_page_previews: allowed,
		can_react_to_messages: allowed,
		can_change_info: allowed,
		can_invite_users: allowed,
		can_edit_tag: allowed,
		can_pin_messages: allowed,
		can_manage_topics: allowed,
	};
}
