import { insiders, isInside, membershipOf } from './membership.ts';
import type { Chat, Membership } from './model.ts';
import type { Bots } from './bots.ts';
import { messageView, userView } from './views.ts';
import type { World } from './world.ts';

const SHOWN_MESSAGES = 200;

/** Where a person stands, in the words of the page. */
export type Standing = 'new' | 'waiting' | 'declined' | 'inside' | 'muted' | 'left' | 'removed';

function standingOf(world: World, chat: Chat, userId: number): Standing {
	const membership: Membership = membershipOf(world, chat, userId);
	if (membership.status === 'restricted' && membership.isMember)
		return membership.permissions.can_send_messages === true ? 'inside' : 'muted';
	if (isInside(membership)) return 'inside';
	if (membership.status === 'kicked') return 'removed';
	const request = chat.requests[userId];
	if (request?.state === 'pending') return 'waiting';
	if (request?.state === 'declined') return 'declined';
	return chat.members[userId] ? 'left' : 'new';
}

const messagesOf = (world: World, chat: Chat) =>
	chat.messages.slice(-SHOWN_MESSAGES).map((message) => messageView(world, chat, message));

const groupView = (world: World, chat: Chat) => ({
	id: chat.id,
	title: chat.title ?? '',
	memberCount: insiders(world, chat).length,
	messages: messagesOf(world, chat),
});

/**
 * All that the page shows of one group, its admin group and its people.
 * @throws ApiError when there is no such group
 */
export function snapshot(world: World, bots: Bots, groupId: number) {
	const { state } = world;
	const chat = world.chat(groupId);
	return {
		bot: userView(world.knownPerson(state.botId)),
		operator: userView(world.knownPerson(state.operatorId)),
		groups: Object.values(state.chats)
			.filter((other) => other.type === 'supergroup' && !other.isAdminGroup)
			.map(({ id, title }) => ({ id, title })),
		group: groupView(world, chat),
		adminGroup: chat.adminGroupId === undefined ? null : groupView(world, world.chat(chat.adminGroupId)),
		people: Object.values(state.people)
			.filter((person) => !person.is_bot && person.id !== state.operatorId)
			.map((person) => {
				const privateChat = state.chats[person.id];
				return {
					user: userView(person),
					standing: standingOf(world, chat, person.id),
					status: membershipOf(world, chat, person.id).status,
					bio: chat.requests[person.id]?.bio ?? person.bio ?? '',
					askedAt: chat.requests[person.id]?.date ?? null,
					privateMessages: privateChat ? messagesOf(world, privateChat) : [],
				};
			}),
		delivery: bots.delivery,
	};
}
