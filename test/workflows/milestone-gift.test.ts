import template from '../../workflows/milestone-gift.json';
import { FakeBotApi } from '../nodes/support/bot-api';
import { settleIn } from '../nodes/support/elimination';
import { ADMINS, GROUP, PACKAGE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

const workflow = JSON.parse(
	JSON.stringify(template)
		.replaceAll('ADMIN_GROUP_ID', ADMINS)
		.replaceAll('COMMUNITY_ID', GROUP)
		.replace('100, 500, 1000', '4, 6'),
) as typeof template;

describe('milestone-gift.json', () => {
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

	const hour = async (instant: string) => {
		harness.setTime(instant);
		const result = await harness.run(workflow, { triggerNode: 'Every Hour', items: [{}] });
		expect(result.error).toBeUndefined();
		return result;
	};
	const sent = (): string[] => bot.named('sendMessage').map(({ params }) => String(params['text']));
	const people = (from: number, count: number, joined = 200) =>
		Array.from({ length: count }, (_none, index) => ({ id: String(from + index), joined }));

	it('opens one lottery a milestone, enters who qualifies, and draws a day later', async () => {
		await settleIn(harness, people(1, 3));
		await hour('2026-03-21T01:00:00Z');
		expect(sent()).toEqual([]);

		// The fourth has joined a day ago: the group has grown, but they are too new for the gift.
		await settleIn(harness, people(4, 1, 1));
		const grown = await hour('2026-03-21T02:00:00Z');
		expect(grown.json('Everybody Takes Part')).toMatchObject([{ counts: { entered: 3, refused: 1 } }]);
		const again = await hour('2026-03-21T03:00:00Z');
		expect(again.json('Everybody Takes Part')).toMatchObject([{ duplicate: true, counts: { entered: 0, already: 3 } }]);
		expect(sent()).toHaveLength(1);
		expect(sent()[0]).toContain('群友里程碑礼物');

		const drawn = await hour('2026-03-22T02:00:00Z');
		expect(drawn.json('Draw Winners')).toMatchObject([{ winners: [{}, {}, {}], alternates: [] }]);
		const after = await hour('2026-03-22T03:00:00Z');
		expect([after.json('When the Group Grows'), after.json('Draw Winners')]).toEqual([[], []]);
		expect(sent().filter((text) => text.includes('开奖啦'))).toHaveLength(1);

		await settleIn(harness, people(5, 2));
		const next = await hour('2026-03-23T02:00:00Z');
		expect(next.json('When the Group Grows')).toMatchObject([{ duplicate: false }]);
	}, 60_000);

	it('has a gift on the anniversary, by the clocks of the community, and no other day', async () => {
		await settleIn(harness, people(1, 2));
		// The 20th of May in Shanghai begins at 16:00 of the 19th in UTC.
		const before = await hour('2026-05-19T15:59:00Z');
		expect(before.json('On the Anniversary')).toEqual([]);
		const day = await hour('2026-05-19T16:00:00Z');
		expect(day.json('On the Anniversary')).toMatchObject([{ lottery: { title: '周年礼物' } }]);
		expect(day.json('Everybody Takes Part')).toMatchObject([{ counts: { entered: 2 } }]);
	}, 60_000);
});
