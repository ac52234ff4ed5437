import type { IncomingEvent } from '../../community/event';
import template from '../../workflows/paid-entry.json';
import { SignedChat } from '../nodes/support/signed-chat';
import { ADMINS, eventually, PACKAGE } from '../nodes/support/workflows';
import { ENGINES, Engines } from '../store/support/engines';
import { createHarness, type Harness } from './harness';

const TRIGGER = 'Forms and Payments';
const GROUP = 'founders';
const LINK = 'https://chat.example/join/42';

// One event per execution, so that calls at the same time are executions at the same time.
const workflow = JSON.parse(
	JSON.stringify(template)
		.replaceAll('ADMIN_GROUP_ID', ADMINS)
		.replaceAll('INVITE_LINK', LINK)
		.replace('"eventsPerExecution":20', '"eventsPerExecution":1'),
) as typeof template;

let count = 0;
const event = (memberId: string | undefined, fields: Partial<IncomingEvent> & Pick<IncomingEvent, 'type'>) => ({
	v: 1 as const,
	eventId: `e${(count += 1)}`,
	platform: 'myapp',
	communityId: GROUP,
	communityName: '创始人社群',
	...(memberId === undefined ? {} : { memberId, memberName: `会员${memberId}` }),
	occurredAt: '2026-06-01T12:00:00.000Z',
	...fields,
});
const form = (memberId: string, answers: Record<string, string>) =>
	event(memberId, {
		type: 'form_submitted',
		form: {
			formId: 'join',
			entryId: `entry${memberId}`,
			fields: Object.entries(answers).map(([label, value], index) => ({ key: `q${index}`, label, value })),
		},
	});
const good = { 姓名: '林晓雨', 为什么想加入: '想认识更多创始人' };
const money = (
	type: 'payment_succeeded' | 'refund_succeeded',
	memberId: string | undefined,
	orderId: string,
	amountMinor = 9900,
) => event(memberId, { type, payment: { orderId, transactionId: `${type}-${orderId}`, amountMinor, currency: 'CNY' } });

describe.each(ENGINES)('paid-entry.json on the %s store', (engine) => {
	const engines = new Engines();
	let harness: Harness;
	let chat: SignedChat;

	beforeAll(async () => await engines.start(), 60_000);
	afterAll(async () => await engines.stop(), 60_000);
	beforeEach(async () => {
		chat = await SignedChat.start();
		const store = engines.fresh(engine);
		harness = await createHarness({
			packageDir: PACKAGE,
			credentials: {
				...chat.credentials,
				communityStoreApi: 'file' in store ? { engine, fileName: store.file } : { ...store, ca: '', maxConnections: 5 },
			},
		});
	});
	afterEach(async () => {
		await harness.dispose();
		await chat.close();
	});

	const post = async (...events: IncomingEvent[]) => {
		const { response, run, error } = await chat.post(harness, workflow, TRIGGER, events);
		expect([error, run?.error, response.status]).toEqual([undefined, undefined, 200]);
		return run;
	};
	const admitted = (id: string) => chat.textsTo(id).filter((text) => text?.includes('欢迎加入') === true);

	it('lets in whoever applies and then pays, once, however often each event comes', async () => {
		const application = form('1', good);
		await post(application);
		expect(chat.textsTo('1')).toEqual(['距离加入创始人社群还差：\n• 支付入群费用\n入群费用还差 ¥99.00']);
		const payment = money('payment_succeeded', '1', 'A');
		await post(payment);
		expect(admitted('1')).toEqual([`🎉 会员1，欢迎加入创始人社群！\n入群链接：${LINK}`]);
		expect(chat.textsTo(ADMINS)).toEqual(['✅ 会员1 已满足入群条件（付费、申请）']);
		const before = chat.actions.length;
		for (const again of [application, payment, application]) await post(again);
		await post(payment, application);
		expect([chat.actions.length, chat.repeated]).toEqual([before, 0]);
	});

	it('lets in whoever pays before applying', async () => {
		const run = await post(money('payment_succeeded', '1', 'A'));
		expect(run?.json('Admission Check', 1)).toMatchObject([{ missing: ['application'] }]);
		expect(admitted('1')).toEqual([]);
		await post(form('1', good));
		expect(admitted('1')).toHaveLength(1);
	});

	it('lets in once although form and payment come together, from several sides at once', async () => {
		const [application, payment] = [form('1', good), money('payment_succeeded', '1', 'A')];
		// As senders do, those who are told that somebody is at it come again.
		const insist = (...events: IncomingEvent[]) =>
			eventually(
				() => chat.post(harness, workflow, TRIGGER, events),
				({ response }) => response.status === 200,
			);
		await Promise.all([insist(payment), insist(application), insist(payment, application), insist(application)]);
		expect(admitted('1')).toHaveLength(1);
	});

	it('takes a refund back, tells the operators, and lets a second payment in', async () => {
		await post(form('1', good), money('payment_succeeded', '1', 'A'));
		const refund = money('refund_succeeded', '1', 'A');
		const run = await post(refund);
		expect(run?.json('Admission Check', 2)).toMatchObject([{ revoked: true, duplicate: false }]);
		expect(chat.textsTo('1').at(-1)).toBe('入群费用已退款，名额已释放');
		expect(chat.textsTo(ADMINS).at(-1)).toBe('↩️ 会员1 的入群条件已失效（付费），请处理');
		const before = chat.actions.length;
		await post(refund);
		expect(chat.actions).toHaveLength(before);
		await post(money('payment_succeeded', '1', 'B'));
		expect(admitted('1')).toHaveLength(2);
	});

	it('finds a payment without a name by the number of the order in the form, before or after it', async () => {
		await post(money('payment_succeeded', undefined, 'A'));
		await post(form('1', { ...good, 订单号: 'A' }));
		expect(admitted('1')).toHaveLength(1);
		await post(form('2', { ...good, 订单号: 'B' }));
		expect(admitted('2')).toHaveLength(0);
		await post(money('payment_succeeded', undefined, 'B'));
		expect(admitted('2')).toHaveLength(1);
		await post(form('3', { ...good, 订单号: 'A' }));
		expect(admitted('3')).toHaveLength(0);
	});

	it('asks operators in doubt; their press counts as the application', async () => {
		await post(form('1', { 姓名: '阿强', 订单号: 'A' }), money('payment_succeeded', undefined, 'A'));
		const card = chat.named('message.send').find(({ message }) => message?.to.id === ADMINS)?.message;
		expect(card?.text).toContain('📝 入群申请：会员1');
		const press = event('9', {
			type: 'button',
			communityId: ADMINS,
			button: { value: card?.buttons?.[0]?.value ?? '', messageId: 'm1' },
		});
		await post(press);
		expect(admitted('1')).toHaveLength(1);
		await post(press);
		expect(admitted('1')).toHaveLength(1);
	});

	it('turns an advertiser away although they have paid', async () => {
		await post(money('payment_succeeded', '1', 'A'), form('1', { 姓名: 'x', 为什么想加入: '加微信看返利' }));
		expect(admitted('1')).toEqual([]);
		const late = await post(money('payment_succeeded', '1', 'B'));
		expect(late?.json('Admission Check', 2)).toMatchObject([{ decision: 'refused', revoked: false }]);
	});
});
