import { z } from 'zod/v4';
import type { CommunityEvent } from '../event';
import type { WayState } from './ways';

export const priceSchema = z.object({
	/** In the smallest unit of the currency: 9900 is ¥99.00. */
	amountMinor: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
	currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as "CNY"'),
});

export type Price = z.output<typeof priceSchema>;

/** What was paid for one order, less what was given back. */
export interface PaidOrder {
	orderId: string;
	currency: string;
	paidMinor: number;
	refundedMinor: number;
	closed: boolean;
}

export type PaymentReason = 'unpaid' | 'too_little' | 'other_currency' | 'refunded' | 'closed' | 'unverified';

export interface PaymentVerdict {
	state: WayState;
	/** The order that covers the price. */
	orderId?: string;
	reason?: PaymentReason;
	/** What is still to pay for the order that comes nearest. */
	missingMinor?: number;
}

type PaymentEvent = CommunityEvent & { payment: NonNullable<CommunityEvent['payment']> };

const PAYMENT_TYPES = new Set<string>(['payment_succeeded', 'payment_closed', 'refund_succeeded']);

function isPayment(event: CommunityEvent): event is PaymentEvent {
	return event.payment !== undefined && PAYMENT_TYPES.has(event.type);
}

/** A payment is told by its transaction; a refund may carry the transaction that it gives back, so by its event. */
function identityOf({ platform, type, eventId, payment }: PaymentEvent): string {
	return [platform, type, payment.orderId, type === 'payment_succeeded' ? payment.transactionId : eventId].join('\0');
}

/**
 * The orders that payment events tell of, however often and in whatever order they arrive.
 *
 * @param events of one member; others than payments do not count
 */
export function paidOrders(events: readonly CommunityEvent[]): PaidOrder[] {
	const once = new Map(events.filter(isPayment).map((event) => [identityOf(event), event] as const));
	const orders = new Map<string, PaidOrder>();
	for (const { platform, type, payment } of once.values()) {
		const { orderId, currency } = payment;
		const key = [platform, orderId, currency].join('\0');
		const order = orders.get(key) ?? { orderId, currency, paidMinor: 0, refundedMinor: 0, closed: false };
		if (type === 'payment_succeeded') order.paidMinor += Math.max(0, payment.amountMinor);
		// Some senders write a refund with a minus sign.
		else if (type === 'refund_succeeded') order.refundedMinor += Math.abs(payment.amountMinor);
		else order.closed = true;
		orders.set(key, order);
	}
	return [...orders.values()];
}

const keptMinor = ({ paidMinor, refundedMinor }: PaidOrder) => Math.max(0, paidMinor - refundedMinor);

function whyNot(order: PaidOrder, price: Price): PaymentVerdict {
	const missingMinor = price.amountMinor - keptMinor(order);
	if (order.refundedMinor > 0) return { state: 'failed', orderId: order.orderId, reason: 'refunded' };
	if (order.paidMinor > 0) return { state: 'waiting', orderId: order.orderId, reason: 'too_little', missingMinor };
	return { state: 'waiting', orderId: order.orderId, reason: order.closed ? 'closed' : 'unpaid', missingMinor };
}

/**
 * Whether a member has paid a price: by one order, in its currency, and not given back. Only events
 * whose sender was verified count. After a refund the member may pay another order.
 *
 * @param events of one member, in any order
 */
export function judgePayment(price: Price, events: readonly CommunityEvent[]): PaymentVerdict {
	const verified = events.filter((event) => event.verified);
	const orders = paidOrders(verified);
	const sameCurrency = orders
		.filter(({ currency }) => currency === price.currency)
		.sort((a, b) => keptMinor(b) - keptMinor(a) || b.paidMinor - a.paidMinor || (a.orderId < b.orderId ? -1 : 1));
	const [best] = sameCurrency;
	if (best !== undefined) {
		return keptMinor(best) >= price.amountMinor ? { state: 'satisfied', orderId: best.orderId } : whyNot(best, price);
	}
	const missingMinor = price.amountMinor;
	if (orders.some((order) => keptMinor(order) > 0)) return { state: 'waiting', reason: 'other_currency', missingMinor };
	const hasUnverified = paidOrders(events).length > orders.length;
	return { state: 'waiting', reason: hasUnverified ? 'unverified' : 'unpaid', missingMinor };
}
