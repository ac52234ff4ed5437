import type { Kysely } from 'kysely';

import { createTable, MEMBER, type Table } from './table';
import type { MigrationTarget } from './target';

const GIVEAWAY = { columns: ['community_id', 'giveaway_id'], table: 'giveaway', to: ['community_id', 'giveaway_id'] };

const TABLES: Record<string, Table> = {
	giveaway: {
		columns: {
			community_id: 'text',
			giveaway_id: 'text',
			kind: 'text',
			status: 'text',
			definition: 'text',
			group_id: 'text',
			review_group_id: 'text?',
			commitment: 'text',
			secret: 'text',
			// How many takes there have ever been, and how many of them stand.
			takes: 'integer',
			held: 'integer',
			ends_at: 'text',
			opened_by: 'text',
			opened_at: 'text',
			closed_at: 'text?',
		},
		key: ['community_id', 'giveaway_id'],
		indices: [
			{ name: 'giveaway_by_time', columns: ['community_id', 'opened_at', 'giveaway_id'] },
			{ name: 'giveaway_by_end', columns: ['status', 'ends_at', 'community_id', 'giveaway_id'] },
		],
	},
	giveaway_take: {
		columns: {
			community_id: 'text',
			giveaway_id: 'text',
			take: 'integer',
			member_id: 'text',
			attempt: 'integer',
			status: 'text',
			outcome: 'text',
			// The prize or the ticket, to be counted and found by.
			thing: 'text?',
			subject: 'text',
			at: 'text',
			ended_at: 'text?',
		},
		key: ['community_id', 'giveaway_id', 'take'],
		references: [MEMBER, GIVEAWAY],
		indices: [
			{
				name: 'giveaway_take_by_member',
				columns: ['community_id', 'giveaway_id', 'member_id', 'attempt'],
				unique: true,
			},
			{ name: 'giveaway_take_by_thing', columns: ['community_id', 'giveaway_id', 'status', 'thing', 'take'] },
		],
	},
};

/** Red packets, tickets and instant wins: what is given away, and who took what. */
export async function up(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	for (const [name, table] of Object.entries(TABLES)) await createTable(db, target, name, table);
}
