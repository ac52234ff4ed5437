import type { IDataObject } from 'n8n-workflow';

import type { CommunityEvent } from '../../community/event';
import {
	ADMINS,
	asks,
	condition,
	event,
	fills,
	GROUP,
	PACKAGE,
	person,
	runNode,
	storeOf,
	TYPE,
} from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

type Payment = NonNullable<CommunityEvent['payment']>;

const pays = (memberId: string, payment: Partial<Payment> = {}, fields: Partial<CommunityEvent> = {}) =>
	event({
		type: 'payment_succeeded',
		...person(memberId, `会员${memberId}`),
		payment: { orderId: 'O1', transactionId: 'T1', amountMinor: 9900, currency: 'CNY', ...payment },
		...fields,
	});
const refunds = (memberId: string, payment: Partial<Payment> = {}) =>
	pays(memberId, payment, { type: 'refund_succeeded' });
const textsOf = (json: IDataObject | undefined) => (json?.['messages'] as { text: string }[]).map(({ text }) => text);

describe('admission', () => {
	let harness: Harness;
	beforeEach(async () => {
		harness = await createHarness({ packageDir: PACKAGE });
	});
	afterEach(async () => {
		await harness.dispose();
	});

	const screening = async (resource: string, name: string, parameters: object, items: readonly object[]) => {
		const run = await runNode(harness, TYPE.screening, { resource, operation: name, ...parameters }, items);
		return run;
	};
	const PAID = {
		ways: ['application', 'payment'],
		mode: 'all',
		events: ['form', 'payment'],
		amountMinor: 9900,
		currency: 'CNY',
	};
	const check = async (parameters: object, ...items: object[]) => {
		const { outputs, error } = await screening('admission', 'check', { ...PAID, ...parameters }, items);
		expect(error).toBeUndefined();
		const [admitted = [], waiting = [], refused = []] = outputs;
		return { admitted, waiting, refused };
	};
	/** Applies with enough points to be approved, and gives what Evaluate passes on. */
	const applies = async (
		memberId: string,
		answers: Parameters<typeof fills>[1] = {},
		form = fills(memberId, answers),
	) => {
		const always = { name: 'r', field: 'memberName', condition: condition('string', 'notEmpty'), weight: 60 };
		const parameters = { rules: { rule: [always] }, approveFrom: 60, rejectBelow: 0 };
		const { outputs, error } = await screening('application', 'evaluate', parameters, [form]);
		expect(error).toBeUndefined();
		return outputs[0]?.[0] ?? {};
	};

	it('opens once by whatever comes last: the payment', async () => {
		const approved = await applies('1');
		const { waiting } = await check({}, approved);
		expect(waiting).toMatchObject([
			{
				duplicate: false,
				decision: 'waiting',
				ways: [
					{ way: 'application', state: 'satisfied' },
					{ way: 'payment', state: 'waiting', reason: 'unpaid' },
				],
				missing: ['payment'],
				words: '距离加入深圳设计师社群还差：\n• 支付入群费用\n入群费用还差 ¥99.00',
			},
		]);
		const payment = pays('1');
		const { admitted } = await check({ options: { inviteLink: 'https://t.me/+x', operatorsGroupId: ADMINS } }, payment);
		expect(admitted).toMatchObject([
			{ duplicate: false, decision: 'admitted', missing: [], member: { platformMemberId: '1' } },
		]);
		expect(textsOf(admitted[0])).toEqual([
			'🎉 会员1，欢迎加入深圳设计师社群！\n入群链接：https://t.me/+x',
			'✅ 会员1 已满足入群条件（申请、付费）',
		]);
		const again = await check({}, payment, approved, pays('1', { orderId: 'O2', transactionId: 'T2' }));
		expect(again.admitted.map((json) => json['duplicate'])).toEqual([true, true, true]);
		expect(again.admitted[0]?.['messages']).toEqual(admitted[0]?.['messages']);

		const store = await storeOf(harness);
		const lines = await store.read((tx) =>
			tx.listLedger({ communityId: GROUP, type: 'admission.admitted' }, { limit: 9 }),
		);
		expect(lines).toHaveLength(1);
		await store.close();
	});

	it('opens once by whatever comes last: the form, after payment', async () => {
		expect((await check({}, pays('1'))).waiting).toMatchObject([{ missing: ['application'] }]);
		expect((await check({}, await applies('1'))).admitted).toMatchObject([{ decision: 'admitted', duplicate: false }]);
	});

	it('tells each state once, however many events find it', async () => {
		const { waiting } = await check({}, fills('1', {}), fills('1', {}));
		expect(waiting.map((json) => json['duplicate'])).toEqual([false, true]);
		expect(waiting[1]?.['messages']).toEqual(waiting[0]?.['messages']);
	});

	it.each([
		['too little', { amountMinor: 9800 }, '入群费用还差 ¥1.00'],
		['another currency', { currency: 'USD' }, '付款的币种不对，请用 CNY 支付'],
	])('stays shut for %s', async (_what, payment, words) => {
		await applies('1');
		const { waiting } = await check({}, pays('1', payment));
		expect(waiting[0]?.['words']).toContain(words);
	});

	it('stays shut for a payment that nobody has verified', async () => {
		await applies('1');
		const { waiting } = await check({}, pays('1', {}, { verified: false }));
		expect(waiting).toMatchObject([{ ways: [{}, { reason: 'unverified' }] }]);
	});

	it('is taken back by a refund, and opens anew for another payment', async () => {
		await applies('1');
		await check({}, pays('1'));
		const refund = refunds('1', { transactionId: 'R1' });
		const { refused } = await check({ options: { operatorsGroupId: ADMINS } }, refund);
		expect(refused).toMatchObject([{ duplicate: false, decision: 'refused', revoked: true }]);
		expect(textsOf(refused[0])).toEqual(['入群费用已退款，名额已释放', '↩️ 会员1 的入群条件已失效（付费），请处理']);
		expect((await check({}, refund)).refused).toEqual([{ ...refused[0], duplicate: true }]);
		expect((await check({}, pays('1'))).refused).toHaveLength(1);

		const anew = await check({}, pays('1', { orderId: 'O2', transactionId: 'T2' }));
		expect(anew.admitted).toMatchObject([{ duplicate: false, decision: 'admitted' }]);
		const second = await check({}, refunds('1', { orderId: 'O2', transactionId: 'R2' }));
		expect(second.refused).toMatchObject([{ duplicate: false, revoked: true }]);
	});

	it('gives the place back when it is taken back, and keeps it again with the next payment', async () => {
		const status = async () => {
			const store = await storeOf(harness);
			const member = await store.read((tx) => tx.findMember(GROUP, { platform: 'telegram', platformMemberId: '1' }));
			await store.close();
			return member?.status;
		};
		await applies('1');
		await check({}, pays('1'));
		expect(await status()).toBe('applicant');
		await check({}, refunds('1'));
		expect(await status()).toBe('rejected');
		await check({}, pays('1', { orderId: 'O2', transactionId: 'T2' }));
		expect(await status()).toBe('applicant');
	});

	it('says what is still missing each time that it changes', async () => {
		const tasks = { task: ['a', 'b'].map((taskId) => ({ taskId, title: `任务${taskId}` })) };
		const proofs = { task: tasks.task.map((task) => ({ ...task, minimumLength: 1 })) };
		const words: unknown[] = [];
		for (const answers of [{ x: '1' }, { a: '1' }]) {
			const form = fills('1', answers);
			await screening('task', 'submit', { tasks: proofs }, [form]);
			const { waiting } = await check({ ways: ['task', 'payment'], tasks }, form);
			words.push(waiting[0]?.['words']);
			expect(waiting[0]).toMatchObject({ duplicate: false, messages: [{}] });
		}
		expect(words).toEqual([
			'距离加入深圳设计师社群还差：\n• 完成入群任务\n• 支付入群费用\n还没完成：任务a、任务b\n入群费用还差 ¥99.00',
			'距离加入深圳设计师社群还差：\n• 完成入群任务\n• 支付入群费用\n还没完成：任务b\n入群费用还差 ¥99.00',
		]);
	});

	it('a refund that overtakes its payment shuts the door for that order', async () => {
		await applies('1');
		expect((await check({}, refunds('1'))).admitted).toEqual([]);
		expect((await check({}, pays('1'))).refused).toMatchObject([{ revoked: false }]);
	});

	it('an order belongs to whoever names it first, where the payment names nobody', async () => {
		const options = { options: { orderField: 'answers.订单号' } };
		const { memberId: _memberId, memberName: _name, ...nameless } = pays('1');
		expect(Object.values(await check(options, nameless)).flat()).toEqual([]);
		const first = await applies('1', { 订单号: 'O1' });
		const thief = await applies('2', { 订单号: 'O1' });
		const { waiting } = await check(options, first, thief);
		expect(waiting).toHaveLength(2);
		const { admitted } = await check(options, { ...nameless, eventId: 'late' });
		expect(admitted).toMatchObject([{ member: { platformMemberId: '1' } }]);
		expect((await check(options, thief)).waiting).toMatchObject([{ member: { platformMemberId: '2' } }]);
	});

	it('any one way is enough where told so; an admission stands although a way is added', async () => {
		const { admitted } = await check({ mode: 'any' }, pays('1'));
		expect(admitted).toMatchObject([{ decision: 'admitted' }]);
		expect((await check({ ways: ['application', 'payment', 'selection'] }, pays('1'))).admitted).toHaveLength(1);
	});

	it('invitation and tasks count too, and the inviter is thanked with the count', async () => {
		const both = { ways: ['invitation', 'task'], tasks: { task: [{ taskId: 'promise', title: '承诺' }] } };
		const issued = await screening('invitation', 'issue', { maxUses: 5 }, [
			event({ type: 'joined', ...person('9', '老王') }),
		]);
		const [code] = issued.outputs[0]?.[0]?.['invitations'] as { code: string }[];
		const form = fills('1', { 邀请码: code?.code ?? '', 承诺: '遵守群规' });
		const redeemed = (await screening('invitation', 'redeem', {}, [form])).outputs[0] ?? [];
		expect((await check(both, ...redeemed)).waiting).toMatchObject([
			{ words: '距离加入深圳设计师社群还差：\n• 完成入群任务\n还没完成：承诺' },
		]);
		const tasks = { task: [{ taskId: 'promise', title: '承诺', words: '遵守' }] };
		const submitted = (await screening('task', 'submit', { tasks }, [form])).outputs[0] ?? [];
		const { admitted } = await check({ ...both, options: { thankInviter: true } }, ...submitted);
		expect(admitted).toMatchObject([
			{
				decision: 'admitted',
				messages: [
					{ to: { kind: 'member', id: '1' } },
					{
						to: { kind: 'member', id: '9' },
						text: '🎉 会员1 用你的邀请加入了深圳设计师社群，谢谢！你已经邀请了 1 位朋友',
					},
				],
			},
		]);
		const store = await storeOf(harness);
		const counted = await store.read((tx) => tx.countMembers(GROUP, { way: 'invitation' }));
		expect(counted).toBe(1);
		await store.close();
	});

	it('passes over events that open nothing', async () => {
		const { outputs, error } = await screening('admission', 'check', PAID, [
			event({ type: 'message', ...person('1', 'x'), text: 'hi' }),
			event({ type: 'joined', ...person('1', 'x') }),
		]);
		expect([error, outputs]).toEqual([undefined, [[], [], []]]);
	});

	it('a rejected application is refused', async () => {
		const parameters = { rules: {}, approveFrom: 60, rejectBelow: 1 };
		const rejected = (await screening('application', 'evaluate', parameters, [asks('1', '小雨', '')])).outputs[2] ?? [];
		expect((await check({}, ...rejected)).refused).toMatchObject([
			{ decision: 'refused', revoked: false, messages: [], ways: [{ state: 'failed', reason: 'rejected' }, {}] },
		]);
	});

	it.each([
		['no way', { ways: [] }, /name at least one way in/],
		['a price of half a cent', { amountMinor: 0.5 }, /"amountMinor" of "Price"/],
		['a currency that is none', { currency: 'yuan' }, /ISO 4217/],
	])('says what is wrong with the panel: %s', async (_what, parameters, message) => {
		const { error } = await screening('admission', 'check', { ...PAID, ...parameters }, [fills('1', {})]);
		expect(error?.message).toMatch(message);
	});
});

