import { Bot, GrammyError, HttpError, webhookCallback, type Context } from 'grammy';
import { DemoGroup, listen, TOKEN, until } from './demo-group-client';

const EVERYTHING = ['message', 'callback_query', 'chat_member', 'chat_join_request'] as const;
let demo: DemoGroup;

beforeAll(async () => {
	demo = await DemoGroup.start('--token', TOKEN);
});
beforeEach(async () => {
	await demo.api().deleteWebhook({ drop_pending_updates: true });
	await demo.post('/reset');
	await demo.api().getUpdates({ allowed_updates: [...EVERYTHING], timeout: 0 });
});
afterAll(() => demo.stop());

/** A bot of grammY behind a webhook; `before` may answer a request itself. */
async function receiver(bot: Bot, before: (count: number) => number | undefined = () => undefined) {
	const handle = webhookCallback(bot, 'http', { secretToken: 'se-cret_1' });
	let count = 0;
	const { url, close } = await listen((request, response) => {
		const status = before(++count);
		if (status === undefined) void handle(request, response);
		else response.writeHead(status).end();
	});
	await bot.api.setWebhook(url, { secret_token: 'se-cret_1', allowed_updates: [...EVERYTHING] });
	return { url, close, count: () => count };
}

describe('long polling', () => {
	it('feeds a bot of grammY from request to answer', async () => {
		const bot = demo.bot();
		const heard: string[] = [];
		bot.on('chat_join_request', async (ctx) => {
			const { from, bio, user_chat_id } = ctx.chatJoinRequest;
			heard.push(`${from.first_name}: ${bio ?? ''}`, String(user_chat_id === from.id));
			await ctx.api.sendMessage(demo.adminGroupId, `${from.first_name}?`, {
				reply_markup: { inline_keyboard: [[{ text: '通过', callback_data: `approve:${String(from.id)}` }]] },
			});
		});
		bot.callbackQuery(/^approve:(\d+)$/, async (ctx) => {
			await ctx.api.approveChatJoinRequest(demo.groupId, Number(ctx.match[1]));
			await ctx.answerCallbackQuery('好');
			await ctx.editMessageText('已通过');
		});
		bot.on('chat_member', (ctx) => {
			const { old_chat_member, new_chat_member } = ctx.chatMember;
			heard.push(`${old_chat_member.status} → ${new_chat_member.status}`);
		});
		bot.on(
			'message:new_chat_members',
			(ctx) => void heard.push(`welcome ${ctx.message.new_chat_members[0]?.first_name ?? ''}`),
		);
		bot.on('message:text', (ctx) => void heard.push(ctx.message.text));
		const running = bot.start({ allowed_updates: [...EVERYTHING] });

		const userId = await demo.ask('林晓雨', '想一起读书');
		await until(async () => (await demo.state()).adminGroup.messages.length === 1);
		const admins = await demo.api().getChatAdministrators(demo.groupId);
		const operator = admins.find(({ status }) => status === 'creator')?.user.id;
		const messageId = (await demo.state()).adminGroup.messages[0]?.message_id;
		await demo.post('/press', { chatId: demo.adminGroupId, userId: operator, messageId });
		await until(async () => (await demo.state()).adminGroup.messages[0]?.text === '已通过');
		await demo.post('/messages', { chatId: demo.groupId, userId, text: '大家好' });
		await until(() => heard.includes('大家好'));
		await demo.post('/leave', { userId });
		await until(() => heard.length === 6);
		await bot.stop();
		await running;
		expect(heard).toEqual(['林晓雨: 想一起读书', 'true', 'left → member', 'welcome 林晓雨', '大家好', 'member → left']);
	});

	it('is refused while a webhook is set', async () => {
		await demo.api().setWebhook('http://127.0.0.1:9/');
		await expect(demo.api().getUpdates()).rejects.toMatchObject({ error_code: 409 });
	});

	it('ends an older call when a newer one comes', async () => {
		const older = demo.api().getUpdates({ timeout: 50 });
		const refused = expect(older).rejects.toMatchObject({ error_code: 409 });
		const newer = demo.api().getUpdates({ timeout: 50 });
		await refused;
		await demo.ask();
		expect(await newer).toHaveLength(1);
	});

	it('gives an update again until its number is confirmed, in growing order', async () => {
		await demo.ask();
		await demo.ask();
		const [first, second] = await demo.api().getUpdates();
		expect((second?.update_id ?? 0) - (first?.update_id ?? 0)).toBe(1);
		expect(await demo.api().getUpdates()).toHaveLength(2);
		expect(await demo.api().getUpdates({ offset: second?.update_id ?? 0 })).toEqual([second]);
		expect(await demo.api().getUpdates({ offset: (second?.update_id ?? 0) + 1 })).toEqual([]);
	});

	it('tells of members only a bot that asked for it', async () => {
		await demo.api().getUpdates({ allowed_updates: [] });
		await demo.member();
		const kinds = (await demo.updates()).map(({ kind }) => kind);
		expect(kinds).toEqual(['chat_join_request', 'message']);
	});
});

