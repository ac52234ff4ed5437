import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GrammyError, InlineKeyboard, InputFile } from 'grammy';
import { DemoGroup, PIXEL, TOKEN } from './demo-group-client';

let demo: DemoGroup;
const api = () => demo.api();

beforeAll(async () => {
	demo = await DemoGroup.start('--token', TOKEN);
	await demo.post('/limits', { groupMessagesPerMinute: null, messagesPerSecond: null });
});
afterAll(() => demo.stop());

const failure = async (call: Promise<unknown>) => {
	const error: unknown = await call.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!(error instanceof GrammyError)) throw new Error(`expected an answer {ok:false}, got ${String(error)}`);
	return { code: error.error_code, description: error.description };
};

describe('messages', () => {
	it('introduces the bot by the id of its token', async () => {
		expect(await api().getMe()).toMatchObject({ id: 7000000001, is_bot: true, can_read_all_group_messages: true });
	});

	it('keeps text, entities and buttons', async () => {
		const keyboard = new InlineKeyboard().text('同意', 'agree').url('规则', 'https://example.com');
		const message = await api().sendMessage(demo.groupId, '<b>你好</b> &lt;世界&gt; <a href="https://a.cn">看</a>', {
			parse_mode: 'HTML',
			reply_markup: keyboard,
		});
		expect(message.text).toBe('你好 <世界> 看');
		expect(message.entities).toEqual([
			{ type: 'bold', offset: 0, length: 2 },
			{ type: 'text_link', offset: 8, length: 1, url: 'https://a.cn' },
		]);
		expect(message.reply_markup?.inline_keyboard[0]).toHaveLength(2);
		expect(Math.abs(message.date * 1000 - Date.now())).toBeLessThan(60_000);
	});

	const entity = (type: string, offset: number, length: number, more = {}) => ({ type, offset, length, ...more });
	const link = { url: 'https://a.cn' };

	it.each([
		{
			parse_mode: 'MarkdownV2' as const,
			source: '*粗* _斜_ __底__ ~删~ ||谜|| `码` [链](https://a.cn)\\!',
			text: '粗 斜 底 删 谜 码 链!',
			entities: [
				entity('bold', 0, 1),
				entity('italic', 2, 1),
				entity('underline', 4, 1),
				entity('strikethrough', 6, 1),
				entity('spoiler', 8, 1),
				entity('code', 10, 1),
				entity('text_link', 12, 1, link),
			],
		},
		{
			parse_mode: 'Markdown' as const,
			source: '*粗* _斜_ `码` [链](https://a.cn) a\\_b',
			text: '粗 斜 码 链 a_b',
			entities: [entity('bold', 0, 1), entity('italic', 2, 1), entity('code', 4, 1), entity('text_link', 6, 1, link)],
		},
		{
			parse_mode: 'HTML' as const,
			source: '<b>粗<i>斜</i></b> <pre><code class="language-ts">let x</code></pre>',
			text: '粗斜 let x',
			entities: [entity('bold', 0, 2), entity('italic', 1, 1), entity('pre', 3, 5, { language: 'ts' })],
		},
	])('reads $parse_mode', async ({ parse_mode, source, text, entities }) => {
		expect(await api().sendMessage(demo.groupId, source, { parse_mode })).toMatchObject({ text, entities });
	});

	it('recognises links, hashtags and commands, but not inside other markup', async () => {
		const { entities } = await api().sendMessage(demo.groupId, '/start #晨读 https://a.cn/x。</b> @somebody');
		expect(entities?.map(({ type }) => type)).toEqual(['bot_command', 'hashtag', 'url', 'mention']);
	});

	it('sends an uploaded photo, again by file_id, and gives the file back', async () => {
		const sent = await api().sendPhoto(demo.groupId, new InputFile(PIXEL, 'pixel.png'), {
			caption: '*图*',
			parse_mode: 'Markdown',
		});
		expect(sent).toMatchObject({ caption: '图', photo: [{ width: 1, height: 1, file_size: PIXEL.length }] });
		const fileId = sent.photo.at(-1)?.file_id ?? '';
		expect((await api().sendPhoto(demo.adminGroupId, fileId)).photo[0]?.file_id).toBe(fileId);
		const { file_path = '' } = await api().getFile(fileId);
		const response = await fetch(`${demo.url}/file/bot${TOKEN}/${file_path}`);
		expect(response.headers.get('content-type')).toBe('image/png');
		expect(Buffer.from(await response.arrayBuffer())).toEqual(PIXEL);
	});

	it('fetches a photo by its address', async () => {
		const sent = await api().sendPhoto(demo.groupId, new InputFile(PIXEL));
		const url = demo.fileUrl(sent.photo);
		expect((await api().sendPhoto(demo.groupId, url)).photo[0]?.file_size).toBe(PIXEL.length);
		expect(await failure(api().sendPhoto(demo.groupId, `${demo.url}/demo/config`))).toEqual({
			code: 400,
			description: 'Bad Request: wrong type of the web page content',
		});
	});

	it('edits text, caption and buttons, and takes the buttons away when none are given', async () => {
		const keyboard = new InlineKeyboard().text('a', 'a');
		const { message_id } = await api().sendMessage(demo.groupId, 'one', { reply_markup: keyboard });
		const edited = await api().editMessageText(demo.groupId, message_id, 'two');
		expect(edited).toMatchObject({ text: 'two' });
		expect(edited).toHaveProperty('edit_date');
		expect(edited).not.toHaveProperty('reply_markup');
		expect(await api().editMessageReplyMarkup(demo.groupId, message_id, { reply_markup: keyboard })).toMatchObject({
			text: 'two',
			reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] },
		});
		const photo = await api().sendPhoto(demo.groupId, new InputFile(PIXEL), { caption: 'one' });
		expect(await api().editMessageCaption(demo.groupId, photo.message_id, { caption: 'two' })).toMatchObject({
			caption: 'two',
		});
	});

	it('deletes a message once', async () => {
		const { message_id } = await api().sendMessage(demo.groupId, 'away');
		await api().deleteMessage(demo.groupId, message_id);
		expect((await failure(api().deleteMessage(demo.groupId, message_id))).description).toBe(
			'Bad Request: message to delete not found',
		);
	});

	it('answers GET and forms as it answers JSON', async () => {
		const base = `${demo.url}/bot${TOKEN}/sendMessage`;
		const query = new URLSearchParams({ chat_id: String(demo.groupId), text: '表单' });
		const keyboard = JSON.stringify({ inline_keyboard: [[{ text: 'x', callback_data: 'y' }]] });
		const byGet = await fetch(`${base}?${query.toString()}`);
		expect(await byGet.json()).toMatchObject({ ok: true, result: { text: '表单' } });
		query.set('reply_markup', keyboard);
		const byForm = await fetch(base, { method: 'POST', body: query });
		expect(await byForm.json()).toMatchObject({
			ok: true,
			result: { reply_markup: { inline_keyboard: [[{ callback_data: 'y' }]] } },
		});
	});
});

