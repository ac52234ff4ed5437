import { sql } from 'kysely';

import { asOrder, orderOf } from '../order-of';
import type { Scope } from '../schema';
import type { LedgerEntry } from '../types';
import { ledgerKey, toEntry } from './ledger';

export async function paymentsOfOrder(
	{ db, engine }: Scope,
	communityId: string,
	orderId: string,
): Promise<LedgerEntry[]> {
	const rows = await db
		.selectFrom('event')
		.selectAll()
		.where('community_id', '=', communityId)
		// As the index event_by_order has it, or it would not be used.
		.where(sql<boolean>`type in ('payment_succeeded', 'payment_closed', 'refund_succeeded')`)
		.where(orderOf(engine), '=', asOrder(engine, orderId))
		.execute();
	// Sorted here, because SQLite would read the whole ledger in this order instead of the few lines.
	return rows
		.map(toEntry)
		.map((entry) => ({ entry, key: ledgerKey(entry) }))
		.sort((a, b) => (a.key < b.key ? -1 : 1))
		.map(({ entry }) => entry);
}
