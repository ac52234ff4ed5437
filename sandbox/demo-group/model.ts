/** The Bot API's own shapes (https://core.telegram.org/bots/api), as far as the demo group keeps them. */

export interface User {
	id: number;
	is_bot: boolean;
	first_name: string;
	last_name?: string;
	username?: string;
	language_code?: string;
}

/** A person (or the bot) with what Telegram knows but shows only in some places. */
export type Person = User & { bio?: string; startedBot: boolean };

/** What an administrator may allow a member to do; a missing key means "no" once a restriction is set. */
export type Permissions = Record<string, boolean>;

/** A place in a group. `until` is in seconds since 1970; 0 means for ever. */
export type Membership =
	| { status: 'creator' | 'administrator' | 'member' | 'left' }
	| { status: 'restricted'; permissions: Permissions; until: number; isMember: boolean }
	| { status: 'kicked'; until: number };

export interface InviteLink {
	invite_link: string;
	creatorId: number;
	creates_join_request: boolean;
	is_primary: boolean;
	is_revoked: boolean;
	name?: string;
	expire_date?: number;
	member_limit?: number;
}

/** Asking to join; `date` in seconds. `declined` and `cancelled` stay, so that the page can show what happened. */
export interface JoinRequest {
	userId: number;
	date: number;
	bio: string;
	inviteLink: string;
	state: 'pending' | 'approved' | 'declined' | 'cancelled';
}

export interface Entity {
	type: string;
	offset: number;
	length: number;
	url?: string;
	user?: User;
	language?: string;
	custom_emoji_id?: string;
}

export interface Button {
	text: string;
	url?: string;
	callback_data?: string;
}
export interface InlineKeyboard {
	inline_keyboard: Button[][];
}

export interface PhotoSize {
	file_id: string;
	file_unique_id: string;
	width: number;
	height: number;
	file_size: number;
}

export interface StoredMessage {
	message_id: number;
	fromId: number;
	date: number;
	edit_date?: number;
	text?: string;
	entities?: Entity[];
	photo?: PhotoSize[];
	caption?: string;
	caption_entities?: Entity[];
	reply_markup?: InlineKeyboard;
	replyToId?: number;
	joinedId?: number;
	leftId?: number;
}

/** A group, or the private chat of one person with the bot (then `id` is the person's id). */
export interface Chat {
	id: number;
	type: 'supergroup' | 'private';
	title?: string;
	adminGroupId?: number;
	isAdminGroup: boolean;
	members: Record<string, Membership>;
	requests: Record<string, JoinRequest>;
	inviteLinks: InviteLink[];
	messages: StoredMessage[];
	nextMessageId: number;
}

export interface StoredFile {
	file_id: string;
	file_unique_id: string;
	file_path: string;
	mime: string;
	data: Buffer;
}

/** A press of a button that waits for its bot's answer. */
export interface Press {
	id: string;
	userId: number;
	chatId: number;
	/** The bot whose button it is: only that one hears of it and may answer. */
	botId: number;
	date: number;
	answered: boolean;
}

export type UpdateBody = Record<string, unknown>;
export type Update = { update_id: number } & UpdateBody;

/** What the page hears at once: a chat that changed, or the bot's toast for one person. */
export type Change =
	| { type: 'changed'; chatId: number | null }
	| { type: 'toast'; userId: number; chatId: number; text: string; showAlert: boolean; url: string | null };
