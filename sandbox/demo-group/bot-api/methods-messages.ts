import { badRequest, forbidden, tooManyRequests } from '../errors.ts';
import { botMayWrite } from '../membership.ts';
import type { Chat, StoredMessage } from '../model.ts';
import { messageView } from '../views.ts';
import { readCaption, readKeyboard, readText } from './content.ts';
import { chatOf, type Context, type Method } from './context.ts';
import { readPhoto } from './files.ts';
import type { Params } from './params.ts';

/** How long a press of a button can be answered, in seconds. */
const PRESS_LIFETIME = 10 * 60;
const LONGEST_TOAST = 200;

function target(context: Context, params: Params): Chat {
	const chat = chatOf(context, params);
	if (chat.type === 'private' && !botMayWrite(context.world, chat.id))
		throw forbidden("bot can't initiate conversation with a user");
	return chat;
}

function spendAllowance({ limits }: Context, chat: Chat): void {
	const wait = limits.take(chat.id);
	if (wait > 0) throw tooManyRequests(wait);
}

function replyTo(context: Context, chat: Chat, params: Params): { replyToId?: number } {
	const reply = params.record('reply_parameters');
	const id = Number(reply?.message_id ?? params.integer('reply_to_message_id', 0));
	if (!id) return {};
	if (context.world.message(chat, id)) return { replyToId: id };
	const lenient = reply?.allow_sending_without_reply === true || params.flag('allow_sending_without_reply');
	if (lenient) return {};
	throw badRequest('message to be replied not found');
}

function post(context: Context, chat: Chat, params: Params, content: Partial<StoredMessage>) {
	const { world } = context;
	const keyboard = readKeyboard(params);
	const extras = { ...replyTo(context, chat, params), ...(keyboard && { reply_markup: keyboard }) };
	spendAllowance(context, chat);
	return messageView(world, chat, world.post(chat, { fromId: context.botId, ...content, ...extras }));
}

const sendMessage: Method = (context, params) => {
	const chat = target(context, params);
	return post(context, chat, params, readText(context, params, 'message is too long'));
};

const sendPhoto: Method = async (context, params, signal) => {
	const chat = target(context, params);
	const caption = readCaption(context, params);
	return post(context, chat, params, { photo: await readPhoto(context.world, params, signal), ...caption });
};

const sendChatAction: Method = (context, params) => {
	target(context, params);
	return true;
};

function editable(context: Context, params: Params): { chat: Chat; message: StoredMessage } {
	const chat = chatOf(context, params);
	const message = context.world.message(chat, params.integer('message_id', 0));
	if (!message) throw badRequest('message to edit not found');
	if (message.fromId !== context.botId) throw badRequest("message can't be edited");
	return { chat, message };
}

const shown = ({ text, entities, caption, caption_entities, reply_markup }: StoredMessage) =>
	JSON.stringify([text, entities ?? [], caption, caption_entities ?? [], reply_markup]);

/** An edit without a keyboard takes the keyboard away, as with Telegram. */
function edit(context: Context, params: Params, content: (message: StoredMessage) => Partial<StoredMessage>) {
	const { chat, message } = editable(context, params);
	const keyboard = readKeyboard(params);
	const next: StoredMessage = { ...message, ...content(message) };
	if (keyboard) next.reply_markup = keyboard;
	else delete next.reply_markup;
	if (shown(next) === shown(message))
		throw badRequest(
			'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
		);
	next.edit_date = context.world.now();
	chat.messages[chat.messages.indexOf(message)] = next;
	context.world.changed(chat.id);
	return messageView(context.world, chat, next);
}

const editMessageText: Method = (context, params) =>
	edit(context, params, (message) => {
		if (message.text === undefined) throw badRequest('there is no text in the message to edit');
		return readText(context, params, 'MESSAGE_TOO_LONG');
	});

const editMessageCaption: Method = (context, params) =>
	edit(context, params, (message) => {
		if (!message.photo) throw badRequest('there is no caption in the message to edit');
		const { caption = '', caption_entities = [] } = readCaption(context, params);
		return { caption, caption_entities };
	});

const editMessageReplyMarkup: Method = (context, params) => edit(context, params, () => ({}));

const deleteMessage: Method = (context, params) => {
	const chat = chatOf(context, params);
	const message = context.world.message(chat, params.integer('message_id', 0));
	if (!message) throw badRequest('message to delete not found');
	chat.messages = chat.messages.filter((other) => other !== message);
	context.world.changed(chat.id);
	return true;
};

const answerCallbackQuery: Method = ({ world, botId }, params) => {
	const press = world.state.presses.find((one) => one.id === params.text('callback_query_id') && one.botId === botId);
	if (!press || press.answered || world.now() - press.date > PRESS_LIFETIME)
		throw badRequest('query is too old and response timeout expired or query ID is invalid');
	const text = params.text('text');
	if (text.length > LONGEST_TOAST) throw badRequest('MESSAGE_TOO_LONG');
	press.answered = true;
	world.toast(press, text, params.flag('show_alert'), params.optionalText('url') ?? null);
	return true;
};

const getFile: Method = ({ world }, params) => {
	const file = world.files.get(params.text('file_id'));
	if (!file) throw badRequest('invalid file_id');
	const { file_id, file_unique_id, file_path, data } = file;
	return { file_id, file_unique_id, file_size: data.length, file_path };
};

export const messageMethods = {
	sendMessage,
	sendPhoto,
	sendChatAction,
	editMessageText,
	editMessageCaption,
	editMessageReplyMarkup,
	deleteMessage,
	answerCallbackQuery,
	getFile,
};
