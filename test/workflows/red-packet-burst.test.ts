import type { CommunityEvent } from '../../community/event';
import template from '../../workflows/red-packet-burst.json';
import { FakeBotApi, type BotCall } from '../nodes/support/bot-api';
import { settleIn } from '../nodes/support/elimination';
import { openOf, type Kind } from '../nodes/support/giveaway';
import { handle, later, OPENS } from '../nodes/support/lottery';
import { ADMINS, event, GROUP, PACKAGE, person } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

type Template = typeof template;
const filledIn = (unit: string) =>
	JSON.parse(
		JSON.stringify(template)
			.replaceAll('ADMIN_GROUP_ID', ADMINS)
			.replaceAll('COMMUNITY_ID', GROUP)
			.replace('"unit":"points"', `"unit":"${unit}"`),
	) as Template;

const FORM = { '标题 Title': '新年红包雨', '总额 Amount': 100, '份数 Shares': 3, '分钟 Minutes': 10 };

describe('red-packet-burst.json', () => {
	let harness: Harness;
	let bot: FakeBotApi;
	let workflow: Template;
	beforeEach(async () => {
		workflow = filledIn('points');
		bot = await FakeBotApi.start();
		harness = await createHarness({ packageDir: PACKAGE, credentials: bot.credentials, baseTime: OPENS });
		harness.setTime(OPENS);
		await settleIn(
			harness,
			['1', '2', '3', '4', '900'].map((id) => ({ id })),
		);
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
	const sent = (to = GROUP): string[] =>
		bot
			.named('sendMessage')
			.filter(({ params }) => String(params['chat_id']) === to)
			.map(({ params }) => String(params['text']));
	const toasts = (): string[] => bot.named('answerCallbackQuery').map(({ params }) => String(params['text']));
	const buttonOf = (call: BotCall | undefined): string =>
		(call?.params['reply_markup'] as { inline_keyboard: { callback_data: string }[][] }).inline_keyboard.flat()[0]
			?.callback_data ?? '';
	let pressed = 0;
	const presses = (memberId: string, value: string, communityId = GROUP) => {
		pressed += 1;
		return event({
			type: 'button',
			communityId,
			...person(memberId, `会员${memberId}`),
			button: { value, messageId: '1', messageText: '💰' },
			replyHandle: handle(`cb${pressed}`),
			occurredAt: new Date().toISOString(),
		});
	};

	it('goes from a form to shares that add up, and ends by the clock with a seed', async () => {
		await run('Open a Red Packet', [FORM]);
		expect(sent()).toEqual([expect.stringContaining('🧧 新年红包雨\n100 积分，共 3 份')]);
		const button = buttonOf(bot.named('sendMessage')[0]);
		expect(Buffer.byteLength(button)).toBeLessThanOrEqual(64);

		const first = presses('1', button);
		await happens(first, presses('2', button), presses('1', button));
		await happens(first);
		await happens(presses('3', button), presses('4', button));
		expect(toasts()).toEqual([
			expect.stringContaining('你抢到'),
			expect.stringContaining('你抢到'),
			'你已经参加过了',
			expect.stringContaining('你抢到'),
			'手慢了，已经被抢光啦',
		]);
		const amounts = sent().flatMap((text) => /抢到 (\d+) 积分/.exec(text)?.slice(1).map(Number) ?? []);
		expect([amounts.length, amounts.reduce((a, b) => a + b, 0)]).toEqual([3, 100]);

		await run('Every Minute');
		expect(sent().some((text) => text.includes('结束：'))).toBe(false);
		harness.setTime(later(10));
		await run('Every Minute');
		await run('Every Minute');
		const ends = sent().filter((text) => text.includes('「新年红包雨」结束：3/3 份被领走，共 100 积分'));
		expect(ends).toEqual([expect.stringMatching(/👑 手气最佳：会员\d[^]*🔓 种子：[0-9a-f]{64}/)]);
	});

	it('asks operators to pay money, and takes their confirmation once, in their group alone', async () => {
		workflow = filledIn('money');
		await run('Open a Red Packet', [FORM]);
		await happens(presses('1', buttonOf(bot.named('sendMessage')[0])));
		expect(sent(ADMINS)).toEqual([expect.stringMatching(/^💰 请付款：会员1，¥[\d.]+，「新年红包雨」$/)]);
		const pay = buttonOf(bot.named('sendMessage').find(({ params }) => String(params['chat_id']) === ADMINS));
		expect((await happens(presses('1', pay))).json('Share Is Paid')).toEqual([]);
		const paid = await happens(presses('900', pay, ADMINS));
		expect(paid.json('Share Is Paid')).toMatchObject([{ duplicate: false, payout: { paidBy: '900' } }]);
		expect(toasts().at(-1)).toBe('✅ 会员900');
		expect((await happens(presses('900', pay, ADMINS))).json('Share Is Paid')).toMatchObject([{ duplicate: true }]);
	});

	it.each<[Kind, string, string]>([
		['tickets', 'Grab a Ticket', 'End Tickets'],
		['instantWin', 'Try Your Luck', 'End Instant Wins'],
	])('takes presses for %s too, and ends them', async (kind, taking, ending) => {
		await openOf(harness, kind, 'other');
		const taken = await happens(presses('1', `give.take|other|${GROUP}`));
		expect(taken.json(taking)).toMatchObject([{ verdict: 'taken' }]);
		expect(taken.json('Grab a Share')).toEqual([]);
		expect(toasts()).toHaveLength(1);
		harness.setTime(later(31));
		expect((await run('Every Minute')).json(ending)).toMatchObject([{ giveaway: { status: 'closed' } }]);
		expect(sent().at(-1)).toContain('🔓 种子：');
	});
});
