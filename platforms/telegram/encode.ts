import type { OutboundMessage } from '../../community/message';
import type { BinaryFile } from '../platform';
import { attachment, type BotCall, type Caption, type ChatId, type Upload } from './bot-call';
import { inlineKeyboard } from './buttons';
import { chatIdOf, messageIdOf } from './ids';
import { messageText, type MessageText } from './message-text';
import { Refusal } from './refusal';
import type { Entity, RichText } from './rich-text';

/** https://core.telegram.org/bots/api#sendmessage, #sendphoto, #answercallbackquery; in UTF-16 units. */
const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
const MAX_CALLBACK_ANSWER = 200;
const MAX_PHOTO_BYTES = 10_000_000;
/** A longer answer to a button is shown as a dialog; a shorter one passes by at the top of the chat. */
const LONGEST_TOAST = 60;

export interface EncodedMessage {
	/** The call that decides what became of the message. */
	call: BotCall;
	/** A picture that did not fit into the same call; sent below the message, once that is there. */
	picture?: BotCall;
	/** What Telegram cannot show, one English phrase each. */
	degraded: string[];
}

/** Gives the content of an item's binary field. */
export type Files = (name: string) => Promise<BinaryFile>;

/**
 * Turns a message into calls of the Bot API. Text travels with entities and never with a parse
 * mode, so what members wrote is shown as they wrote it.
 * Text that is too long is cut at its end and listed in `degraded`: a late answer with its buttons
 * is worth more than none. A picture whose caption would be too long follows its text.
 * @throws Refusal with a sentence for the operator if Telegram could never take the message
 */
export async function encodeMessage(message: OutboundMessage, files?: Files): Promise<EncodedMessage> {
	if (message.to.kind === 'reply' && message.to.handle === 'telegram.callback') return encodeAnswer(message);
	const degraded: string[] = [];
	const picture = message.image && (await pictureOf(message.image, files, degraded));
	const text = messageText(message, MAX_TEXT, degraded);
	const chat_id = chatOf(message);
	if (message.replaces !== undefined) return encodeEdit(message, chat_id, text, picture, degraded);
	return encodeNew(message, chat_id, text, picture, degraded);
}

interface Picture {
	/** An address, a file_id, or attach:// for an upload. */
	media: string;
	upload?: Upload;
}

function encodeNew(
	message: OutboundMessage,
	chat_id: ChatId,
	text: MessageText,
	picture: Picture | undefined,
	degraded: string[],
): EncodedMessage {
	const options = {
		...(message.replyTo !== undefined && {
			reply_parameters: { message_id: messageIdOf(message.replyTo), allow_sending_without_reply: true as const },
		}),
		...inlineKeyboard(message.buttons, degraded),
	};
	if (picture && text.rich.text.length <= MAX_CAPTION) {
		return { call: photoCall(picture, { chat_id, ...captionOf(text.rich), ...options }), degraded };
	}
	if (text.rich.text.trim() === '') throw new Refusal('There is nothing to send: no text, picture, link or card.');
	const call: BotCall = { method: 'sendMessage', params: { chat_id, ...textOf(text), ...options } };
	if (!picture) return { call, degraded };
	degraded.push(`picture: the text is longer than a caption (${MAX_CAPTION}), so the picture follows it`);
	return { call, picture: photoCall(picture, { chat_id }), degraded };
}

function encodeEdit(
	message: OutboundMessage,
	chat_id: ChatId,
	text: MessageText,
	picture: Picture | undefined,
	degraded: string[],
): EncodedMessage {
	if (message.replyTo !== undefined) degraded.push('reply: a changed message stays where it is');
	const target = {
		chat_id,
		message_id: messageIdOf(message.replaces ?? ''),
		...inlineKeyboard(message.buttons, degraded),
	};
	if (picture) {
		if (text.rich.text.length > MAX_CAPTION) {
			throw new Refusal(`A picture in a changed message takes ${MAX_CAPTION} characters of text at most.`);
		}
		const media = { type: 'photo' as const, media: picture.media, ...captionOf(text.rich) };
		return { call: { method: 'editMessageMedia', params: { ...target, media }, ...uploadOf(picture) }, degraded };
	}
	if (text.rich.text.trim() !== '') {
		return { call: { method: 'editMessageText', params: { ...target, ...textOf(text) } }, degraded };
	}
	if (!message.buttons) throw new Refusal('There is nothing to change: no text, picture or buttons.');
	return { call: { method: 'editMessageReplyMarkup', params: target }, degraded };
}

