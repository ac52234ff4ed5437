import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Api, Bot, InputFile, type RawApi } from 'grammy';
import type { Update } from 'grammy/types';
import type { CommunityEvent } from '../../../community/event';
import type { OutboundMessage } from '../../../community/message';
import { wireRequest, type BotCall } from '../../../platforms/telegram/bot-call';
import { decodeUpdate } from '../../../platforms/telegram/decode';
import { encodeMessage } from '../../../platforms/telegram/encode';
import { setWebhookParams } from '../../../platforms/telegram/webhook';
import * as fixtures from './fixtures';

/**
 * grammY is an independent client of the same API: its types say what the methods take (checked by
 * the compiler in `callThroughGrammy`), its reader of updates and entities says what they mean.
 */
async function callThroughGrammy(raw: RawApi, call: BotCall): Promise<unknown> {
	switch (call.method) {
		case 'sendMessage':
			return raw.sendMessage(call.params);
		case 'sendPhoto':
			return raw.sendPhoto(call.upload ? { ...call.params, photo: fileOf(call.upload.file) } : call.params);
		case 'editMessageText':
			return raw.editMessageText(call.params);
		case 'editMessageCaption':
			return raw.editMessageCaption(call.params);
		case 'editMessageMedia':
			return raw.editMessageMedia(call.params);
		case 'editMessageReplyMarkup':
			return raw.editMessageReplyMarkup(call.params);
		case 'deleteMessage':
			return raw.deleteMessage(call.params);
		case 'answerCallbackQuery':
			return raw.answerCallbackQuery(call.params);
		case 'approveChatJoinRequest':
			return raw.approveChatJoinRequest(call.params);
		case 'declineChatJoinRequest':
			return raw.declineChatJoinRequest(call.params);
		case 'getChatMember':
			return raw.getChatMember(call.params);
		case 'banChatMember':
			return raw.banChatMember(call.params);
		case 'unbanChatMember':
			return raw.unbanChatMember(call.params);
		case 'restrictChatMember':
			return raw.restrictChatMember(call.params);
	}
}

function fileOf({ data, fileName }: { data: Uint8Array; fileName: string }): InputFile {
	return new InputFile(data, fileName);
}

let server: Server;
let api: Api;
let received: { path: string; contentType: string; body: Buffer }[] = [];

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
	return Buffer.concat(chunks);
}

