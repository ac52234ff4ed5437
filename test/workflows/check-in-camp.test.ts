import type { CommunityEvent } from '../../community/event';
import template from '../../workflows/check-in-camp.json';
import { FakeBotApi } from '../nodes/support/bot-api';
import { ADMINS, event, GROUP, PACKAGE, person, runNode, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

const DAY_MS = 86_400_000;
/** Noon in Shanghai of the first day of the camp. */
const FIRST_NOON = Date.parse('2026-03-02T04:00:00.000Z');
/** Noon of a day, counted from the camp's first. */
const noon = (day: number) => new Date(FIRST_NOON + day * DAY_MS).toISOString();

const workflow = JSON.parse(
	JSON.stringify(template).replaceAll('ADMIN_GROUP_ID', ADMINS).replaceAll('COMMUNITY_ID', GROUP),
) as typeof template;

const FORM = {
	'名称 Title': '三天早读',
	'编号 Camp ID': 'read-3',
	'开始日期 First day': '2026-03-02',
	'天数 Days': 3,
	'打卡几天算通过 Days to pass': 2,
	'押金（分） Deposit in minor units': 9901,
	'负责人 Operator': '周宁',
};

describe('check-in-camp.json', () => {
	let harness: Harness;
	let bot: FakeBotApi;
	let said: number;

	beforeEach(async () => {
		bot = await FakeBotApi.start();
		harness = await createHarness({
			packageDir: PACKAGE,
			credentials: { ...bot.credentials, shequnSignedWebhookApi: { secret: 'a secret for the payments of camps' } },
		});
		said = 0;
	});
	afterEach(async () => {
		await harness.dispose();
		await bot.close();
	});

	const run = async (triggerNode: string, items: object[], at: string) => {
		harness.setTime(at);
		const result = await harness.run(workflow, { triggerNode, items });
		expect(result.error).toBeUndefined();
		return result;
	};
	/** What was said since the last look: chat and text. */
	const news = () => {
		const calls = bot.named('sendMessage').slice(said);
		said += calls.length;
		return calls.map(({ params }) => `${String(params['chat_id'])}: ${String(params['text'])}`);
	};
	const checkIn = async (memberId: string, day: number) => {
		harness.setTime(noon(day));
		const word = event({
			type: 'message',
			...person(memberId, `会员${memberId}`),
			text: '打卡',
			occurredAt: noon(day),
			receivedAt: noon(day),
		});
		const { error } = await runNode(
			harness,
			TYPE.checkIn,
			{ resource: 'checkIn', operation: 'record', options: { timeZone: 'Asia/Shanghai' } },
			[word],
		);
		expect(error).toBeUndefined();
	};
	const press = (memberId: string, value: string, at: string, communityId = GROUP): CommunityEvent =>
		event({
			type: 'button',
			communityId,
			...person(memberId, memberId === 'op' ? '周宁' : `会员${memberId}`),
			button: { value, messageId: '77', messageText: '方案' },
			replyHandle: { kind: 'telegram.callback', token: `cb${memberId}`, expiresAt: at },
			occurredAt: at,
			receivedAt: at,
		});
	const enrol = (memberId: string, day: number) => press(memberId, `camp.enrol|read-3|${GROUP}`, noon(day));
	const pays = (
		orderId: string,
		amountMinor = 9901,
		transactionId = `t-${orderId}`,
		type = 'payment_succeeded' as const,
	) =>
		event({
			type,
			platform: 'shop',
			payment: { orderId, transactionId, amountMinor, currency: 'CNY' },
			occurredAt: noon(-1),
		});

	/** Opens the camp and lets members enrol and pay. */
	async function begin(...members: string[]): Promise<Record<string, string>> {
		await checkIn('starter', -10);
		await run('Open a Camp', [FORM], noon(-3));
		const orders: Record<string, string> = {};
		for (const memberId of members) {
			const asked = await run('Telegram Group', [enrol(memberId, -2)], noon(-2));
			const [item] = asked.json('Enrol', 0) as unknown as { payment: { orderId: string } }[];
			orders[memberId] = item?.payment.orderId ?? '';
			await run('Payments', [pays(orders[memberId])], noon(-1));
		}
		return orders;
	}

	it('opens by the form, and invites the group with the rules', async () => {
		await checkIn('starter', -10);
		await run('Open a Camp', [FORM], noon(-3));
		const [invitation, ...more] = news();
		expect(more).toEqual([]);
		expect(invitation).toContain(`${GROUP}: 🏕️ 三天早读 开始报名啦！`);
		expect(invitation).toContain('3月2日 至 3月4日，共 3 天');
		expect(invitation).toContain('打卡满 2 天');
		expect(invitation).toContain('押金 ¥99.01：通过后全额退还');
		await run('Open a Camp', [FORM], noon(-3));
		expect(news()).toEqual([]);
	});

	it('keeps a place, tells how to pay, and lets in whoever has paid, once', async () => {
		const orders = await begin('7');
		const words = news();
		expect(words.some((text) => text.startsWith('7: ') && text.includes(`订单号 ${orders['7'] ?? ''}`))).toBe(true);
		expect(words.filter((text) => text.includes('报名成功，3月2日 见'))).toHaveLength(2);
		const again = await run('Payments', [pays(orders['7'] ?? '')], noon(-1));
		expect(again.json('Record Payment', 0)).toMatchObject([{ duplicate: true, verdict: 'accepted' }]);
		expect(news()).toEqual([]);
	});

	it('gives back what does not fit, and tells the operators', async () => {
		const orders = await begin('7');
		news();
		const twice = await run('Payments', [pays(orders['7'] ?? '', 9901, 't2')], noon(-1));
		expect(twice.json('Record Payment', 0)).toMatchObject([
			{ verdict: 'not_waiting', refunds: [{ amountMinor: 9901, transactionId: 't2', way: 'person', status: 'due' }] },
		]);
		expect(news()).toEqual([
			expect.stringContaining('7: 会员7，你已经付过'),
			expect.stringContaining(`${ADMINS}: ⚠️「三天早读」收到一笔对不上的款项：会员7，¥99.01`),
		]);
		const other = await run('Payments', [pays('unknown')], noon(-1));
		expect(other.json('Record Payment', 0)).toEqual([]);
	});

	it('lets a member leave before it begins, and not after', async () => {
		await begin('7', '8');
		news();
		const leave = (memberId: string, day: number) =>
			event({ type: 'message', ...person(memberId, `会员${memberId}`), text: '退出训练营', occurredAt: noon(day) });
		const early = await run('Telegram Group', [leave('7', -1)], noon(-1));
		expect(early.json('Withdraw', 0)).toMatchObject([
			{ enrolment: { status: 'withdrawn' }, refunds: [{ kind: 'deposit', amountMinor: 9901 }] },
		]);
		const late = await run('Telegram Group', [leave('8', 0)], noon(0));
		expect(late.json('Withdraw', 0)).toMatchObject([{ enrolment: { status: 'enrolled' }, refunds: [] }]);
		expect(news().join('\n')).toContain('「三天早读」已经开始，不能退出了');
		const talk = await run('Telegram Group', [{ ...leave('8', 0), eventId: 'x', text: '我不想退出训练营' }], noon(0));
		expect(talk.json('Withdraw', 0)).toEqual([]);
	});

	it('tells the group every morning, once, who has no day to lose', async () => {
		await begin('7', '8');
		await checkIn('7', 0);
		news();
		await run('Every Morning', [{}], noon(1));
		const [word, ...more] = news();
		expect(more).toEqual([]);
		expect(word).toContain('三天早读 第 2/3 天');
		expect(word).toContain('昨天 1/2 人打卡；仍有希望通过：2 人');
		expect(word).toContain('@会员8');
		expect(word).not.toContain('@会员7');
		await run('Every Morning', [{}], noon(1));
		expect(news()).toEqual([]);
	});

	it('settles once, to the last cent, after an operator has approved', async () => {
		await begin('7', '8', '9');
		for (const day of [0, 1, 2]) await checkIn('7', day);
		for (const day of [0, 2]) await checkIn('8', day);
		await run('Every Morning', [{}], noon(3));
		news();
		// A day later late check-ins count no more.
		await run('Every Morning', [{}], noon(4));
		const proposal = news().find((text) => text.includes('结算方案'));
		expect(proposal).toContain(`${ADMINS}: 🧾「三天早读」结算方案，请确认：2/3 人通过`);
		expect(proposal).toContain('押金合计 ¥297.03：退还 ¥198.02，未通过 ¥99.01，其中瓜分 ¥99.01，归组织者 ¥0.00');

		const value = `camp.approve|read-3|${GROUP}`;
		const forged = await run('Telegram Group', [press('9', value, noon(4))], noon(4));
		expect(forged.json('Approve', 0)).toEqual([]);
		const approval = press('op', value, noon(4), ADMINS);
		const approved = await run('Telegram Group', [approval], noon(4));
		const [item] = approved.json('Approve', 0) as unknown as {
			refunds: { kind: string; amountMinor: number; refundId: string }[];
		}[];
		const amounts = item?.refunds.map(({ kind, amountMinor }) => `${kind} ${amountMinor}`).sort();
		expect(amounts).toEqual(['deposit 9901', 'deposit 9901', 'share 4950', 'share 4951']);
		const words = news();
		expect(words.filter((text) => text.startsWith(`${ADMINS}: 💰`))).toHaveLength(4);
		expect(words.some((text) => text.startsWith('9: 会员9，「三天早读」结束了，这次没有通过'))).toBe(true);

		const second = await run('Telegram Group', [press('op2', value, noon(5), ADMINS)], noon(5));
		expect(second.json('Approve', 0)).toMatchObject([{ duplicate: true }]);
		expect(news()).toEqual([]);
		const paid = press('op', `camp.paid|${item?.refunds[0]?.refundId ?? ''}|${GROUP}`, noon(5), ADMINS);
		const done = await run('Telegram Group', [paid], noon(5));
		expect(done.json('Paid Out', 0)).toMatchObject([{ duplicate: false, refunds: [{ status: 'done', doneBy: 'op' }] }]);
		const [again] = (await run('Telegram Group', [{ ...paid, eventId: 'again' }], noon(5))).json('Paid Out', 0);
		expect(again).toMatchObject({ duplicate: true });
	});

	it('says what is wrong with a camp that cannot be, and opens nothing', async () => {
		await checkIn('starter', -10);
		harness.setTime(noon(-3));
		const wrong = { ...FORM, '打卡几天算通过 Days to pass': 9 };
		const { error } = await harness.run(workflow, { triggerNode: 'Open a Camp', items: [wrong] });
		expect(error?.message).toContain('Whoever passes checks in on 9 days, but the camp has 3');
		expect(news()).toEqual([]);
	});
});
