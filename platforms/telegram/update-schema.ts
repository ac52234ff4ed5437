import { z } from 'zod/v4';

/*
 * The parts of Telegram's Update that events are made of (https://core.telegram.org/bots/api#update).
 * Every object lets unknown fields pass, so that a newer Bot API changes nothing here.
 */

const LAST_SECOND_OF_9999 = 253_402_300_799;
const unixTime = z.int().min(0).max(LAST_SECOND_OF_9999);

const userSchema = z.object({
	id: z.int(),
	first_name: z.string(),
	last_name: z.string().optional(),
	username: z.string().optional(),
	language_code: z.string().optional(),
});

const chatSchema = z.object({
	id: z.int(),
	type: z.string(),
	title: z.string().optional(),
});

const inviteLinkSchema = z.object({
	invite_link: z.string(),
	name: z.string().optional(),
	creator: z.object({ id: z.int() }).optional(),
});

const chatMemberSchema = z.object({
	status: z.string(),
	user: userSchema,
	/** Only with status "restricted". */
	is_member: z.boolean().optional(),
});

export const memberUpdateSchema = z.object({
	chat: chatSchema,
	from: userSchema,
	date: unixTime,
	old_chat_member: chatMemberSchema,
	new_chat_member: chatMemberSchema,
	invite_link: inviteLinkSchema.optional(),
});

export const joinRequestSchema = z.object({
	chat: chatSchema,
	from: userSchema,
	user_chat_id: z.int(),
	date: unixTime,
	bio: z.string().optional(),
	invite_link: inviteLinkSchema.optional(),
});

export const messageSchema = z.looseObject({
	message_id: z.int(),
	chat: chatSchema,
	from: userSchema.optional(),
	sender_chat: chatSchema.optional(),
	date: unixTime,
	text: z.string().optional(),
	caption: z.string().optional(),
	photo: z.array(z.unknown()).optional(),
	document: z.object({ mime_type: z.string().optional() }).optional(),
});

export const callbackQuerySchema = z.object({
	id: z.string().min(1),
	from: userSchema,
	data: z.string().min(1),
	message: z.object({
		message_id: z.int(),
		chat: chatSchema,
		text: z.string().optional(),
		caption: z.string().optional(),
	}),
});

export const updateSchema = z.looseObject({ update_id: z.int() });

/** Enough of any update to say where and when it happened. */
export const placeSchema = z.object({
	chat: chatSchema.optional(),
	message: z.object({ chat: chatSchema }).optional(),
	date: unixTime.optional(),
});

export type TelegramUser = z.infer<typeof userSchema>;
export type TelegramChat = z.infer<typeof chatSchema>;
export type TelegramChatMember = z.infer<typeof chatMemberSchema>;
export type TelegramInviteLink = z.infer<typeof inviteLinkSchema>;
export type TelegramMessage = z.infer<typeof messageSchema>;
