import fc from 'fast-check';

import { judgePayment, paidOrders, priceSchema } from '../../../community/admission/payment';
import { communityEventSchema, type CommunityEvent } from '../../../community/event';

const PRICE = { amountMinor: 9900, currency: 'CNY' };

interface Part {
	type: 'payment_succeeded' | 'payment_closed' | 'refund_succeeded';
	orderId: string;
	amountMinor: number;
	id: string;
	currency?: string;
	verified?: boolean;
}

const event = ({ type, orderId, amountMinor, id, currency = 'CNY', verified = true }: Part): CommunityEvent =>
	communityEventSchema.parse({
		eventId: `${type}:${id}`,
		platform: 'wechatpay',
		communityId: 'c',
		memberId: '7',
		type,
		occurredAt: '2026-03-01T08:00:00Z',
		receivedAt: '2026-03-01T08:00:01Z',
		verified,
		payment: { orderId, transactionId: id, amountMinor, currency },
	});
const paid = (amountMinor: number, orderId = 'o1', more: Partial<Part> = {}) =>
	event({ type: 'payment_succeeded', orderId, amountMinor, id: `t-${orderId}`, ...more });
const refund = (amountMinor: number, orderId = 'o1', id = 'r1') =>
	event({ type: 'refund_succeeded', orderId, amountMinor, id });

describe('a payment', () => {
	test.each<[string, CommunityEvent[], object]>([
		['in full', [paid(9900)], { state: 'satisfied', orderId: 'o1' }],
		['of more', [paid(10_000)], { state: 'satisfied', orderId: 'o1' }],
		['of a cent too little', [paid(9899)], { state: 'waiting', orderId: 'o1', reason: 'too_little', missingMinor: 1 }],
		['in two transactions', [paid(9000), paid(900, 'o1', { id: 'second' })], { state: 'satisfied', orderId: 'o1' }],
		[
			'spread over two orders',
			[paid(9000), paid(900, 'o2')],
			{ state: 'waiting', orderId: 'o1', reason: 'too_little', missingMinor: 900 },
		],
		[
			'in another currency',
			[paid(9900, 'o1', { currency: 'USD' })],
			{ state: 'waiting', reason: 'other_currency', missingMinor: 9900 },
		],
		['given back', [paid(9900), refund(9900)], { state: 'failed', orderId: 'o1', reason: 'refunded' }],
		['given back in part', [paid(9900), refund(1)], { state: 'failed', orderId: 'o1', reason: 'refunded' }],
		['of more, the rest given back', [paid(10_000), refund(100)], { state: 'satisfied', orderId: 'o1' }],
		[
			'given back with a minus sign',
			[paid(9900), refund(-9900)],
			{ state: 'failed', orderId: 'o1', reason: 'refunded' },
		],
		['given back and made again', [paid(9900), refund(9900), paid(9900, 'o2')], { state: 'satisfied', orderId: 'o2' }],
		['of less than nothing', [paid(-9900)], { state: 'waiting', orderId: 'o1', reason: 'unpaid', missingMinor: 9900 }],
		['not made', [], { state: 'waiting', reason: 'unpaid', missingMinor: 9900 }],
		[
			'whose order was closed',
			[event({ type: 'payment_closed', orderId: 'o1', amountMinor: 9900, id: 'x' })],
			{ state: 'waiting', orderId: 'o1', reason: 'closed', missingMinor: 9900 },
		],
		[
			'that nobody vouches for',
			[paid(9900, 'o1', { verified: false })],
			{ state: 'waiting', reason: 'unverified', missingMinor: 9900 },
		],
	])('%s', (_name, events, verdict) => {
		expect(judgePayment(PRICE, events)).toEqual(verdict);
	});

	test('told twice is one payment; two refunds are two', () => {
		expect(paidOrders([paid(5000), paid(5000), refund(1000), refund(1000), refund(1000, 'o1', 'r2')])).toEqual([
			{ orderId: 'o1', currency: 'CNY', paidMinor: 5000, refundedMinor: 2000, closed: false },
		]);
	});

	test('counts the same in any order and however often it is told', () => {
		const part: fc.Arbitrary<Part> = fc.record({
			type: fc.constantFrom('payment_succeeded', 'refund_succeeded', 'payment_closed'),
			orderId: fc.constantFrom('o1', 'o2'),
			amountMinor: fc.constantFrom(100, 9800, 9900),
			id: fc.uuid(),
			currency: fc.constantFrom('CNY', 'USD'),
		});
		const told = fc
			.array(part.map(event), { maxLength: 6 })
			.chain((events) =>
				fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 })),
			);
		fc.assert(
			fc.property(told, ([once, twice]) => {
				expect(judgePayment(PRICE, twice)).toEqual(judgePayment(PRICE, once));
			}),
		);
	});

	test.each([
		{ ...PRICE, amountMinor: 0 },
		{ ...PRICE, amountMinor: 99.5 },
		{ ...PRICE, currency: 'rmb' },
	])('has no price of %j', (price) => {
		expect(priceSchema.safeParse(price).success).toBe(false);
	});
});
