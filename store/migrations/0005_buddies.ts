import type { Kysely } from 'kysely';

import { createTable, MEMBER, type Table } from './table';
import type { MigrationTarget } from './target';

/** Buddies: who takes part, and who was brought together with whom. */
const TABLES: Record<string, Table> = {
	buddy: {
		columns: {
			community_id: 'text',
			member_id: 'text',
			status: 'text',
			wishes: 'text',
			since: 'text',
			updated_at: 'text',
		},
		key: ['community_id', 'member_id'],
		references: [MEMBER],
		indices: [{ name: 'buddy_by_status', columns: ['community_id', 'status', 'member_id'] }],
	},
	buddy_round: {
		columns: {
			community_id: 'text',
			round_id: 'text',
			number: 'integer',
			people: 'integer',
			badness: 'integer',
			at_least: 'integer',
			facts: 'text',
			at: 'text',
		},
		key: ['community_id', 'round_id'],
		indices: [{ name: 'buddy_round_by_number', columns: ['community_id', 'number'], unique: true }],
	},
	buddy_group: {
		columns: {
			community_id: 'text',
			group_id: 'text',
			number: 'integer',
			badness: 'integer',
			facts: 'text',
			introduced_at: 'text',
			asked_at: 'text?',
			reminders: 'integer',
			policy: 'text?',
			closed_at: 'text?',
		},
		key: ['community_id', 'group_id'],
		indices: [
			{ name: 'buddy_group_by_round', columns: ['community_id', 'number', 'group_id'] },
			{
				name: 'buddy_group_open',
				columns: ['community_id', 'introduced_at', 'group_id'],
				whereNull: 'closed_at',
			},
		],
	},
	// One person in one round: in a group, or alone.
	buddy_place: {
		columns: {
			community_id: 'text',
			number: 'integer',
			member_id: 'text',
			group_id: 'text?',
			met: 'integer?',
			answered_at: 'text?',
		},
		key: ['community_id', 'number', 'member_id'],
		references: [MEMBER],
		indices: [
			{ name: 'buddy_place_by_group', columns: ['community_id', 'group_id', 'member_id'] },
			{ name: 'buddy_place_by_member', columns: ['community_id', 'member_id', 'number'] },
		],
	},
};

export async function up(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	for (const [name, table] of Object.entries(TABLES)) await createTable(db, target, name, table);
}
