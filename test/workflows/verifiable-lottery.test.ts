import { join } from 'node:path';
import type { CommunityEvent } from '../../community/event';
import template from '../../workflows/verifiable-lottery.json';
import { FakeBotApi, type BotCall } from '../nodes/support/bot-api';
import { handle, later, OPENS, says } from '../nodes/support/lottery';
import { ADMINS, event, GROUP, person } from '../nodes/support/workflows';
import { ENGINES, Engines } from '../store/support/engines';
import { createHarness } from './harness';

const workflow = JSON.parse(
	JSON.stringify(template).replaceAll('ADMIN_GROUP_ID', ADMINS).replaceAll('COMMUNITY_ID', GROUP),
) as typeof template;

const FORM = {
	'标题 Title': '春日福利抽奖',
	'奖品 Prizes': '一等奖：机械键盘 ×1 ¥499\n二等奖：咖啡券 ×2 30元',
	'截止 Closes': '2026-06-03 20:00',
	'口令 Keyword': '抽奖',
	'主办方 Organiser': '深圳设计师社群',
	'联系方式 Contact': 'help@example.com',
	'说明 Terms': '7 个工作日内寄出，税费由主办方承担。',
};

describe.each(ENGINES)('verifiable-lottery.json on the %s store', (engine) => {
	const engines = new Engines();
	let harness: Awaited<ReturnType<typeof createHarness>>;
	let bot: FakeBotApi;

	beforeAll(async () => await engines.start(), 60_000);
	afterAll(async () => await engines.stop(), 60_000);
	beforeEach(async () => {
		bot = await FakeBotApi.start();
		const store = engines.fresh(engine);
		harness = await createHarness({
			packageDir: join(__dirname, '../..'),
			credentials: {
				...bot.credentials,
				communityStoreApi: 'file' in store ? { engine, fileName: store.file } : { ...store, ca: '', maxConnections: 5 },
			},
			baseTime: OPENS,
		});
	});
	afterEach(async () => {
		await harness.dispose();
		await bot.close();
	});

	const run = async (triggerNode: string, items: readonly object[] = [{}]) => {
		const result = await harness.run(workflow, { triggerNode, items });
		expect(result.error).toBeUndefined();
		return result;
	};
	const happens = async (...items: CommunityEvent[]) => await run('Telegram Group', items);
	const buttonsOf = (call: BotCall | undefined): string[] =>
		(call?.params['reply_markup'] as { inline_keyboard: { callback_data: string }[][] }).inline_keyboard
			.flat()
			.map(({ callback_data }) => callback_data);
	let pressed = 0;
	const presses = (memberId: string, value: string) => {
		pressed += 1;
		return event({
			type: 'button',
			...person(memberId, `会员${memberId}`),
			button: { value, messageId: '1' },
			replyHandle: handle(`cb${pressed}`),
			occurredAt: new Date().toISOString(),
		});
	};
	const sent = () =>
		bot.named('sendMessage').map(({ params }) => ({ to: params['chat_id'], text: String(params['text']) }));

	it('goes from a form to winners whom everybody can check, and to alternates who move up', async () => {
		const opened = await run('Open a Lottery', [FORM]);
		expect(opened.json('Publish Rules')).toMatchObject([
			{
				lottery: { closesAt: '2026-06-03T12:00:00.000Z' },
				rules: { prizes: [{ valueMinor: 49_900 }, { valueMinor: 3000 }] },
			},
		]);
		await run('Open a Lottery', [FORM]);
		expect(sent()).toHaveLength(1);
		expect(sent()[0]).toMatchObject({ to: Number(GROUP), text: expect.stringContaining('🔒 种子承诺') });
		const [enter = '', withdraw = ''] = buttonsOf(bot.named('sendMessage')[0]);
		for (const value of [enter, withdraw]) expect(Buffer.byteLength(value)).toBeLessThanOrEqual(64);

		const first = presses('1', enter);
		await happens(
			first,
			presses('2', enter),
			says('3', '抽奖'),
			presses('4', enter),
			says('5', '抽奖'),
			says('6', '你好'),
		);
		await happens(first);
		expect(bot.named('answerCallbackQuery')).toHaveLength(3);
		expect(bot.named('answerCallbackQuery')[0]?.params['text']).toContain('报名成功');
		await happens(presses('2', withdraw));
		await happens(presses('2', enter));
		await run('Every Five Minutes');
		expect(sent().some(({ text }) => text.includes('报名截止'))).toBe(false);

		harness.setTime('2026-06-03T12:01:00.000Z');
		await run('Every Five Minutes');
		await run('Every Five Minutes');
		const closed = sent().filter(({ text }) => text.includes('报名截止，共 5 人参加'));
		const drawn = sent().filter(({ text }) => text.includes('开奖啦'));
		expect([closed.length, drawn.length]).toEqual([1, 1]);
		const hash = /[0-9a-f]{64}/.exec(closed[0]?.text ?? '')?.[0] ?? 'none';
		expect(drawn[0]?.text).toContain(hash);
		expect(sent().filter(({ to }) => to === Number(ADMINS))).toMatchObject([
			{ text: expect.stringContaining('📋 抽奖报告') },
		]);

		const announced = bot.named('sendMessage').find(({ params }) => String(params['text']).includes('开奖啦'));
		const [claim = '', decline = ''] = buttonsOf(announced);
		const names = [...(drawn[0]?.text ?? '').matchAll(/@会员(\d)/g)].map(([, id]) => id ?? '');
		expect(new Set(names).size).toBe(5);
		await happens(presses(names[0] ?? '', claim), presses(names[1] ?? '', decline), presses(names[4] ?? '', claim));
		const answers = bot
			.named('answerCallbackQuery')
			.slice(-3)
			.map(({ params }) => String(params['text']));
		expect(answers).toEqual([
			'🎉 领奖成功：一等奖：机械键盘',
			expect.stringContaining('已放弃'),
			expect.stringContaining('没有中奖'),
		]);
		expect(sent().filter(({ text }) => text.includes('候补递补：'))).toHaveLength(1);

		harness.setTime(later(5 * 24 * 60 + 60));
		await run('Every Hour');
		expect(
			sent().filter(({ text }) => text.includes('候补递补：') && text.includes(`@会员${names[4] ?? ''}`)),
		).toHaveLength(1);
	}, 60_000);

	it('publishes nothing that is not in order, and says what is missing', async () => {
		const result = await harness.run(workflow, {
			triggerNode: 'Open a Lottery',
			items: [{ ...FORM, '奖品 Prizes': '汽车 ×1 ¥80000', '截止 Closes': '2026-05-01 20:00' }],
		});
		expect(result.error?.message).toContain('超过最高奖限额');
		expect(result.error?.message).toContain('已经过去');
		expect(sent()).toEqual([]);
	});
});