describe('errors in the words of Telegram', () => {
	const button = (callback_data: string) => ({ reply_markup: { inline_keyboard: [[{ text: 'x', callback_data }]] } });
	const group = () => demo.groupId;

	it.each<[string, number, () => Promise<unknown>]>([
		['Bad Request: chat not found', 400, () => api().sendMessage(-100999, 'x')],
		['Bad Request: message text is empty', 400, () => api().sendMessage(group(), ' \n ')],
		['Bad Request: message is too long', 400, () => api().sendMessage(group(), 'x'.repeat(4097))],
		['Bad Request: BUTTON_DATA_INVALID', 400, () => api().sendMessage(group(), 'x', button('好'.repeat(22)))],
		['Bad Request: message to edit not found', 400, () => api().editMessageText(group(), 999_999, 'x')],
		['Bad Request: there is no photo in the request', 400, () => api().sendPhoto(group(), '')],
		['Bad Request: IMAGE_PROCESS_FAILED', 400, () => api().sendPhoto(group(), new InputFile(Buffer.from('no')))],
		['Bad Request: PARTICIPANT_ID_INVALID', 400, () => api().getChatMember(group(), 42)],
		['Bad Request: USER_ID_INVALID', 400, () => api().approveChatJoinRequest(group(), 42)],
		[
			'Bad Request: can\'t parse entities: Can\'t find end tag corresponding to start tag "b"',
			400,
			() => api().sendMessage(group(), '<b>x', { parse_mode: 'HTML' }),
		],
		[
			"Bad Request: can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
			400,
			() => api().sendMessage(group(), 'x.', { parse_mode: 'MarkdownV2' }),
		],
		[
			'Bad Request: query is too old and response timeout expired or query ID is invalid',
			400,
			() => api().answerCallbackQuery('1'),
		],
		['Unauthorized', 401, () => demo.api('7000000001:wrong').getMe()],
	])('%s', async (description, code, call) => {
		expect(await failure(call())).toEqual({ code, description });
	});

	it('allows 64 bytes of callback data and 4096 characters', async () => {
		await api().sendMessage(group(), 'x'.repeat(4096), button('x'.repeat(64)));
	});

	it('refuses an edit that changes nothing, and one that is too long', async () => {
		const { message_id } = await api().sendMessage(group(), 'same', button('a'));
		expect((await failure(api().editMessageText(group(), message_id, 'same', button('a')))).description).toContain(
			'message is not modified',
		);
		expect((await failure(api().editMessageText(group(), message_id, 'x'.repeat(4097)))).description).toBe(
			'Bad Request: MESSAGE_TOO_LONG',
		);
	});

	it('knows no other method', async () => {
		const response = await fetch(`${demo.url}/bot${TOKEN}/sendNothing`);
		expect(response.status).toBe(404);
		expect(await response.json()).toMatchObject({ ok: false, error_code: 404 });
	});
});

