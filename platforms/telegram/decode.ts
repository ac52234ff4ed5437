import type { z } from 'zod/v4';
import type { CommunityEvent, EventType } from '../../community/event';
import {
	callbackQuerySchema,
	joinRequestSchema,
	memberUpdateSchema,
	messageSchema,
	placeSchema,
	updateSchema,
	type TelegramChat,
	type TelegramChatMember,
	type TelegramInviteLink,
	type TelegramMessage,
	type TelegramUser,
} from './update-schema';

/** The body is not an update of the Bot API. */
export class DecodeError extends Error {
	constructor(readonly reason: string) {
		super(reason);
		this.name = 'DecodeError';
	}
}

export interface DecodeContext {
	/** The bot's own user id: the part of its token before the colon. */
	botId: string;
	/** ISO 8601, when the request came in. */
	receivedAt: string;
}

type EventFields = Partial<CommunityEvent> & { type: EventType };
type Decoder = (payload: unknown, context: DecodeContext) => EventFields | undefined;

/** How long the bot may write to somebody who asked to join (Bot API: "for 5 minutes"). */
const USER_CHAT_MS = 5 * 60_000;
/** How long a pressed button waits for an answer. Telegram documents no figure; clients give up about then. */
const CALLBACK_MS = 15_000;

/** A message that holds one of these was written by somebody; all others are notices of the chat itself. */
const CONTENT_FIELDS = [
	'text',
	'caption',
	'photo',
	'sticker',
	'animation',
	'audio',
	'document',
	'video',
	'video_note',
	'voice',
	'contact',
	'location',
	'venue',
	'poll',
	'dice',
	'game',
	'story',
	'paid_media',
	'checklist',
	'rich_message',
] as const;

/*
 * `chat_member` is the only source of joined, left and removed. Telegram also announces the same
 * change as a message (new_chat_members, left_chat_member), but not in large groups, not when the
 * notices are hidden, and under another update_id: counting both would welcome people twice.
 * So every update concerns one member at most and the update's id is the event's id.
 */
const DECODERS: Readonly<Record<string, Decoder>> = {
	message: decoder(messageSchema, decodeMessage),
	chat_member: decoder(memberUpdateSchema, decodeMemberUpdate),
	my_chat_member: decoder(memberUpdateSchema, decodeBotMembership),
	chat_join_request: decoder(joinRequestSchema, decodeJoinRequest),
	callback_query: decoder(callbackQuerySchema, decodeCallbackQuery),
};

/**
 * Turns one verified update of the Bot API into events. What it does not understand becomes one
 * event of type `unknown` that carries the update in `raw`, so nothing is lost.
 * @param update the parsed body of the webhook; call verifySecretToken first
 * @throws DecodeError if it is no update at all (no `update_id`)
 */
export function decodeUpdate(update: unknown, context: DecodeContext): CommunityEvent[] {
	const parsed = updateSchema.safeParse(update);
	if (!parsed.success) throw new DecodeError('The body is not a Telegram update: it has no whole number "update_id".');
	const { update_id: updateId, ...payloads } = parsed.data;
	const fields = understood(payloads, context) ?? { type: 'unknown' };
	return [
		withoutUndefined<CommunityEvent>({
			v: 1,
			eventId: `${context.botId}:${updateId}`,
			platform: 'telegram',
			communityId: `telegram:${context.botId}`,
			occurredAt: context.receivedAt,
			receivedAt: context.receivedAt,
			verified: true,
			...place(payloads),
			...fields,
			raw: update as NonNullable<CommunityEvent['raw']>,
		}),
	];
}

function understood(payloads: Record<string, unknown>, context: DecodeContext): EventFields | undefined {
	for (const [kind, decode] of Object.entries(DECODERS)) {
		if (payloads[kind] !== undefined) return decode(payloads[kind], context);
	}
	return undefined;
}

function decoder<T>(
	schema: z.ZodType<T>,
	decode: (payload: T, context: DecodeContext) => EventFields | undefined,
): Decoder {
	return (payload, context) => {
		const parsed = schema.safeParse(payload);
		return parsed.success ? decode(parsed.data, context) : undefined;
	};
}

function decodeMessage(message: TelegramMessage): EventFields | undefined {
	if (!CONTENT_FIELDS.some((field) => message[field] !== undefined)) return undefined;
	return {
		type: 'message',
		...author(message),
		text: message.text ?? message.caption,
		messageId: String(message.message_id),
		hasImage: message.photo !== undefined || (message.document?.mime_type?.startsWith('image/') ?? false),
	};
}

