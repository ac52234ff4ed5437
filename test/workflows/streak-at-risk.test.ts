import template from '../../workflows/streak-at-risk.json';
import { FakeBotApi } from '../nodes/support/bot-api';
import { ADMINS, event, GROUP, PACKAGE, person } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

const workflow = JSON.parse(
	JSON.stringify(template).replaceAll('ADMIN_GROUP_ID', ADMINS).replaceAll('COMMUNITY_ID', GROUP),
) as typeof template;

/** 20:30 in Shanghai on the given day of June 2026. */
const evening = (day: number) => `2026-06-0${day}T12:30:00.000Z`;
const RECORD = { resource: 'checkIn', operation: 'record', trackerId: 'daily', options: {} };

describe('streak-at-risk.json', () => {
	let harness: Harness;
	let bot: FakeBotApi;
	beforeEach(async () => {
		bot = await FakeBotApi.start();
		harness = await createHarness({ packageDir: PACKAGE, credentials: bot.credentials });
	});
	afterEach(async () => {
		await harness.dispose();
		await bot.close();
	});

	const run = async (triggerNode: string, time: string, ...items: object[]) => {
		harness.setTime(time);
		const before = bot.calls.length;
		const result = await harness.run(workflow, { triggerNode, items });
		expect(result.error).toBeUndefined();
		return { ...result, calls: bot.calls.slice(before) };
	};
	/** Checks in, by events of another system, by the clocks of a zone. */
	const checkIn = async (who: string, zone: string, ...times: string[]) => {
		for (const time of times) {
			harness.setTime(time);
			const { error } = await harness.run(
				{
					name: 'Record',
					nodes: [
						{
							id: 's',
							name: 'Start',
							type: 'n8n-nodes-base.manualTrigger',
							typeVersion: 1,
							position: [0, 0],
							parameters: {},
						},
						{
							id: 'n',
							name: 'Node',
							type: 'n8n-nodes-shequn.checkInTracker',
							typeVersion: 1,
							position: [0, 0],
							parameters: { ...RECORD, options: { timeZone: 'Asia/Shanghai', memberTimeZone: zone } },
						},
					],
					connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
				},
				{
					triggerNode: 'Start',
					items: [event({ type: 'checkin', ...person(who, `会员${who}`), occurredAt: time, receivedAt: time })],
				},
			);
			expect(error).toBeUndefined();
		}
	};
	const press = (who: string, value: string, time: string) =>
		event({
			type: 'button',
			...person(who, `会员${who}`),
			button: { value, messageId: '9' },
			occurredAt: time,
			receivedAt: time,
			replyHandle: { kind: 'telegram.callback', token: `cb${who}`, expiresAt: '2026-06-30T00:00:00.000Z' },
		});

	it('reminds each member once, in the member’s own evening, and not at night', async () => {
		await checkIn('7', 'Asia/Shanghai', evening(1), evening(2));
		await checkIn('8', 'Europe/Berlin', evening(1), evening(2));
		await checkIn('9', 'Asia/Shanghai', evening(1), evening(2), evening(3));
		const first = await run('Every Hour', evening(3), {});
		expect(first.calls.map(({ params }) => params['text'])).toEqual([
			'🌙 @会员7 今天还没打卡，已连续 2 天，别断了哦！',
		]);
		expect((await run('Every Hour', '2026-06-03T13:30:00.000Z', {})).calls).toEqual([]);
		// Half past eight in Berlin, half past two at night in Shanghai.
		const later = await run('Every Hour', '2026-06-03T18:30:00.000Z', {});
		expect(later.calls.map(({ params }) => String(params['text']))).toEqual([expect.stringContaining('会员8')]);
		expect((await run('Every Hour', '2026-06-03T21:30:00.000Z', {})).calls).toEqual([]);
	});

	it('lets a member check in by the button, or want no more of it', async () => {
		await checkIn('7', 'Asia/Shanghai', evening(1), evening(2));
		await checkIn('8', 'Asia/Shanghai', evening(1), evening(2));
		const { calls } = await run('Every Hour', evening(3), {});
		expect(calls).toHaveLength(1);
		const buttons = (
			calls[0]?.params['reply_markup'] as { inline_keyboard: { callback_data: string }[][] }
		).inline_keyboard.flat();
		const [checks = '', mutes = ''] = buttons.map(({ callback_data: value }) => value);
		const pressed = await run('Buttons', evening(3), press('7', checks, evening(3)), press('8', mutes, evening(3)));
		expect(pressed.calls.map(({ params }) => String(params['text'])).sort()).toEqual([
			expect.stringContaining('已连续 3 天'),
			'好的，不再提醒你打卡了',
		]);
		await checkIn('8', 'Asia/Shanghai', '2026-06-03T12:40:00.000Z');
		const next = await run('Every Hour', evening(4), {});
		expect(next.calls.map(({ params }) => String(params['text']))).toEqual([expect.stringContaining('会员7')]);
	});
});
