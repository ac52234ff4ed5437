import type { Update } from 'grammy/types';

/** Updates as the Bot API documentation describes them, with the fields that real ones carry. */

export const BOT_ID = '7000000001';
export const RECEIVED_AT = '2026-03-01T08:00:02.000Z';
/** 2026-03-01T08:00:00Z */
export const DATE = 1_772_352_000;

const group = { id: -1001234567890, type: 'supergroup' as const, title: '晨读社群 ☀️', username: 'chendu' };
const newcomer = {
	id: 123456789,
	is_bot: false,
	first_name: '小明',
	last_name: '王 🐼',
	username: 'xiaoming',
	language_code: 'zh-hans',
};
const admin = { id: 987654321, is_bot: false, first_name: 'Ada' };
const bot = { id: 7000000001, is_bot: true, first_name: '社群助手', username: 'shequn_bot' };
const inviteLink = {
	invite_link: 'https://t.me/+AbCdEfGh…',
	creator: admin,
	creates_join_request: true,
	is_primary: false,
	is_revoked: false,
	name: '公众号 三月',
	pending_join_request_count: 2,
};

export const joinRequest = {
	update_id: 500000001,
	chat_join_request: {
		chat: group,
		from: newcomer,
		user_chat_id: 123456789,
		date: DATE,
		bio: '读书人，想每天早起',
		invite_link: inviteLink,
	},
} satisfies Update;

export const joined = {
	update_id: 500000002,
	chat_member: {
		chat: group,
		from: newcomer,
		date: DATE,
		old_chat_member: { user: newcomer, status: 'left' },
		new_chat_member: { user: newcomer, status: 'member' },
		invite_link: inviteLink,
		via_join_request: true,
	},
} satisfies Update;

const restricted = {
	user: newcomer,
	status: 'restricted' as const,
	can_send_messages: false,
	can_send_audios: false,
	can_send_documents: false,
	can_send_photos: false,
	can_send_videos: false,
	can_send_video_notes: false,
	can_send_voice_notes: false,
	can_send_polls: false,
	can_send_other_messages: false,
	can_add_web_page_previews: false,
	can_react_to_messages: false,
	can_change_info: false,
	can_edit_tag: false,
	can_invite_users: false,
	can_pin_messages: false,
	can_manage_topics: false,
	until_date: 0,
};

export const memberStates = {
	member: { user: newcomer, status: 'member' as const },
	left: { user: newcomer, status: 'left' as const },
	kicked: { user: newcomer, status: 'kicked' as const, until_date: 0 },
	restrictedInside: { ...restricted, is_member: true },
	restrictedOutside: { ...restricted, is_member: false },
};

export function memberUpdate(
	from: 'self' | 'admin',
	before: keyof typeof memberStates,
	after: keyof typeof memberStates,
): Update {
	return {
		update_id: 500000003,
		chat_member: {
			chat: group,
			from: from === 'self' ? newcomer : admin,
			date: DATE,
			old_chat_member: memberStates[before],
			new_chat_member: memberStates[after],
		},
	};
}

/** The notice in the chat that comes beside chat_member. */
export const joinNotice = {
	update_id: 500000004,
	message: {
		message_id: 41,
		from: newcomer,
		chat: group,
		date: DATE,
		new_chat_members: [newcomer, admin],
	},
} satisfies Update;

export const botAdded = {
	update_id: 500000005,
	my_chat_member: {
		chat: group,
		from: admin,
		date: DATE,
		old_chat_member: { user: bot, status: 'left' },
		new_chat_member: { user: bot, status: 'member' },
	},
} satisfies Update;

export const botRemoved = {
	update_id: 500000006,
	my_chat_member: {
		chat: group,
		from: admin,
		date: DATE,
		old_chat_member: { user: bot, status: 'member' },
		new_chat_member: { user: bot, status: 'kicked', until_date: 0 },
	},
} satisfies Update;

export const botBlocked = {
	update_id: 500000007,
	my_chat_member: {
		chat: { id: newcomer.id, type: 'private', first_name: newcomer.first_name },
		from: newcomer,
		date: DATE,
		old_chat_member: { user: bot, status: 'member' },
		new_chat_member: { user: bot, status: 'kicked', until_date: 0 },
	},
} satisfies Update;

export const textMessage = {
	update_id: 500000008,
	message: {
		message_id: 42,
		from: newcomer,
		chat: group,
		date: DATE,
		text: '打卡 Day 3 💪 <b>{{ $json }}</b>',
		entities: [{ type: 'bold', offset: 0, length: 2 }],
	},
} satisfies Update;

const photoSize = { file_id: 'AgACAgUAAx', file_unique_id: 'AQAD', width: 90, height: 90 };

export const photoMessage = {
	update_id: 500000009,
	message: { message_id: 43, from: newcomer, chat: group, date: DATE, photo: [photoSize], caption: '早餐 #打卡' },
} satisfies Update;

export const imageFileMessage = {
	update_id: 500000010,
	message: {
		message_id: 44,
		from: newcomer,
		chat: group,
		date: DATE,
		document: { file_id: 'BQACAgUAAx', file_unique_id: 'BQAD', file_name: 'p.png', mime_type: 'image/png' },
	},
} satisfies Update;

export const privateMessage = {
	update_id: 500000011,
	message: {
		message_id: 5,
		from: newcomer,
		chat: { id: newcomer.id, type: 'private', first_name: newcomer.first_name },
		date: DATE,
		text: '/start',
	},
} satisfies Update;

export const anonymousAdminMessage = {
	update_id: 500000012,
	message: {
		message_id: 45,
		from: { id: 1087968824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' },
		sender_chat: group,
		chat: group,
		date: DATE,
		text: '公告',
	},
} satisfies Update;

export const buttonPressed = {
	update_id: 500000013,
	callback_query: {
		id: '530242718041234567',
		from: admin,
		chat_instance: '-3456789012345678901',
		data: 'screening:approve:app_1',
		message: { message_id: 46, from: bot, chat: group, date: DATE - 3600, text: '小明 想加入' },
	},
} satisfies Update;

/** The message is too old for Telegram to show: only its place is left. */
export const oldButtonPressed = {
	update_id: 500000014,
	callback_query: {
		id: '530242718041234568',
		from: admin,
		chat_instance: '-3456789012345678901',
		data: 'x',
		message: { message_id: 47, chat: group, date: 0 },
	},
} satisfies Update;

export const editedMessage = {
	update_id: 500000015,
	edited_message: {
		message_id: 42,
		from: newcomer,
		chat: group,
		date: DATE,
		edit_date: DATE + 60,
		text: '打卡 Day 4',
	},
} satisfies Update;

export const poll = {
	update_id: 500000016,
	poll_answer: { poll_id: '5123', user: newcomer, option_ids: [0], option_persistent_ids: ['a'] },
} satisfies Update;

export const every = {
	joinRequest,
	joined,
	joinNotice,
	botAdded,
	botRemoved,
	botBlocked,
	textMessage,
	photoMessage,
	imageFileMessage,
	privateMessage,
	anonymousAdminMessage,
	buttonPressed,
	oldButtonPressed,
	editedMessage,
	poll,
};
