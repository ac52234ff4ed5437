import { communityEventSchema, type CommunityEvent } from '../../../../community/event';
import { fieldValue, readAnswers } from '../../../../community/screening/answers';
import type { Subject } from '../../../../community/subject';
import { ledgerKey } from '../../../../store';
import type { JsonObject, LedgerEntry, StoreTransaction } from '../../../../store/types';
import { slim } from '../../../shared/item';
import { readPages } from '../../../shared/paging';
import { newestApplication } from './applications';
import { recall, remember, screeningLine } from './person';

export const PAYMENT_TYPES: readonly string[] = ['payment_succeeded', 'payment_closed', 'refund_succeeded'];

const orderKey = (orderId: string): string => `screening.order:${orderId}`;

/** The order that a form names, in the answer at `field`. */
export function namedOrder(form: CommunityEvent['form'], field: string): string | undefined {
	const value = fieldValue(readAnswers({ form }), field);
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text === '' ? undefined : text;
}

/** The order that the member's newest application names: its form may have come long before it was approved. */
export async function orderOfApplication(
	tx: StoreTransaction,
	communityId: string,
	memberId: string,
	field: string,
): Promise<string | undefined> {
	const newest = await newestApplication(tx, { communityId, memberId });
	const form = communityEventSchema.shape.form.safeParse(newest?.answers['form']);
	return form.success ? namedOrder(form.data, field) : undefined;
}

/** Who named an order in a form first; an order whose payment names its payer needs nobody. */
export async function ownerOfOrder(
	tx: StoreTransaction,
	communityId: string,
	orderId: string,
): Promise<Subject | undefined> {
	return (await recall(tx, communityId, orderKey(orderId))) as unknown as Subject | undefined;
}

/** An order belongs to whoever names it first. */
export async function claimOrder(
	tx: StoreTransaction,
	{ subject, memberId, orderId, now }: { subject: Subject; memberId: string; orderId: string; now: string },
): Promise<void> {
	const { communityId } = subject.community;
	await remember(tx, communityId, orderKey(orderId), { ...subject, memberId }, now);
	await tx.appendLedger([
		screeningLine({
			communityId,
			eventId: `${orderId}:${memberId}:order`,
			type: 'admission.order',
			memberId,
			actorId: 'rules',
			now,
			data: { orderId },
		}),
	]);
}

/** Keeps a payment that was passed through a check, so that it counts also where no trigger has written it down. */
export async function keepPayment(
	tx: StoreTransaction,
	{ communityId, memberId, event, now }: { communityId: string; memberId: string; event: CommunityEvent; now: string },
): Promise<void> {
	await tx.appendLedger([
		screeningLine({
			communityId,
			eventId: `${event.platform}:${event.eventId}:payment`,
			type: 'admission.payment',
			memberId,
			actorId: event.platform,
			occurredAt: event.occurredAt,
			now,
			data: slim(event),
		}),
	]);
}

function eventsOf(lines: readonly LedgerEntry[]): CommunityEvent[] {
	return lines.flatMap(({ data }) => {
		const parsed = communityEventSchema.safeParse(data);
		return parsed.success ? [parsed.data] : [];
	});
}

const all = (tx: StoreTransaction, filter: Parameters<StoreTransaction['listLedger']>[0]): Promise<LedgerEntry[]> =>
	readPages(Number.POSITIVE_INFINITY, (page) => tx.listLedger(filter, page), ledgerKey);

/**
 * Every payment event that counts for a member: those that name them, and those that name nobody and are about an
 * order that the member named first. Looked for under the community's name and under its group's.
 */
export async function paymentsOf(
	tx: StoreTransaction,
	{ community: { communityId, groupId } }: Subject,
	memberId: string,
): Promise<CommunityEvent[]> {
	const lines = await all(tx, { communityId, memberId, type: 'admission.payment' });
	const orders = await ordersOf(tx, communityId, memberId);
	for (const place of new Set([communityId, groupId])) {
		for (const type of PAYMENT_TYPES) lines.push(...(await all(tx, { communityId: place, memberId, type })));
		for (const orderId of orders) {
			const paid = await tx.paymentsOfOrder(place, orderId);
			lines.push(...paid.filter((line) => line.memberId === undefined));
		}
	}
	return eventsOf(lines);
}

/** The orders that a member named before anybody else did. */
async function ordersOf(tx: StoreTransaction, communityId: string, memberId: string): Promise<string[]> {
	const own: string[] = [];
	for (const { data } of await all(tx, { communityId, memberId, type: 'admission.order' })) {
		const orderId = data['orderId'];
		if (typeof orderId !== 'string') continue;
		const owner: JsonObject | undefined = await recall(tx, communityId, orderKey(orderId));
		if (owner?.['memberId'] === memberId) own.push(orderId);
	}
	return own;
}