describe('appeals', () => {
	let harness: Harness;
	beforeEach(async () => {
		harness = await createHarness({ packageDir: PACKAGE, baseTime: '2026-06-01T12:00:00.000Z' });
	});
	afterEach(async () => {
		await harness.dispose();
	});

	const appeal = async (name: string, parameters: object, items: readonly object[] = [{}]) =>
		await runNode(harness, TYPE.screening, { resource: 'appeal', operation: name, ...parameters }, items);
	const says = (memberId: string, text: string) =>
		event({ type: 'message', ...person(memberId, `会员${memberId}`), text, messageId: '77' });
	const open = async (...items: object[]): Promise<IDataObject[]> => {
		const { outputs, error } = await appeal('open', { reviewGroupId: ADMINS }, items);
		expect(error).toBeUndefined();
		return outputs[0] ?? [];
	};
	const decide = async (appealId: unknown, appealDecision: string, more: object = {}) =>
		await appeal('decide', { communityId: GROUP, appealId, appealDecision, operator: 'Li Lei', ...more });
	const reject = async (memberId: string) => {
		const parameters = {
			resource: 'application',
			operation: 'evaluate',
			approveFrom: 60,
			rejectBelow: 1,
			reviewGroupId: ADMINS,
		};
		const { outputs } = await runNode(harness, TYPE.screening, { ...parameters, rules: {} }, [
			asks(memberId, `会员${memberId}`, ''),
		]);
		return outputs[2]?.[0] ?? {};
	};

	it('are opened by the member against the last rejection, once', async () => {
		const { applicationId } = await reject('1');
		const words = says('1', '申诉：我是老王介绍的');
		const [opened] = await open(words, says('1', '大家好'), says('2', 'appealing weather'));
		expect(opened).toMatchObject({ duplicate: false, opened: true, applicationId, text: '我是老王介绍的' });
		expect(textsOf(opened)).toEqual([
			'收到你的申诉了，管理员会重新看一遍',
			`⚖️ 申诉：会员1\n申诉内容：我是老王介绍的\n申诉编号：${String(opened?.['appealId'])}\n申请编号：${String(applicationId)}`,
		]);
		expect(await open(words)).toEqual([{ ...opened, duplicate: true }]);
		const [second] = await open(fills('1', { 申诉内容: '再看看' }));
		expect(second).toMatchObject({ opened: false, reason: 'open_already', appealId: null });
		expect((await appeal('list', { communityId: GROUP })).outputs[0]).toMatchObject([
			{
				appealId: opened?.['appealId'],
				state: 'open',
				member: { platformMemberId: '1' },
				community: { communityId: GROUP },
			},
		]);
	});

	it('need a rejection, and come in time', async () => {
		expect(await open(says('5', '申诉'))).toMatchObject([{ opened: false, reason: 'nothing_decided' }]);
		await reject('1');
		harness.setTime('2026-06-15T12:00:00.000Z');
		expect(await open(says('1', '申诉'))).toMatchObject([{ opened: false, reason: 'too_late' }]);
	});

	it('overturn a rejection, told to the member with the reason', async () => {
		await reject('1');
		const [opened] = await open(says('1', 'Appeal: I know Wang'));
		const { outputs } = await decide(opened?.['appealId'], 'overturned', { reason: '已核实' });
		expect(outputs[0]).toMatchObject([
			{
				duplicate: false,
				state: 'overturned',
				decision: 'approved',
				decidedBy: 'Li Lei',
				note: '已核实',
				community: { communityId: GROUP },
				member: { platformMemberId: '1' },
				messages: [{ to: { kind: 'member', id: '1' }, text: '🎉 申诉成立，欢迎加入深圳设计师社群！\n说明：已核实' }],
			},
		]);
		expect((await decide(opened?.['appealId'], 'overturned')).outputs[0]).toEqual([
			{ ...outputs[0]?.[0], duplicate: true },
		]);
		expect((await decide(opened?.['appealId'], 'upheld')).error?.message).toMatch(
			/answered before: overturned by Li Lei/,
		);
		expect(await open(says('1', '申诉'))).toMatchObject([{ opened: false, reason: 'overturned_already' }]);
	});

	it('may send an application back to review, where a person decides it', async () => {
		const { applicationId } = await reject('1');
		const [opened] = await open(says('1', '申诉'));
		const { outputs } = await decide(opened?.['appealId'], 'overturned', { becomes: 'review' });
		expect(outputs[0]).toMatchObject([{ decision: 'review', messages: [{}, { to: { kind: 'group', id: ADMINS } }] }]);
		const decided = await runNode(
			harness,
			TYPE.screening,
			{
				resource: 'application',
				operation: 'decide',
				decisionSource: 'fields',
				communityId: GROUP,
				applicationId,
				operator: 'Li Lei',
			},
			[{}],
		);
		expect(decided.outputs[0]).toMatchObject([{ decision: 'approved', duplicate: false }]);
	});

	it('may be upheld, and not appealed again', async () => {
		await reject('1');
		const [opened] = await open(says('1', '申诉'));
		expect((await decide(opened?.['appealId'], 'upheld')).outputs[1]).toMatchObject([
			{ state: 'upheld', decision: 'rejected' },
		]);
		expect(await open(says('1', '申诉'))).toMatchObject([{ opened: false, reason: 'no_more' }]);
		expect((await decide('nothing', 'upheld')).error?.message).toMatch(/no appeal nothing in community/);
	});
});
