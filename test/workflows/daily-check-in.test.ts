import type { CommunityEvent } from '../../community/event';
import template from '../../workflows/daily-check-in.json';
import { FakeBotApi } from '../nodes/support/bot-api';
import { ADMINS, event, GROUP, PACKAGE, person } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

const workflow = JSON.parse(
	JSON.stringify(template).replaceAll('ADMIN_GROUP_ID', ADMINS).replaceAll('COMMUNITY_ID', GROUP),
) as typeof template;

/** 07:30 in Shanghai. */
const MORNING = '2026-06-01T23:30:00.000Z';

describe('daily-check-in.json', () => {
	let harness: Harness;
	let bot: FakeBotApi;
	beforeEach(async () => {
		bot = await FakeBotApi.start();
		harness = await createHarness({ packageDir: PACKAGE, credentials: bot.credentials });
		harness.setTime(MORNING);
	});
	afterEach(async () => {
		await harness.dispose();
		await bot.close();
	});

	const run = async (triggerNode: string, ...items: object[]) => {
		const before = bot.calls.length;
		const result = await harness.run(workflow, { triggerNode, items });
		expect(result.error).toBeUndefined();
		return { ...result, calls: bot.calls.slice(before) };
	};
	const says = (text: string, fields: Partial<CommunityEvent> = {}) =>
		event({
			type: 'message',
			...person('7', '小雨'),
			text,
			messageId: '5',
			occurredAt: MORNING,
			receivedAt: MORNING,
			...fields,
		});

	it('answers a check-in, a picture with the keyword, a press of the morning button, and who asks for the board', async () => {
		const { calls } = await run('Telegram Group', says('打卡 读了十页书'));
		expect(calls.map(({ params }) => params['text'])).toEqual([expect.stringContaining('已连续 1 天')]);
		expect(calls[0]?.params).toMatchObject({ chat_id: Number(GROUP), reply_parameters: { message_id: 5 } });
		await run('Telegram Group', says('打卡', { ...person('8', '阿明'), hasImage: true }));
		const morning = await run('Every Morning', {});
		const markup = morning.calls[0]?.params['reply_markup'] as { inline_keyboard: { callback_data: string }[][] };
		const value = markup.inline_keyboard[0]?.[0]?.callback_data ?? '';
		expect(value).toBe(`chk.in|daily|${GROUP}`);
		const press = event({
			type: 'button',
			...person('9', '小梅'),
			button: { value, messageId: '9' },
			occurredAt: MORNING,
			receivedAt: MORNING,
			replyHandle: { kind: 'telegram.callback', token: 'cb', expiresAt: '2026-06-02T00:00:00.000Z' },
		});
		const pressed = await run('Telegram Group', press);
		expect(pressed.calls.map(({ method }) => method)).toEqual(['answerCallbackQuery']);
		const asked = await run('Telegram Group', says('排行榜'));
		const board = String(asked.calls[0]?.params['text']);
		for (const name of ['小雨', '阿明', '小梅']) expect(board).toContain(name);
		const week = await run('Every Sunday', {});
		expect(String(week.calls[0]?.params['text'])).toContain('本周榜');
	});

	it('is silent about talk, and a replay of the same message says nothing twice', async () => {
		expect((await run('Telegram Group', says('大家早上好'))).calls).toEqual([]);
		const message = says('签到');
		expect((await run('Telegram Group', message)).calls).toHaveLength(1);
		expect((await run('Telegram Group', message)).calls).toEqual([]);
	});

	it('keeps the rules that an operator sets', async () => {
		const { json } = await run('Change the Rules', {});
		expect(json('Rules')).toMatchObject([
			{ duplicate: false, tracker: { trackerId: 'daily', version: 1, timeZone: 'Asia/Shanghai' } },
		]);
		expect((await run('Change the Rules', {})).json('Rules')).toMatchObject([
			{ duplicate: true, tracker: { version: 1 } },
		]);
	});
});
