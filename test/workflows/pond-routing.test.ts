import type { CommunityEvent } from '../../community/event';
import template from '../../workflows/pond-routing.json';
import { FakeBotApi } from '../nodes/support/bot-api';
import { ADMINS, event, GROUP, PACKAGE, person, runNode, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

const workflow = JSON.parse(
	JSON.stringify(template)
		.replaceAll('ADMIN_GROUP_ID', ADMINS)
		.replaceAll('COMMUNITY_ID', GROUP)
		.replaceAll('POND_GROUP_1', '-3001')
		.replaceAll('POND_GROUP_2', '-3002'),
) as typeof template;

describe('pond-routing.json', () => {
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

	const run = async (triggerNode: string, items: readonly object[] = [{}]) => {
		const before = bot.named('sendMessage').length;
		const result = await harness.run(workflow, { triggerNode, items });
		expect(result.error).toBeUndefined();
		return {
			...result,
			sent: bot
				.named('sendMessage')
				.slice(before)
				.map(({ params }) => params),
		};
	};
	const throwBaits = async (): Promise<string[]> => {
		const { sent } = await run('Throw Baits Out');
		expect(sent).toMatchObject([{ chat_id: Number(GROUP) }]);
		const { inline_keyboard: rows } = sent[0]?.['reply_markup'] as { inline_keyboard: { callback_data: string }[][] };
		return rows.flat().map(({ callback_data }) => callback_data);
	};
	const now = () => new Date().toISOString();
	const press = (memberId: string, value: string): CommunityEvent =>
		event({
			type: 'button',
			occurredAt: now(),
			...person(memberId, '小雨'),
			button: { value, messageId: '5' },
			replyHandle: { kind: 'telegram.callback', token: `cb${memberId}`, expiresAt: '2099-01-01T00:00:00.000Z' },
		});
	const says = (memberId: string, text: string, occurredAt = now()) =>
		event({ type: 'message', occurredAt, ...person(memberId, '小雨'), text, messageId: `m${memberId}` });

	it('throws out a button for each bait, short enough for the platform', async () => {
		const values = await throwBaits();
		expect(values).toHaveLength(3);
		for (const value of values) expect(Buffer.byteLength(value)).toBeLessThanOrEqual(64);
	});

	it('invites whoever bites often enough, once, and answers the button', async () => {
		const [photo = ''] = await throwBaits();
		const bite = press('7', photo);
		const first = await run('Big Pond', [bite]);
		expect(first.json('Record Bite')).toMatchObject([{ duplicate: false, bites: ['摄影'], routes: [] }]);
		expect(bot.named('answerCallbackQuery').at(-1)?.params['text']).toBe('记下了：摄影');
		const second = await run('Big Pond', [says('7', '想换个新镜头'), says('8', '大家早')]);
		expect(second.json('Record Bite')).toMatchObject([{ routes: [{ action: 'invite', pondId: 'photo' }] }]);
		expect(second.sent).toMatchObject([
			{ chat_id: 7, reply_markup: { inline_keyboard: [[{ url: 'https://t.me/+INVITE_LINK_1' }]] } },
		]);
		const replay = await run('Big Pond', [bite]);
		expect(replay.json('Record Bite')).toMatchObject([{ duplicate: true }]);
		const again = await run('Big Pond', [says('7', '镜头真贵')]);
		expect(again.json('Record Bite')).toMatchObject([{ routes: [] }]);
		expect([...replay.sent, ...again.sent]).toEqual([]);
		expect((await run('Every Evening')).sent).toEqual([]);
	});

	it('knows who joined a smaller group, and names to operators who has lost interest', async () => {
		await throwBaits();
		await run('Big Pond', [event({ type: 'joined', communityId: '-3002', occurredAt: now(), ...person('9', '阿强') })]);
		const evening = await run('Every Evening');
		expect(evening.json('Route Who Is Due')).toMatchObject([{ action: 'leave', pondId: 'run', limit: 1 }]);
		expect(evening.sent).toMatchObject([{ chat_id: Number(ADMINS), text: expect.stringContaining('阿强') as string }]);
		expect((await run('Every Evening')).json('Route Who Is Due')).toEqual([]);
	});

	it('passes messages over until ponds are saved, and says what to do where a bite needs them', async () => {
		const record = async (options: object) =>
			await runNode(harness, TYPE.member, { resource: 'pond', operation: 'recordBite', options }, [says('1', 'x')]);
		const passed = await record({});
		expect(passed.error).toBeUndefined();
		expect(passed.outputs[0] ?? []).toEqual([]);
		const { error } = await record({ bait: '摄影' });
		expect(error?.message).toContain('no ponds yet');
	});
});
