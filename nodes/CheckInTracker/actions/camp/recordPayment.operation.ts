import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import type { CommunityEvent } from '../../../../community/event';
import type { CampEnrolmentRow, StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { requireEvent, slim, toJson } from '../../../shared/item';
import { textReader } from '../../../shared/parameters';
import { campJson, requireCamp } from './camps';
import { recordDeposit } from './enrol';
import { communityField } from '../shared/fields';
import { closeRefund, refundJson } from './refunds';

export const description = updateDisplayOptions({ show: { resource: ['camp'], operation: ['recordPayment'] } }, [
	{ ...communityField, description: 'The community whose camps are paid. Leave empty to take that of the event.' },
]);

type Payment = CommunityEvent & { payment: NonNullable<CommunityEvent['payment']> };

function isPayment(event: CommunityEvent): event is Payment {
	return event.payment !== undefined && event.verified;
}

/** A refund that the payment system has made. */
async function recordRefund(
	tx: StoreTransaction,
	enrolment: CampEnrolmentRow,
	event: Payment,
	now: string,
): Promise<Routed | undefined> {
	const { communityId, campId, orderId } = enrolment;
	const refund = await tx.refundOfOrder(communityId, orderId, Math.abs(event.payment.amountMinor));
	if (refund === undefined) return undefined;
	const known = await requireCamp(tx, communityId, campId);
	const isNew = await closeRefund(tx, known, refund, { by: event.platform, at: now });
	const settled = (await tx.getRefund(communityId, refund.refundId)) ?? refund;
	return {
		output: 0,
		json: toJson({
			duplicate: !isNew,
			verdict: 'refunded',
			refunds: [refundJson(settled)],
			...campJson(known),
			messages: [],
			event: slim(event),
		}),
	};
}

/** Takes in deposits that were paid and refunds that were made; payments for anything else are passed over. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = textReader(context, 'communityId');
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const event = requireEvent(item);
			return isPayment(event) ? { communityId: community(index) || event.communityId, event } : undefined;
		},
		async apply(tx, { communityId, event }) {
			const enrolment = await tx.enrolmentOfOrder(communityId, event.payment.orderId);
			if (enrolment === undefined) return undefined;
			if (event.type === 'refund_succeeded') return await recordRefund(tx, enrolment, event, now);
			if (event.type !== 'payment_succeeded') return undefined;
			const known = await requireCamp(tx, communityId, enrolment.campId);
			const { duplicate, result } = await recordDeposit(tx, known, enrolment, event, now);
			return { output: 0, json: { duplicate, ...result, event: slim(event) } };
		},
	});
}
