import type { Kysely } from 'kysely';

import { createTable, MEMBER, type Table } from './table';
import type { MigrationTarget } from './target';

const CAMP = { columns: ['community_id', 'camp_id'], table: 'camp', to: ['community_id', 'camp_id'] };

const TABLES: Record<string, Table> = {
	camp: {
		columns: {
			community_id: 'text',
			camp_id: 'text',
			definition: 'text',
			group_id: 'text',
			review_group_id: 'text',
			status: 'text',
			settles_at: 'text',
			plan: 'text?',
			opened_by: 'text',
			opened_at: 'text',
			approved_by: 'text?',
			approved_at: 'text?',
			updated_at: 'text',
		},
		key: ['community_id', 'camp_id'],
		indices: [
			{ name: 'camp_by_time', columns: ['community_id', 'opened_at', 'camp_id'] },
			// Whoever evaluates all communities at once asks for what is open.
			{ name: 'camp_by_status', columns: ['status', 'settles_at', 'community_id', 'camp_id'] },
		],
	},
	camp_enrolment: {
		columns: {
			community_id: 'text',
			camp_id: 'text',
			member_id: 'text',
			order_id: 'text',
			status: 'text',
			paid_minor: 'integer',
			transaction_id: 'text?',
			subject: 'text',
			enrolled_at: 'text',
			paid_at: 'text?',
			updated_at: 'text',
		},
		key: ['community_id', 'camp_id', 'member_id'],
		references: [MEMBER, CAMP],
		indices: [
			{ name: 'camp_enrolment_by_order', columns: ['community_id', 'order_id'], unique: true },
			{ name: 'camp_enrolment_by_member', columns: ['community_id', 'member_id', 'camp_id'] },
		],
	},
	camp_refund: {
		columns: {
			community_id: 'text',
			refund_id: 'text',
			camp_id: 'text',
			member_id: 'text',
			kind: 'text',
			way: 'text',
			amount_minor: 'integer',
			currency: 'text',
			order_id: 'text',
			transaction_id: 'text?',
			status: 'text',
			due_at: 'text',
			done_at: 'text?',
			done_by: 'text?',
		},
		key: ['community_id', 'refund_id'],
		references: [MEMBER, CAMP],
		indices: [
			{ name: 'camp_refund_by_camp', columns: ['community_id', 'camp_id', 'due_at', 'refund_id'] },
			{ name: 'camp_refund_by_order', columns: ['community_id', 'order_id', 'kind'] },
		],
	},
};

/** Camps: challenges of so many days, who takes part, and the money that goes back. */
export async function up(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	for (const [name, table] of Object.entries(TABLES)) await createTable(db, target, name, table);
}