/** Anonymous administrators and linked channels write as a chat; their `from` is a stand-in bot. */
function author({ from, sender_chat: chat }: TelegramMessage): Partial<CommunityEvent> {
	if (chat) return { memberId: String(chat.id), memberName: chat.title, memberIdType: 'chat' };
	return from ? member(from) : {};
}

function decodeMemberUpdate(update: z.infer<typeof memberUpdateSchema>): EventFields {
	const user = update.new_chat_member.user;
	return {
		type: memberChange(update),
		...member(user),
		...actor(update.from),
		...invite(update.invite_link),
	};
}

function memberChange(update: z.infer<typeof memberUpdateSchema>): EventType {
	const was = inGroup(update.old_chat_member);
	const is = inGroup(update.new_chat_member);
	if (was === is) return 'unknown';
	if (is) return 'joined';
	const bySomebodyElse = update.from.id !== update.new_chat_member.user.id;
	return update.new_chat_member.status === 'kicked' || bySomebodyElse ? 'removed' : 'left';
}

function decodeBotMembership(update: z.infer<typeof memberUpdateSchema>): EventFields {
	const was = inGroup(update.old_chat_member);
	const is = inGroup(update.new_chat_member);
	const isCommunity = update.chat.type !== 'private';
	const type = !isCommunity || was === is ? 'unknown' : is ? 'community_created' : 'community_dissolved';
	return { type, ...actor(update.from) };
}

function inGroup({ status, is_member: isMember }: TelegramChatMember): boolean {
	if (status === 'restricted') return isMember === true;
	return status === 'creator' || status === 'administrator' || status === 'member';
}

function decodeJoinRequest(request: z.infer<typeof joinRequestSchema>): EventFields {
	return {
		type: 'join_request',
		...member(request.from),
		text: request.bio,
		...invite(request.invite_link),
		replyHandle: {
			kind: 'telegram.user_chat',
			token: String(request.user_chat_id),
			expiresAt: new Date(request.date * 1000 + USER_CHAT_MS).toISOString(),
		},
	};
}

function decodeCallbackQuery(query: z.infer<typeof callbackQuerySchema>, { receivedAt }: DecodeContext): EventFields {
	return {
		type: 'button',
		...member(query.from),
		...actor(query.from),
		// The message's own date says when the button was shown, not when it was pressed.
		occurredAt: receivedAt,
		button: withoutUndefined({
			value: query.data,
			messageId: String(query.message.message_id),
			messageText: query.message.text ?? query.message.caption,
		}),
		replyHandle: {
			kind: 'telegram.callback',
			token: query.id,
			expiresAt: new Date(Date.parse(receivedAt) + CALLBACK_MS).toISOString(),
		},
	};
}

/** Where and when any update happened, as far as it says. */
function place(payloads: Record<string, unknown>): Partial<CommunityEvent> {
	for (const payload of Object.values(payloads)) {
		const parsed = placeSchema.safeParse(payload);
		if (!parsed.success) continue;
		const { chat = parsed.data.message?.chat, date } = parsed.data;
		return {
			...(chat && community(chat)),
			...(date !== undefined && { occurredAt: new Date(date * 1000).toISOString() }),
		};
	}
	return {};
}

function community(chat: TelegramChat): Partial<CommunityEvent> {
	return { communityId: String(chat.id), communityName: chat.title };
}

function member(user: TelegramUser): Partial<CommunityEvent> {
	return {
		memberId: String(user.id),
		memberName: fullName(user),
		memberHandle: user.username,
		memberLanguage: user.language_code,
	};
}

function actor(user: TelegramUser): Partial<CommunityEvent> {
	return { actorId: String(user.id), actorName: fullName(user) };
}

function fullName({ first_name: first, last_name: last = '' }: TelegramUser): string {
	return `${first} ${last}`.trim();
}

function invite(link: TelegramInviteLink | undefined): Partial<CommunityEvent> {
	if (!link) return {};
	const inviterId = link.creator && String(link.creator.id);
	return { invite: withoutUndefined({ link: link.invite_link, name: link.name, inviterId }) };
}

function withoutUndefined<T extends object>(value: T): T {
	return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
