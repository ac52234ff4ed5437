import { format } from '../entities.ts';
import { badRequest } from '../errors.ts';
import type { Button, Entity, InlineKeyboard } from '../model.ts';
import { userLookup, type Context } from './context.ts';
import { isRecord, type Params } from './params.ts';

const LONGEST_TEXT = 4096;
const LONGEST_CAPTION = 1024;
const LONGEST_CALLBACK_DATA = 64;
const MOST_BUTTONS = 100;

function readEntities(params: Params, name: string): Entity[] | undefined {
	const value = params.json(name);
	if (value === undefined) return undefined;
	if (!Array.isArray(value)) throw badRequest(`can't parse ${name} JSON object`);
	return value.filter(isRecord).map(({ type, offset, length, url, language }) => {
		if (typeof type !== 'string' || typeof offset !== 'number' || typeof length !== 'number')
			throw badRequest('can\'t parse MessageEntity: Can\'t find field "type"');
		return {
			type,
			offset,
			length,
			...(typeof url === 'string' && { url }),
			...(typeof language === 'string' && { language }),
		};
	});
}

/**
 * The text of a message and its entities.
 * @throws ApiError "message text is empty", and the given error for more than 4096 characters
 */
export function readText(context: Context, params: Params, tooLong: string): { text: string; entities: Entity[] } {
	const given = readEntities(params, 'entities');
	const read = format(params.text('text'), params.text('parse_mode'), given, userLookup(context));
	if (!read.text) throw badRequest('message text is empty');
	if (read.text.length > LONGEST_TEXT) throw badRequest(tooLong);
	return read;
}

/** The caption of a photo: none, or up to 1024 characters. */
export function readCaption(context: Context, params: Params): { caption?: string; caption_entities?: Entity[] } {
	const given = readEntities(params, 'caption_entities');
	const { text, entities } = format(params.text('caption'), params.text('parse_mode'), given, userLookup(context));
	if (text.length > LONGEST_CAPTION) throw badRequest('message caption is too long');
	return text ? { caption: text, caption_entities: entities } : {};
}

function readButton(value: unknown): Button {
	if (!isRecord(value)) throw badRequest("can't parse inline keyboard button: InlineKeyboardButton must be an Object");
	const { text, url, callback_data } = value;
	if (typeof text !== 'string' || text === '')
		throw badRequest('can\'t parse inline keyboard button: Field "text" must be of type String');
	if (typeof url === 'string' && url) {
		if (!/^(?:https?|tg):\/\//i.test(url))
			throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
		return { text, url };
	}
	if (typeof callback_data !== 'string')
		throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
	const size = Buffer.byteLength(callback_data);
	if (size === 0 || size > LONGEST_CALLBACK_DATA) throw badRequest('BUTTON_DATA_INVALID');
	return { text, callback_data };
}

/** The inline keyboard of a message; other kinds of reply markup are accepted and not shown. */
export function readKeyboard(params: Params): InlineKeyboard | undefined {
	const rows = params.record('reply_markup')?.inline_keyboard;
	if (rows === undefined) return undefined;
	if (!Array.isArray(rows)) throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array');
	const keyboard = rows.map((row) => {
		if (!Array.isArray(row))
			throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays');
		return row.map(readButton);
	});
	const filled = keyboard.filter((row) => row.length > 0);
	if (filled.flat().length > MOST_BUTTONS) throw badRequest('REPLY_MARKUP_TOO_LONG');
	return filled.length > 0 ? { inline_keyboard: filled } : undefined;
}