describe('webhook', () => {
	it('carries the secret and is tried again after a 500', async () => {
		const bot = demo.bot();
		const heard: number[] = [];
		bot.on('chat_join_request', (ctx) => void heard.push(ctx.chatJoinRequest.from.id));
		const hook = await receiver(bot, (count) => (count <= 2 ? 500 : undefined));
		const userId = await demo.ask();
		await until(async () => (await bot.api.getWebhookInfo()).last_error_message !== undefined);
		expect(await bot.api.getWebhookInfo()).toMatchObject({
			url: hook.url,
			pending_update_count: 1,
			last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
			max_connections: 40,
			allowed_updates: EVERYTHING,
		});
		await until(async () => (await bot.api.getWebhookInfo()).pending_update_count === 0);
		await hook.close();
		expect(heard).toEqual([userId]);
		expect((await demo.updates())[0]?.attempts.map(({ status }) => status)).toEqual([500, 500, 200]);
	});

	it('is refused by a bot that expects another secret', async () => {
		const bot = demo.bot();
		const hook = await receiver(bot);
		await bot.api.setWebhook(hook.url, { secret_token: 'another' });
		await demo.ask();
		await until(async () => (await demo.updates())[0]?.attempts[0]?.status === 401);
		await bot.api.deleteWebhook({ drop_pending_updates: true });
		await hook.close();
		expect((await bot.api.getWebhookInfo()).pending_update_count).toBe(0);
	});

	it('may answer with a method to call', async () => {
		const bot = new Bot(TOKEN, { client: { apiRoot: demo.url, canUseWebhookReply: () => true } });
		bot.on('message:text', (ctx) => ctx.reply(`你说：${ctx.message.text}`));
		const hook = await receiver(bot);
		const userId = await demo.member();
		await demo.post('/messages', { chatId: demo.groupId, userId, text: '早' });
		await until(async () => (await demo.state()).group.messages.at(-1)?.text === '你说：早');
		await hook.close();
	});

	it('never has more requests open than max_connections', async () => {
		let open = 0;
		let most = 0;
		let served = 0;
		const { url, close } = await listen((_request, response) => {
			most = Math.max(most, ++open);
			setTimeout(() => {
				open -= 1;
				served += 1;
				response.end();
			}, 20);
		});
		await demo.post('/pause');
		await demo.api().setWebhook(url, { max_connections: 3, allowed_updates: ['chat_join_request'] });
		for (let person = 0; person < 9; person += 1) await demo.ask();
		expect((await demo.state()).delivery).toMatchObject({ paused: true, pending: 9 });
		await demo.post('/resume');
		await until(() => served === 9);
		await close();
		expect(most).toBe(3);
	});

	it('hands an old update over again as often as asked', async () => {
		const bodies: string[] = [];
		const { url, close } = await listen((request, response) => {
			let body = '';
			request.on('data', (part) => (body += String(part)));
			request.on('end', () => {
				bodies.push(body);
				response.end();
			});
		});
		await demo.api().setWebhook(url, { allowed_updates: [...EVERYTHING] });
		await demo.ask();
		await until(async () => (await demo.updates())[0]?.state === 'delivered');
		const updateId = (await demo.updates())[0]?.updateId;
		await demo.post('/redeliver', { updateId, times: 2 });
		await demo.post('/redeliver', { updateId, times: 3, concurrently: true });
		await close();
		expect(bodies).toHaveLength(6);
		expect(new Set(bodies).size).toBe(1);
		expect((await demo.updates())[0]?.attempts.filter(({ redelivery }) => redelivery)).toHaveLength(5);
	});

	it('keeps growing numbers and new people over a reset', async () => {
		const before = await demo.ask();
		const last = (await demo.updates()).at(-1)?.updateId ?? 0;
		await demo.post('/reset');
		expect(await demo.ask()).toBeGreaterThan(before);
		expect((await demo.updates())[0]?.updateId).toBeGreaterThan(last);
	});
});