describe('members', () => {
	it('approves a request once', async () => {
		const userId = await demo.ask();
		expect(await demo.standing(userId)).toBe('waiting');
		await api().approveChatJoinRequest(demo.groupId, userId);
		expect(await demo.standing(userId)).toBe('inside');
		expect(await api().getChatMember(demo.groupId, userId)).toMatchObject({ status: 'member' });
		expect((await failure(api().approveChatJoinRequest(demo.groupId, userId))).description).toBe(
			'Bad Request: USER_ALREADY_PARTICIPANT',
		);
	});

	it('declines a request once, and the person may ask again', async () => {
		const userId = await demo.ask();
		await api().declineChatJoinRequest(demo.groupId, userId);
		expect((await failure(api().declineChatJoinRequest(demo.groupId, userId))).description).toBe(
			'Bad Request: HIDE_REQUESTER_MISSING',
		);
		await demo.post('/join', { userId, bio: '再试一次' });
		expect(await demo.standing(userId)).toBe('waiting');
	});

	it('knows nothing of a request taken back', async () => {
		const userId = await demo.ask();
		await demo.post('/cancel', { userId });
		expect((await failure(api().approveChatJoinRequest(demo.groupId, userId))).description).toBe(
			'Bad Request: HIDE_REQUESTER_MISSING',
		);
	});

	it('mutes a member until everything is allowed again', async () => {
		const userId = await demo.member();
		const said = { chatId: demo.groupId, userId, text: '我能说话吗' };
		await api().restrictChatMember(demo.groupId, userId, { can_send_messages: false });
		expect(await api().getChatMember(demo.groupId, userId)).toMatchObject({ status: 'restricted', is_member: true });
		await expect(demo.post('/messages', said)).rejects.toThrow('muted');
		await api().restrictChatMember(demo.groupId, userId, {
			can_send_other_messages: true,
			can_add_web_page_previews: true,
			can_send_polls: true,
		});
		expect(await api().getChatMember(demo.groupId, userId)).toMatchObject({ status: 'member' });
		await demo.post('/messages', said);
	});

	it('bans, keeps out, and lets back after unban', async () => {
		const userId = await demo.member();
		const before = await api().getChatMemberCount(demo.groupId);
		await api().banChatMember(demo.groupId, userId);
		expect(await api().getChatMember(demo.groupId, userId)).toMatchObject({ status: 'kicked', until_date: 0 });
		expect(await api().getChatMemberCount(demo.groupId)).toBe(before - 1);
		await expect(demo.post('/join', { userId })).rejects.toThrow('banned');
		await api().unbanChatMember(demo.groupId, userId, { only_if_banned: true });
		await demo.post('/join', { userId });
		expect(await demo.standing(userId)).toBe('waiting');
	});

	it('does not touch the owner or itself', async () => {
		const admins = await api().getChatAdministrators(demo.groupId);
		const owner = admins.find(({ status }) => status === 'creator')?.user.id ?? 0;
		expect((await failure(api().banChatMember(demo.groupId, owner))).description).toBe(
			"Bad Request: can't remove chat owner",
		);
		expect((await failure(api().banChatMember(demo.groupId, 7000000001))).description).toBe(
			"Bad Request: can't restrict self",
		);
	});

	it('makes invite links that name where a person came from', async () => {
		const link = await api().createChatInviteLink(demo.groupId, { name: '地铁海报', creates_join_request: true });
		expect(link).toMatchObject({ name: '地铁海报', creates_join_request: true, creator: { is_bot: true } });
		await demo.post('/join', { name: '阿杰', inviteLinkName: '地铁海报' });
		const request = (await demo.updates()).at(-1)?.update.chat_join_request;
		expect(request).toMatchObject({ invite_link: { invite_link: link.invite_link, name: '地铁海报' } });
	});

	it('writes to a person only while they ask, or after they wrote', async () => {
		const userId = await demo.ask();
		await api().sendMessage(userId, '你的申请收到了');
		await api().approveChatJoinRequest(demo.groupId, userId);
		expect(await failure(api().sendMessage(userId, '你好'))).toEqual({
			code: 403,
			description: "Forbidden: bot can't initiate conversation with a user",
		});
		await demo.post('/messages', { chatId: userId, userId, text: '/start' });
		await api().sendMessage(userId, '你好');
		const person = (await demo.state()).people.find(({ user }) => user.id === userId);
		expect(person?.privateMessages.map(({ text }) => text)).toEqual(['你的申请收到了', '/start', '你好']);
	});
});

it('keeps the chat, the token and waiting updates over a restart', async () => {
	const dataFile = join(mkdtempSync(join(tmpdir(), 'demo-group-')), 'chat.json');
	const first = await DemoGroup.start('--data-file', dataFile);
	const userId = await first.member('林晓雨');
	const { photo } = await first.api().sendPhoto(first.groupId, new InputFile(PIXEL), { caption: '留下' });
	await first.stop();
	const second = await DemoGroup.start('--data-file', dataFile);
	try {
		expect(second.token).toBe(first.token);
		expect(await second.api().getChatMember(second.groupId, userId)).toMatchObject({ status: 'member' });
		expect((await second.state()).group.messages.at(-1)).toMatchObject({ caption: '留下' });
		expect((await fetch(second.fileUrl(photo))).status).toBe(200);
		const [update] = await second.api().getUpdates();
		expect(update).toMatchObject({ chat_join_request: { from: { id: userId } } });
	} finally {
		await second.stop();
	}
});
