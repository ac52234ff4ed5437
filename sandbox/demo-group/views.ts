import type { Chat, InviteLink, Membership, Person, StoredMessage, UpdateBody, User } from './model.ts';
import type { World } from './world.ts';

/** How the Bot API shows what the world keeps (https://core.telegram.org/bots/api#available-types). */

const ADMIN_RIGHTS = {
	can_manage_chat: true,
	can_delete_messages: true,
	can_manage_video_chats: true,
	can_restrict_members: true,
	can_promote_members: false,
	can_change_info: true,
	can_invite_users: true,
	can_pin_messages: true,
	can_manage_topics: false,
	can_post_stories: false,
	can_edit_stories: false,
	can_delete_stories: false,
};

export const PERMISSION_NAMES = [
	'can_send_messages',
	'can_send_audios',
	'can_send_documents',
	'can_send_photos',
	'can_send_videos',
	'can_send_video_notes',
	'can_send_voice_notes',
	'can_send_polls',
	'can_send_other_messages',
	'can_add_web_page_previews',
	'can_change_info',
	'can_invite_users',
	'can_pin_messages',
	'can_manage_topics',
];

export function userView({ id, is_bot, first_name, last_name, username, language_code }: Person): User {
	return {
		id,
		is_bot,
		first_name,
		...(last_name !== undefined && { last_name }),
		...(username !== undefined && { username }),
		...(language_code !== undefined && { language_code }),
	};
}

const userById = (world: World, id: number): User => userView(world.knownPerson(id));

export function chatView(world: World, chat: Chat): UpdateBody {
	if (chat.type === 'supergroup') return { id: chat.id, title: chat.title, type: chat.type };
	const { first_name, last_name, username } = userById(world, chat.id);
	return { id: chat.id, first_name, ...(last_name && { last_name }), ...(username && { username }), type: chat.type };
}

export function inviteLinkView(world: World, chat: Chat, link: InviteLink): UpdateBody {
	const { creatorId, ...rest } = link;
	const waiting = Object.values(chat.requests).filter(
		(request) => request.state === 'pending' && request.inviteLink === link.invite_link,
	).length;
	return {
		...rest,
		creator: userById(world, creatorId),
		...(waiting > 0 && { pending_join_request_count: waiting }),
	};
}

export function memberView(world: World, userId: number, membership: Membership): UpdateBody {
	const user = userById(world, userId);
	switch (membership.status) {
		case 'creator':
			return { user, status: 'creator', is_anonymous: false };
		case 'administrator':
			return { user, status: 'administrator', can_be_edited: false, is_anonymous: false, ...ADMIN_RIGHTS };
		case 'restricted': {
			const permissions = Object.fromEntries(
				PERMISSION_NAMES.map((name) => [name, membership.permissions[name] === true]),
			);
			const { until: until_date, isMember: is_member } = membership;
			return { user, status: 'restricted', is_member, until_date, ...permissions };
		}
		case 'kicked':
			return { user, status: 'kicked', until_date: membership.until };
		default:
			return { user, status: membership.status };
	}
}

/** A message as the bot sees it. @param withReply false inside `reply_to_message`, which never nests */
export function messageView(world: World, chat: Chat, message: StoredMessage, withReply = true): UpdateBody {
	const { fromId, replyToId, joinedId, leftId, ...rest } = message;
	const view: UpdateBody = { ...rest, from: userById(world, fromId), chat: chatView(world, chat) };
	if (message.entities?.length === 0) delete view.entities;
	if (message.caption_entities?.length === 0) delete view.caption_entities;
	const replied = withReply && replyToId !== undefined ? world.message(chat, replyToId) : undefined;
	if (replied) view.reply_to_message = messageView(world, chat, replied, false);
	if (joinedId !== undefined) {
		const joined = userById(world, joinedId);
		Object.assign(view, { new_chat_participant: joined, new_chat_member: joined, new_chat_members: [joined] });
	}
	if (leftId !== undefined) {
		const left = userById(world, leftId);
		Object.assign(view, { left_chat_participant: left, left_chat_member: left });
	}
	return structuredClone(view);
}