beforeAll(async () => {
	server = createServer((request, response) => {
		void bytesOf(request).then((body) => {
			received.push({ path: request.url ?? '', contentType: request.headers['content-type'] ?? '', body });
			response.setHeader('content-type', 'application/json').end('{"ok":true,"result":true}');
		});
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	api = new Api('1:token', { apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
	received = [];
});

const to = { kind: 'group' as const, id: '-1001' };
const mentions = [{ id: '7', name: '小明' }];
const messages: Record<string, OutboundMessage> = {
	text: {
		to,
		format: 'markdown',
		text: '**早** @小明 [去](https://x.y)',
		mentions,
		buttons: [{ text: 'a', value: 'b' }],
		replyTo: '3',
	},
	link: { to, format: 'plain', link: { title: 't', url: 'https://x.y' }, buttons: [{ text: 'a', url: 'https://x.y' }] },
	photo: { to, format: 'plain', text: '@小明', mentions, image: { mediaId: 'AgAC' } },
	edit: { to, format: 'plain', text: 'x', replaces: '9' },
	editPhoto: { to, format: 'plain', text: 'x', replaces: '9', image: { url: 'https://x.y/p.png' } },
	editButtons: { to, format: 'plain', replaces: '9', buttons: [] },
	answer: { to: { kind: 'reply', handle: 'telegram.callback', id: 'q1' }, format: 'plain', text: 'ok' },
};

test.each(Object.entries(messages))(
	'our request for "%s" is the one that grammY makes of the same call',
	async (_, message) => {
		const { call } = await encodeMessage(message);
		await callThroughGrammy(api.raw, call);
		const ours = wireRequest(call);
		expect(received.map(({ path }) => path)).toEqual([`/bot1:token${ours.path}`]);
		expect(JSON.parse(received[0]?.body.toString('utf8') ?? '')).toEqual(ours.body?.value);
	},
);

test('our multipart form carries the fields and the bytes that grammY’s does', async () => {
	const file = { data: Buffer.from([0x89, 0x50, 0, 0xff]), fileName: 'p.png', mimeType: 'image/png' };
	const message: OutboundMessage = { to, format: 'plain', text: '早 @小明', mentions, image: { binary: 'data' } };
	const { call } = await encodeMessage(message, async () => file);
	await callThroughGrammy(api.raw, call);

	const ours = wireRequest(call).body;
	if (ours?.kind !== 'form') throw new Error('expected a form');
	const theirs = await new Response(new Uint8Array(received[0]?.body ?? []), {
		headers: { 'content-type': received[0]?.contentType ?? '' },
		// eslint-disable-next-line @typescript-eslint/no-deprecated -- undici warns of servers; this reads what the test itself has sent
	}).formData();
	expect(await readForm(ours.value)).toEqual(await readForm(theirs));
});

/** Fields as they are; the file under the name that the photo field points at. */
async function readForm(form: FormData) {
	const attached = form.get((form.get('photo') as string).replace('attach://', ''));
	if (!(attached instanceof File)) throw new Error('the form has no file');
	return {
		chat_id: form.get('chat_id'),
		caption: form.get('caption'),
		entities: JSON.parse(form.get('caption_entities') as string) as unknown,
		file: { name: attached.name, bytes: Buffer.from(await attached.arrayBuffer()).toString('hex') },
	};
}

test('grammY accepts the parameters of setWebhook', async () => {
	const params = setWebhookParams({ url: 'https://x.y/hook', secretToken: 's'.repeat(43) });
	await api.raw.setWebhook(params);
	expect(JSON.parse(received[0]?.body.toString('utf8') ?? '')).toEqual(params);
});

test('grammY reads our entities as the texts that we meant', async () => {
	const { call } = await encodeMessage({
		to,
		format: 'markdown',
		text: '🎉 **粗 🐼** @小明 `co` [去](https://x.y)',
		mentions,
	});
	if (call.method !== 'sendMessage') throw new Error('expected a text');
	const { text, entities } = call.params;
	const seen = await readByGrammy({
		update_id: 1,
		message: { ...fixtures.textMessage.message, text, entities: entities ?? [] },
	});
	expect(seen.entities).toEqual([
		['bold', '粗 🐼'],
		['text_mention', '@小明'],
		['code', 'co'],
		['text_link', '去'],
	]);
});

test.each(Object.entries(fixtures.every))('grammY and we read the same from "%s"', async (_, update: Update) => {
	const [event] = decodeUpdate(update, { botId: fixtures.BOT_ID, receivedAt: fixtures.RECEIVED_AT });
	const seen = await readByGrammy(update);
	expect({ communityId: event?.communityId, actor: event?.actorId ?? event?.memberId }).toEqual({
		communityId: seen.chatId ?? `telegram:${fixtures.BOT_ID}`,
		actor: actorByGrammy(seen, event),
	});
});

interface Seen {
	chatId: string | undefined;
	fromId: string | undefined;
	senderChatId: string | undefined;
	entities: string[][];
}

/** Of what we do not understand we name nobody; an anonymous author is the chat they speak for. */
function actorByGrammy(seen: Seen, event: CommunityEvent | undefined): string | undefined {
	if (event?.type === 'unknown' && event.actorId === undefined) return undefined;
	return seen.senderChatId ?? seen.fromId;
}

async function readByGrammy(update: Update): Promise<Seen> {
	const bot = new Bot('1:token', {
		botInfo: { id: 1, is_bot: true, first_name: 'b', username: 'b_bot' } as NonNullable<Bot['botInfo']>,
	});
	const seen: Seen[] = [];
	bot.use((context) => {
		seen.push({
			chatId: context.chat && String(context.chat.id),
			fromId: context.from && String(context.from.id),
			senderChatId: context.senderChat && String(context.senderChat.id),
			entities: context.entities().map(({ type, text }) => [type, text]),
		});
	});
	await bot.handleUpdate(update);
	const [first] = seen;
	if (!first) throw new Error('grammY saw nothing');
	return first;
}
