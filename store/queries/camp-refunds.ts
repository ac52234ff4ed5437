import type { Selectable } from 'kysely';

import { readPageKey } from '../paging';
import type { Scope } from '../schema';
import type { CampRefundTable } from '../schema/camps';
import type { CampRefundRow, Page, StoreTransaction } from '../types';
import { utc } from '../values';

type NewRefund = Parameters<StoreTransaction['addRefund']>[0];

export async function addRefund({ db }: Scope, refund: NewRefund): Promise<boolean> {
	const result = await db
		.insertInto('camp_refund')
		.values({
			community_id: refund.communityId,
			refund_id: refund.refundId,
			camp_id: refund.campId,
			member_id: refund.memberId,
			kind: refund.kind,
			way: refund.way,
			amount_minor: refund.amountMinor,
			currency: refund.currency,
			order_id: refund.orderId,
			transaction_id: refund.transactionId,
			status: 'due',
			due_at: utc(refund.dueAt),
		})
		.onConflict((conflicting) => conflicting.columns(['community_id', 'refund_id']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function getRefund(
	{ db }: Scope,
	communityId: string,
	refundId: string,
): Promise<CampRefundRow | undefined> {
	const row = await db
		.selectFrom('camp_refund')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('refund_id', '=', refundId)
		.executeTakeFirst();
	return row && toRefund(row);
}

export async function refundOfOrder(
	{ db }: Scope,
	communityId: string,
	orderId: string,
	amountMinor: number,
): Promise<CampRefundRow | undefined> {
	const rows = await db
		.selectFrom('camp_refund')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('order_id', '=', orderId)
		.where('kind', '=', 'deposit')
		.where('amount_minor', '=', amountMinor)
		.orderBy('due_at')
		.orderBy('refund_id')
		.execute();
	const row = rows.find(({ status }) => status === 'due') ?? rows[0];
	return row && toRefund(row);
}

export async function settleRefund(
	{ db }: Scope,
	communityId: string,
	refundId: string,
	{ by, at }: { by: string; at: string },
): Promise<boolean> {
	const result = await db
		.updateTable('camp_refund')
		.set({ status: 'done', done_at: utc(at), done_by: by })
		.where('community_id', '=', communityId)
		.where('refund_id', '=', refundId)
		.where('status', '=', 'due')
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}

export async function listRefunds(
	{ db }: Scope,
	communityId: string,
	campId: string,
	page: Page,
	filter: Parameters<StoreTransaction['listRefunds']>[3] = {},
): Promise<CampRefundRow[]> {
	const after = readPageKey(page.after, 1);
	let query = db
		.selectFrom('camp_refund')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('camp_id', '=', campId);
	if (filter.way !== undefined) query = query.where('way', '=', filter.way);
	if (filter.status !== undefined) query = query.where('status', '=', filter.status);
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('due_at', 'refund_id'), '>', tuple(after.at, after.ids[0] ?? '')),
		);
	}
	const rows = await query.orderBy('due_at').orderBy('refund_id').limit(page.limit).execute();
	return rows.map(toRefund);
}

function toRefund(row: Selectable<CampRefundTable>): CampRefundRow {
	return {
		communityId: row.community_id,
		refundId: row.refund_id,
		campId: row.camp_id,
		memberId: row.member_id,
		kind: row.kind,
		way: row.way,
		amountMinor: row.amount_minor,
		currency: row.currency,
		orderId: row.order_id,
		transactionId: row.transaction_id,
		status: row.status,
		dueAt: row.due_at,
		doneAt: row.done_at,
		doneBy: row.done_by,
	};
}
