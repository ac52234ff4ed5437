import type { IDataObject } from 'n8n-workflow';

import type { CommunityEvent } from '../../../community/event';
import type { Harness } from '../../workflows/harness';
import type { Sample } from './samples';
import { ADMINS, event, person, runNode, TYPE } from './workflows';

const GROUP = '-1010';
const noon = (day: number) => new Date(Date.parse('2026-03-02T04:00:00.000Z') + day * 86_400_000).toISOString();
const handle = { kind: 'telegram.callback', token: 'cb', expiresAt: noon(9) };

const press = (memberId: string, value: string, communityId = GROUP) =>
	event({
		type: 'button',
		communityId,
		...person(memberId, `会员${memberId}`),
		button: { value, messageId: '77', messageText: '方案' },
		replyHandle: handle,
	});
const says = (memberId: string, text: string, day: number) =>
	event({
		type: 'message',
		communityId: GROUP,
		...person(memberId, `会员${memberId}`),
		text,
		occurredAt: noon(day),
		receivedAt: noon(day),
	});
const money = (type: CommunityEvent['type'], orderId: string, transactionId: string, amountMinor = 9901) =>
	event({
		type,
		platform: 'shop',
		communityId: GROUP,
		payment: { orderId, transactionId, amountMinor, currency: 'CNY' },
	});

const CAMP = {
	title: '三天早读',
	trackerId: 'daily',
	timeZone: 'Asia/Shanghai',
	startsOn: '2026-03-02',
	days: 3,
	enrolUntil: '2026-03-01T16:00:00Z',
	places: 9,
	deposit: { amountMinor: 9901, currency: 'CNY' },
	pass: { days: 2, streak: 2, tasks: [{ title: '说早安', eventType: 'checkin.recorded', times: 1 }] },
	refundBy: 'payment',
};

/** Runs every operation of camps, in a community of its own, from opening to the last payout. Stops the clock. */
export async function campSamples(harness: Harness): Promise<Sample[]> {
	const found = new Map<string, IDataObject[]>();
	const operation = async (name: string, day: number, parameters: object, items: readonly object[] = [{}]) => {
		harness.setTime(noon(day));
		const all = { resource: 'camp', operation: name, ...parameters };
		const { outputs, error } = await runNode(harness, TYPE.checkIn, all, items);
		if (error !== undefined) throw new Error(`${name}: ${error.message}`);
		found.set(name, [...(found.get(name) ?? []), ...outputs.flat()]);
		return outputs.flat();
	};
	const checkIn = async (memberId: string, day: number) => {
		harness.setTime(noon(day));
		const parameters = { resource: 'checkIn', operation: 'record', options: { timeZone: 'Asia/Shanghai' } };
		const { error } = await runNode(harness, TYPE.checkIn, parameters, [says(memberId, '打卡', day)]);
		if (error !== undefined) throw new Error(error.message);
	};
	const open = { communityId: GROUP, reviewGroupId: ADMINS, operator: '周宁', campSource: 'json' };
	const named = (campId: string) => ({ communityId: GROUP, campId });

	await checkIn('starter', -5);
	await operation('open', -3, { ...open, campId: 'read-3', camp: JSON.stringify(CAMP) });
	const { deposit: _deposit, places: _places, enrolUntil: _until, ...free } = CAMP;
	await operation('open', -3, { ...open, campId: 'free', camp: JSON.stringify({ ...free, pass: { days: 1 } }) });

	const orders: string[] = [];
	for (const memberId of ['7', '8', '9']) {
		const options = { options: { payUrl: 'https://pay.example/?o={order}' } };
		const [item] = await operation('enrol', -1.5, options, [press(memberId, `camp.enrol|read-3|${GROUP}`)]);
		orders.push((item as unknown as { payment: { orderId: string } }).payment.orderId);
	}
	await operation('enrol', -1.5, {}, [press('7', `camp.enrol|free|${GROUP}`)]);
	const pay = async (...events: CommunityEvent[]) =>
		await operation('recordPayment', -1, { communityId: GROUP }, events);
	await pay(...orders.map((order, index) => money('payment_succeeded', order, `t${index}`)));
	await pay(money('payment_succeeded', orders[0] ?? '', 'twice'));
	await operation('withdraw', -0.8, named('read-3'), [says('9', '退出训练营', -0.8)]);
	await pay(money('refund_succeeded', orders[2] ?? '', 't2'));

	for (const day of [0, 1]) {
		await checkIn('7', day);
		await operation('evaluate', day + 0.1, { communityId: GROUP });
	}
	await operation('evaluate', 4, { communityId: GROUP });
	await operation('approve', 4, {}, [press('op', `camp.approve|read-3|${GROUP}`, ADMINS)]);
	const [due] = await operation('listRefunds', 4, { ...named('read-3'), only: 'person' });
	await operation('listRefunds', 4, { ...named('read-3'), only: 'all' });
	const refundId = (due as unknown as { refund: { refundId: string } }).refund.refundId;
	await operation('confirmPayout', 5, {}, [press('op', `camp.paid|${refundId}|${GROUP}`, ADMINS)]);
	await operation('listRefunds', 5, { ...named('read-3'), only: 'all' });
	await operation('get', 5, named('read-3'));
	await operation('list', 5, { communityId: GROUP, returnAll: true });

	await operation('open', 5, {
		...open,
		campId: 'off',
		camp: JSON.stringify({ ...CAMP, startsOn: '2026-04-01', enrolUntil: undefined, refundBy: 'person' }),
	});
	const [last] = await operation('enrol', 5, { campId: 'off' }, [press('8', `camp.enrol|off|${GROUP}`)]);
	const order = (last as unknown as { payment: { orderId: string } }).payment.orderId;
	await operation('recordPayment', 5, { communityId: GROUP }, [money('payment_succeeded', order, 't9')]);
	await operation('cancel', 6, { ...named('off'), operator: '周宁' });

	return [...found].map(([name, items]) => ({
		node: 'CheckInTracker',
		version: 1,
		resource: 'camp',
		operation: name,
		items,
	}));
}
