import { DemoGroup, TOKEN, until } from './demo-group-client';

const SECOND = TOKEN.replace(/^(\d+)/, (id) => String(Number(id) + 1));
let demo: DemoGroup;

beforeAll(async () => {
	demo = await DemoGroup.start('--token', TOKEN);
	await demo.api(SECOND).setMyName('打卡助手');
	await demo.api().getUpdates({ allowed_updates: ['message', 'callback_query'], timeout: 0 });
	await demo.api(SECOND).getUpdates({ allowed_updates: ['message', 'callback_query'], timeout: 0 });
});
afterAll(() => demo.stop());

/** What a bot has not taken yet; taking it leaves nothing for the next test. */
async function heard(token: string): Promise<string[]> {
	const api = demo.api(token);
	const updates = await api.getUpdates({ timeout: 0 });
	await api.getUpdates({ offset: (updates.at(-1)?.update_id ?? 0) + 1, timeout: 0 });
	return updates.map((update) => update.callback_query?.data ?? update.message?.text ?? 'joined');
}

describe('a further bot', () => {
	it('is an administrator of every group, under its own name', async () => {
		expect(await demo.api(SECOND).getMe()).toMatchObject({ id: 7000000002, first_name: '打卡助手', is_bot: true });
		const admins = await demo.api().getChatAdministrators(demo.groupId);
		expect(admins.map(({ user }) => user.first_name)).toEqual(expect.arrayContaining(['小群助手', '打卡助手']));
	});

	it.each([
		'7000000002:AAF-some_other_secret_of_the_same_len00',
		'6999999999:' + TOKEN.slice(11),
		'7000009999:' + TOKEN.slice(11),
	])('is not anybody who makes up a token: %s', async (token) => {
		await expect(demo.api(token).getMe()).rejects.toMatchObject({ error_code: 401 });
	});

	it('hears what people write, as the first one does, and neither hears the other', async () => {
		const userId = await demo.member('小满');
		await Promise.all([heard(TOKEN), heard(SECOND)]);
		await demo.post('/messages', { chatId: demo.groupId, userId, text: '打卡' });
		await demo.api(SECOND).sendMessage(demo.groupId, '第 1 天');
		expect(await heard(TOKEN)).toEqual(['打卡']);
		expect(await heard(SECOND)).toEqual(['打卡']);
	});

	it('alone hears of its buttons, and may answer and edit', async () => {
		const userId = await demo.member('阿文');
		await Promise.all([heard(TOKEN), heard(SECOND)]);
		const { message_id } = await demo.api(SECOND).sendMessage(demo.groupId, '今天打卡了吗？', {
			reply_markup: { inline_keyboard: [[{ text: '打卡', callback_data: 'in' }]] },
		});
		const { callbackQueryId } = await demo.post<{ callbackQueryId: string }>('/press', {
			chatId: demo.groupId,
			messageId: message_id,
			userId,
			data: 'in',
		});
		expect(await heard(TOKEN)).toEqual([]);
		expect(await heard(SECOND)).toEqual(['in']);
		await expect(demo.api().answerCallbackQuery(callbackQueryId)).rejects.toMatchObject({ error_code: 400 });
		await expect(demo.api().editMessageText(demo.groupId, message_id, '改')).rejects.toMatchObject({ error_code: 400 });
		await demo.api(SECOND).answerCallbackQuery(callbackQueryId, { text: '好' });
		await demo.api(SECOND).editMessageText(demo.groupId, message_id, '打卡成功');
	});

	it('stays when everything else starts over', async () => {
		await demo.post('/reset');
		await until(async () => (await demo.state()).people.length === 0);
		const admins = await demo.api().getChatAdministrators(demo.groupId);
		expect(admins.map(({ user }) => user.first_name)).toContain('打卡助手');
	});
});
