import { stableId } from '../../../../community/digest';
import type { CampEnrolmentRow, CampRefundRow, StoreTransaction } from '../../../../store/types';
import { campLine, type KnownCamp } from './camps';

interface NewRefund {
	enrolment: Pick<CampEnrolmentRow, 'memberId' | 'orderId' | 'transactionId'>;
	kind: CampRefundRow['kind'];
	amountMinor: number;
	/** Default: the camp's. */
	currency?: string;
	/** Tells refunds of one order apart: the payment that it is for, or the settlement. */
	why: string;
	now: string;
}

/** Books money that goes to a member; nothing for nothing, and the same once. */
export async function bookRefund(
	tx: StoreTransaction,
	known: KnownCamp,
	{ enrolment, kind, amountMinor, currency, why, now }: NewRefund,
): Promise<CampRefundRow | undefined> {
	if (amountMinor === 0) return undefined;
	const { communityId, campId, camp } = known;
	const { memberId, orderId, transactionId } = enrolment;
	const refundId = stableId('camp.refund', communityId, campId, memberId, orderId, kind, why);
	const refund = {
		communityId,
		refundId,
		campId,
		memberId,
		kind,
		// A payment can be given back up to its amount; a share is somebody else's money.
		way: kind === 'share' ? ('person' as const) : camp.refundBy,
		amountMinor,
		currency: currency ?? camp.deposit?.currency ?? 'CNY',
		orderId,
		transactionId,
		dueAt: now,
	};
	if (await tx.addRefund(refund)) {
		await tx.appendLedger([
			campLine(known, {
				what: `refund:${refundId}`,
				type: 'camp.refund_due',
				memberId,
				at: now,
				data: { refundId, kind, way: refund.way, amountMinor, currency: refund.currency, orderId },
			}),
		]);
	}
	return { ...refund, status: 'due', doneAt: null, doneBy: null };
}

/** How items show a refund; a payment node reads the order, the transaction and the amount from it. */
export function refundJson({ communityId: _communityId, ...refund }: CampRefundRow): object {
	return refund;
}

/** Marks a refund as done, with a line in the ledger; false if it was before. */
export async function closeRefund(
	tx: StoreTransaction,
	known: KnownCamp,
	refund: CampRefundRow,
	{ by, at }: { by: string; at: string },
): Promise<boolean> {
	if (!(await tx.settleRefund(refund.communityId, refund.refundId, { by, at }))) return false;
	await tx.appendLedger([
		campLine(known, {
			what: `refund:${refund.refundId}:done`,
			type: 'camp.refunded',
			memberId: refund.memberId,
			actorId: by,
			at,
			data: { refundId: refund.refundId, amountMinor: refund.amountMinor, currency: refund.currency },
		}),
	]);
	return true;
}
