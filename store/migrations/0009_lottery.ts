import type { Kysely } from 'kysely';

import { createTable, MEMBER, type Table } from './table';
import type { MigrationTarget } from './target';

const LOTTERY = { columns: ['community_id', 'lottery_id'], table: 'lottery', to: ['community_id', 'lottery_id'] };

const TABLES: Record<string, Table> = {
	lottery: {
		columns: {
			community_id: 'text',
			lottery_id: 'text',
			status: 'text',
			title: 'text',
			rules: 'text',
			published: 'text',
			rules_hash: 'text',
			language: 'text',
			platform: 'text',
			group_id: 'text',
			commitment: 'text',
			secret: 'text',
			opens_at: 'text',
			closes_at: 'text',
			created_at: 'text',
			created_by: 'text',
			closed_at: 'text?',
			list_hash: 'text?',
			entrants: 'integer?',
			drawn_at: 'text?',
			drawn_by: 'text?',
			draw: 'text?',
			cancelled_at: 'text?',
			cancelled_by: 'text?',
			cancel_reason: 'text?',
		},
		key: ['community_id', 'lottery_id'],
		indices: [
			{ name: 'lottery_by_status', columns: ['community_id', 'status', 'closes_at', 'lottery_id'] },
			{ name: 'lottery_by_time', columns: ['community_id', 'created_at', 'lottery_id'] },
		],
	},
	lottery_entry: {
		columns: {
			community_id: 'text',
			lottery_id: 'text',
			member_id: 'text',
			status: 'text',
			attempt: 'integer',
			salt: 'text',
			entrant: 'text',
			weight: 'integer',
			points_paid: 'integer',
			facts: 'text',
			subject: 'text',
			entered_at: 'text',
			ended_at: 'text?',
			end_reason: 'text?',
		},
		key: ['community_id', 'lottery_id', 'member_id'],
		references: [MEMBER, LOTTERY],
		indices: [
			{ name: 'lottery_entry_by_entrant', columns: ['community_id', 'lottery_id', 'entrant'], unique: true },
			{ name: 'lottery_entry_by_status', columns: ['community_id', 'lottery_id', 'status', 'member_id'] },
			{ name: 'lottery_entry_by_member', columns: ['community_id', 'member_id', 'entered_at', 'lottery_id'] },
		],
	},
	lottery_household: {
		columns: { community_id: 'text', lottery_id: 'text', key: 'text', member_id: 'text' },
		key: ['community_id', 'lottery_id', 'key'],
		references: [MEMBER, LOTTERY],
		indices: [{ name: 'lottery_household_by_member', columns: ['community_id', 'lottery_id', 'member_id'] }],
	},
	lottery_place: {
		columns: {
			community_id: 'text',
			lottery_id: 'text',
			place: 'integer',
			claim_id: 'text',
			member_id: 'text',
			kind: 'text',
			status: 'text',
			tier_id: 'text?',
			prize: 'text?',
			instead_of: 'integer?',
			drawn_at: 'text',
			won_at: 'text?',
			claim_by: 'text?',
			settled_at: 'text?',
			answers: 'text',
			delivery: 'text',
			delivery_facts: 'text',
			delivered_at: 'text?',
		},
		key: ['community_id', 'lottery_id', 'place'],
		references: [MEMBER, LOTTERY],
		indices: [
			{ name: 'lottery_place_by_claim', columns: ['community_id', 'claim_id'], unique: true },
			{ name: 'lottery_place_by_member', columns: ['community_id', 'member_id', 'won_at', 'lottery_id'] },
			{ name: 'lottery_place_by_status', columns: ['community_id', 'status', 'claim_by', 'lottery_id', 'place'] },
		],
	},
};

/** Lotteries: published rules, entries, and who won what. */
export async function up(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	for (const [name, table] of Object.entries(TABLES)) await createTable(db, target, name, table);
}
