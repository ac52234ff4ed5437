/** Bot tokens, and addresses that hold one. https://core.telegram.org/bots/api#authorizing-your-bot */
const BOT_TOKEN = /\d{5,}(?::|%3A)[A-Za-z0-9_-]{20,}/gi;

/** Takes bot tokens out of a text that a person will read. */
export function withoutSecrets(text: string): string {
	return text.replace(BOT_TOKEN, '‹bot token›');
}

/** Telegram's descriptions, the first that matches, in words that say what to do. */
const EXPLANATIONS: readonly (readonly [RegExp, string])[] = [
	[/not an answer of the bot api/i, 'Something other than Telegram answered: check the base URL of the credential.'],
	[/unauthorized/i, 'Telegram does not accept the bot token: check the credential.'],
	[
		/^not found$/i,
		'Telegram does not know this bot or method: check the bot token and the base URL of the credential.',
	],
	[/bot was kicked|bot is not a member/i, 'The bot is not in the group any more: add it again.'],
	[/bot was blocked by the user/i, 'The member has blocked the bot, so it cannot write to them.'],
	[
		/can't initiate conversation/i,
		'The bot may write to a member only after the member has written to it (or has asked to join, for 5 minutes).',
	],
	[/user is deactivated/i, "The member's Telegram account does not exist any more."],
	[/user_privacy_restricted/i, "The member's privacy settings do not allow this."],
	[/group chat was upgraded/i, 'The group has become a supergroup and has a new id: use that one.'],
	[
		/chat not found/i,
		'Telegram does not know this chat, or the bot has never been in it: check the id and add the bot.',
	],
	[
		/user not found|user_id_invalid|participant_id_invalid|member not found/i,
		'Telegram does not know this member in this group: check the id.',
	],
	[/user_not_participant/i, 'This member is not in the group.'],
	[
		/chat owner|is an administrator|user_admin_invalid/i,
		'This member is an administrator, and a bot cannot act on those.',
	],
	[
		/not enough rights|chat_admin_required|need administrator rights|have no rights|right_forbidden|chat_write_forbidden|administrator rights in the chat/i,
		'The bot lacks a right for this: make it an administrator of the group with that right (restrict members, invite users, send messages).',
	],
	[/method is available.*supergroup/i, 'Telegram does this in supergroups only: turn the group into a supergroup.'],
	[/topic_closed|topic_deleted|message thread not found/i, 'The topic of the group is closed or gone.'],
	[/message to (edit|be edited) not found|message_id_invalid/i, 'The message to change does not exist any more.'],
	[/message can't be edited/i, 'Telegram does not let the bot change this message: it is too old or not its own.'],
	[
		/message can't be deleted/i,
		'Telegram does not let the bot delete this message: it is older than 48 hours, or the bot lacks the right to delete messages.',
	],
	[
		/wrong file identifier|wrong remote file|failed to get http url content|wrong type of the web page/i,
		'Telegram could not get the picture: check its address (public, a JPEG or PNG below 5 MB) or media id.',
	],
	[
		/image_process_failed|photo_invalid|photo_ext_invalid/i,
		'Telegram could not read the picture: it must be a JPEG, PNG or WebP.',
	],
	[/photo_save_file_invalid|file is too big|request entity too large/i, 'The picture is too large for Telegram.'],
	[
		/button_url_invalid|url host is empty|unsupported url protocol/i,
		"A button's link is not an address that Telegram accepts.",
	],
	[/button_data_invalid/i, "A button's value is longer than 64 bytes."],
	[/message text is empty|message must be non-empty/i, 'The message has no text to show.'],
	[/message is too long|message_too_long/i, 'The message is too long for Telegram.'],
	[/can't remove chat owner|can't restrict self/i, 'Telegram does not let the bot do this to this member.'],
];

/** One sentence for the operator, with Telegram's own words behind it. */
export function explain(code: number, description: string): string {
	const own = withoutSecrets(description.replace(/^(Bad Request|Forbidden): /, ''));
	const explanation = EXPLANATIONS.find(([pattern]) => pattern.test(own))?.[1];
	const said = own === '' ? `error ${code}` : `${code} ${own}`;
	return explanation ? `${explanation} (Telegram: ${said})` : `Telegram refused: ${said}`;
}
