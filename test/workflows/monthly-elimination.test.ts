import type { StoreConfig } from '../../store';
import template from '../../workflows/monthly-elimination.json';
import { FakeBotApi, refusal, type BotCall } from '../nodes/support/bot-api';
import { DAY_0, day, inStore, presses, settleIn, write } from '../nodes/support/elimination';
import { ADMINS, event, GROUP, PACKAGE, person } from '../nodes/support/workflows';
import { ENGINES, Engines } from '../store/support/engines';
import { createHarness, type Harness } from './harness';

const workflow = JSON.parse(
	JSON.stringify(template).replaceAll('ADMIN_GROUP_ID', ADMINS).replaceAll('COMMUNITY_ID', GROUP),
) as typeof template;

/** Sixty members; two have written nothing for a month. */
const people = Array.from({ length: 60 }, (_none, index) => ({
	id: String(100 + index),
	wrote: index < 2 ? 45 : 15,
}));

const buttonsOf = (call: BotCall | undefined): string[] =>
	(call?.params['reply_markup'] as { inline_keyboard: { callback_data: string }[][] } | undefined)?.inline_keyboard
		.flat()
		.map(({ callback_data }) => callback_data) ?? [];

describe.each(ENGINES)('monthly-elimination.json on the %s store', (engine) => {
	const engines = new Engines();
	let store: StoreConfig;
	let harness: Harness;
	let bot: FakeBotApi;
	let ids: Record<string, string>;
	beforeAll(async () => await engines.start(), 60_000);
	afterAll(async () => await engines.stop(), 60_000);
	beforeEach(async () => {
		bot = await FakeBotApi.start();
		store = engines.fresh(engine);
		harness = await createHarness({
			packageDir: PACKAGE,
			baseTime: DAY_0,
			timezone: 'Asia/Shanghai',
			credentials: {
				...bot.credentials,
				communityStoreApi: 'file' in store ? { engine, fileName: store.file } : { ...store, ca: '', maxConnections: 5 },
			},
		});
		ids = await settleIn(store, people);
	}, 30_000);
	afterEach(async () => {
		await harness.dispose();
		await bot.close();
	});

	const run = async (triggerNode: string, ...items: object[]) => {
		const result = await harness.run(workflow, { triggerNode, items });
		expect(result.error).toBeUndefined();
		return result;
	};
	const scheduled = async (triggerNode: string, days = 0) => {
		harness.setTime(day(days));
		return await run(triggerNode, { timestamp: day(days) });
	};
	const sentTo = (id: string): BotCall[] =>
		bot.named('sendMessage').filter(({ params }) => params['chat_id'] === Number(id));
	const textsTo = (id: string) => sentTo(id).map(({ params }) => String(params['text']));

	it('rehearses for the operators, and tells nobody else', async () => {
		await scheduled('Rehearsal on the 1st');
		await scheduled('Rehearsal on the 1st');
		expect(bot.named('sendMessage')).toHaveLength(1);
		expect(textsTo(ADMINS)[0]).toContain('将收到通知（2）：\n• 会员');
	});

	it('gives notice once, reminds, spares who mends, and removes who does not', async () => {
		await scheduled('Notice on the 4th');
		await scheduled('Notice on the 4th');
		expect(textsTo('100')).toEqual([expect.stringContaining('会员100，你好！')]);
		expect(textsTo(ADMINS)).toEqual([expect.stringContaining('📣 名单已定')]);

		await scheduled('Every Morning', 6);
		expect(textsTo('100').at(-1)).toContain('提醒一下');
		await inStore(store, (tx) => write(tx, ids['101'] ?? '', 6));
		await scheduled('Every Morning', 8);
		expect(textsTo('101').at(-1)).toContain('👏 会员101');
		expect(textsTo('100').at(-1)).toContain('感谢你曾经与深圳设计师社群同行');
		expect(bot.named('banChatMember')).toMatchObject([{ params: { chat_id: Number(GROUP), user_id: 100 } }]);

		const before = bot.calls.length;
		await scheduled('Every Morning', 8);
		await scheduled('Every Morning', 9);
		expect(bot.calls).toHaveLength(before);
		expect((await inStore(store, (tx) => tx.getMember(GROUP, ids['100'] ?? '')))?.status).toBe('removed');
	});

	it('tracks what the bot may not do until an operator has done it', async () => {
		await scheduled('Notice on the 4th');
		bot.reply = ({ method }) =>
			method === 'banChatMember' ? refusal(400, 'Bad Request: not enough rights to restrict members') : undefined;
		await scheduled('Every Morning', 8);
		const tasks = sentTo(ADMINS).filter(({ params }) => String(params['text']).startsWith('🙋 请手动移出'));
		expect(tasks).toHaveLength(2);

		const [done = ''] = buttonsOf(tasks[0]);
		await run('Answers Come In', presses('100', done));
		expect(bot.named('answerCallbackQuery').at(-1)?.params['text']).toBe('只有管理员群里可以操作');
		const press = presses('1', done, ADMINS);
		await run('Answers Come In', press);
		expect(bot.named('editMessageText').at(-1)?.params['text']).toContain('✅ 已移出 · 会员1');
		const before = bot.calls.length;
		const again = await run('Answers Come In', press);
		expect(again.json('Take Answers')).toMatchObject([{ duplicate: true, status: 'task_done' }]);
		expect(bot.calls).toHaveLength(before);

		await scheduled('Every Morning', 9);
		expect(textsTo(ADMINS).filter((text) => text.startsWith('⏰'))).toHaveLength(1);
		const left = /平台编号：(\d+)/.exec(textsTo(ADMINS).at(-1) ?? '')?.[1] ?? '';
		await run('Answers Come In', event({ type: 'removed', ...person(left, 'x'), actorName: '李雷' }));
		await scheduled('Every Morning', 10);
		expect(textsTo(ADMINS).filter((text) => text.startsWith('⏰'))).toHaveLength(1);
	});

	it('takes an appeal to the operators, and their decision back', async () => {
		await scheduled('Notice on the 4th');
		const [appeal = ''] = buttonsOf(sentTo('100')[0]);
		// A chat takes one message a second.
		harness.setTime(day(1));
		await run('Answers Come In', presses('100', appeal));
		expect(textsTo('100').at(-1)).toContain('收到你的申诉了');
		const [grant = '', uphold = ''] = buttonsOf(sentTo(ADMINS).at(-1));
		harness.setTime(day(2));
		await run('Answers Come In', presses('1', grant, ADMINS));
		expect(textsTo('100').at(-1)).toContain('你的申诉已通过');
		await run('Answers Come In', presses('2', uphold, ADMINS));
		expect(bot.named('answerCallbackQuery').at(-1)?.params['text']).toBe('这件事已经处理过了');
		await scheduled('Every Morning', 8);
		expect(bot.named('banChatMember')).toMatchObject([{ params: { user_id: 101 } }]);
	});

	it('removes also who cannot be written to, and tells the operators that a notice did not arrive', async () => {
		bot.reply = ({ method, params }) =>
			method === 'sendMessage' && params['chat_id'] === 100
				? refusal(403, "Forbidden: bot can't initiate conversation with a user")
				: undefined;
		await scheduled('Notice on the 4th');
		expect(textsTo(ADMINS).at(-1)).toContain('🙋 需要人工处理：会员100');
		await scheduled('Every Morning', 8);
		expect(bot.named('banChatMember').map(({ params }) => params['user_id'])).toEqual(
			expect.arrayContaining([100, 101]) as number[],
		);
	});
});