/**
 * The same change for a message that turned out to be a picture with a caption.
 * @throws Refusal if the text is too long for a caption
 */
export function asCaptionEdit(call: BotCall & { method: 'editMessageText' }): BotCall {
	const { text, entities, link_preview_options: _, ...target } = call.params;
	if (text.length > MAX_CAPTION) {
		throw new Refusal(`The message is a picture, whose text takes ${MAX_CAPTION} characters at most.`);
	}
	return { method: 'editMessageCaption', params: { ...target, ...captionOf({ text, entities: entities ?? [] }) } };
}

function encodeAnswer(message: OutboundMessage): EncodedMessage {
	const degraded: string[] = [];
	const { text } = messageText({ ...message, mentions: undefined }, MAX_CALLBACK_ANSWER, degraded).rich;
	if (message.image) degraded.push('picture: the answer to a button is text only');
	if (message.buttons?.length) degraded.push('buttons: the answer to a button is text only');
	if (message.mentions?.length) degraded.push('mentions: only who pressed the button sees the answer');
	if (message.format === 'markdown') degraded.push('formatting: the answer to a button is text only');
	const params = {
		callback_query_id: message.to.id,
		...(text && { text }),
		...(text.length > LONGEST_TOAST && { show_alert: true }),
	};
	return { call: { method: 'answerCallbackQuery', params }, degraded };
}

function chatOf({ to }: OutboundMessage): ChatId {
	if (to.kind === 'reply' && to.handle !== 'telegram.user_chat') {
		throw new Refusal(`Telegram cannot answer with a reply handle of the kind "${to.handle ?? 'none'}".`);
	}
	return chatIdOf(to.id);
}

async function pictureOf(
	image: NonNullable<OutboundMessage['image']>,
	files: Files | undefined,
	degraded: string[],
): Promise<Picture> {
	const sources = [image.binary, image.mediaId, image.url].filter((source) => source !== undefined);
	if (sources.length > 1) degraded.push('picture: several were given, one is sent');
	if (image.binary === undefined) {
		const media = image.mediaId ?? image.url;
		if (media === undefined) throw new Refusal('The picture has neither an address, a file nor a media id.');
		return { media };
	}
	if (!files) throw new Refusal(`The picture "${image.binary}" is a file, and no files can be read here.`);
	const file = await readFile(files, image.binary);
	if (file.data.byteLength > MAX_PHOTO_BYTES) {
		throw new Refusal(`The picture "${image.binary}" is larger than 10 MB, the most that Telegram takes.`);
	}
	return { media: attachment('picture'), upload: { field: 'picture', file } };
}

async function readFile(files: Files, name: string): Promise<BinaryFile> {
	try {
		return await files(name);
	} catch (error) {
		throw new Refusal(
			`The picture "${name}" cannot be read: ${error instanceof Error ? error.message : 'no such file'}`,
		);
	}
}

function photoCall(picture: Picture, params: Omit<(BotCall & { method: 'sendPhoto' })['params'], 'photo'>): BotCall {
	return { method: 'sendPhoto', params: { ...params, photo: picture.media }, ...uploadOf(picture) };
}

function uploadOf({ upload }: Picture): { upload?: Upload } {
	return upload ? { upload } : {};
}

function captionOf({ text, entities }: RichText): Caption {
	return text === '' ? {} : { caption: text, ...(entities.length > 0 && { caption_entities: entities }) };
}

function textOf({ rich, preview }: MessageText): {
	text: string;
	entities?: Entity[];
	link_preview_options?: { url: string };
} {
	return {
		text: rich.text,
		...(rich.entities.length > 0 && { entities: rich.entities }),
		...(preview !== undefined && { link_preview_options: { url: preview } }),
	};
}