describe('what goes wrong', () => {
	it('limits a group to twenty messages a minute, and says how long to wait', async () => {
		for (let count = 0; count < 20; count += 1) await demo.api().sendMessage(demo.groupId, String(count));
		const error: unknown = await demo
			.api()
			.sendMessage(demo.groupId, 'one too many')
			.catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(GrammyError);
		expect(error).toMatchObject({ error_code: 429, parameters: { retry_after: 3 } });
		await demo.api().sendMessage(demo.adminGroupId, 'another group has its own allowance');
		await demo.post('/limits', { groupMessagesPerMinute: null });
		await demo.api().sendMessage(demo.groupId, 'no limit now');
	});

	it('fails the next calls in the ordered way, and then works again', async () => {
		await demo.post('/faults', { method: 'sendMessage', times: 2, errorCode: 502, description: 'Bad Gateway' });
		await demo.post('/faults', { method: 'sendMessage', kind: 'rate-limit', retryAfter: 7 });
		const send = () => demo.api().sendMessage(demo.groupId, 'x');
		await expect(send()).rejects.toMatchObject({ error_code: 502, description: 'Bad Gateway' });
		await demo.api().getMe();
		await expect(send()).rejects.toMatchObject({ error_code: 502 });
		await expect(send()).rejects.toMatchObject({ error_code: 429, parameters: { retry_after: 7 } });
		await send();
		expect((await demo.state()).group.messages).toHaveLength(1);
	});

	it('cuts the connection, with and without the effect', async () => {
		const send = () => demo.api().sendMessage(demo.groupId, 'x');
		await demo.post('/faults', { method: 'sendMessage', kind: 'reset' });
		await expect(send()).rejects.toBeInstanceOf(HttpError);
		expect((await demo.state()).group.messages).toHaveLength(0);
		await demo.post('/faults', { method: 'sendMessage', kind: 'reset', performed: true });
		await expect(send()).rejects.toBeInstanceOf(HttpError);
		expect((await demo.state()).group.messages).toHaveLength(1);
	});

	it('answers a press of a button once, and shows it to the page', async () => {
		const bot = demo.bot();
		const presses: Context[] = [];
		bot.on('callback_query', (ctx) => void presses.push(ctx));
		const hook = await receiver(bot);
		const userId = await demo.member();
		const { message_id: messageId } = await demo.api().sendMessage(demo.groupId, '规则', {
			reply_markup: { inline_keyboard: [[{ text: '同意', callback_data: 'agree' }]] },
		});
		const page = new AbortController();
		const stream = await fetch(`${demo.url}/demo/stream`, { signal: page.signal });
		await demo.post('/press', { chatId: demo.groupId, userId, messageId, data: 'agree' });
		await until(() => presses.length === 1);
		const query = presses[0]?.callbackQuery;
		expect(query).toMatchObject({ data: 'agree', from: { id: userId }, message: { message_id: messageId } });
		await demo.api().answerCallbackQuery(query?.id ?? '', { text: '欢迎', show_alert: true });
		let heard = '';
		for await (const part of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
			heard += part;
			if (heard.includes('toast')) break;
		}
		expect(heard).toContain(
			`"userId":${String(userId)},"chatId":${String(demo.groupId)},"text":"欢迎","showAlert":true`,
		);
		page.abort();
		await expect(demo.api().answerCallbackQuery(query?.id ?? '')).rejects.toMatchObject({ error_code: 400 });
		await expect(demo.post('/press', { chatId: demo.groupId, userId, messageId, data: 'x' })).rejects.toThrow(
			'no such button',
		);
		await hook.close();
	});

	it('is not driven by pages of other sites', async () => {
		const response = await fetch(`${demo.url}/demo/reset`, {
			method: 'POST',
			headers: { Origin: 'https://evil.example' },
		});
		expect(response.status).toBe(403);
	});
});
