import { sql, type Kysely } from 'kysely';

import { guardAppendOnly } from './append-only';
import { createTable, MEMBER, type Table } from './table';
import type { MigrationTarget } from './target';

const TABLES: Record<string, Table> = {
	community: {
		columns: {
			community_id: 'text',
			platform: 'text',
			group_id: 'text',
			name: 'text?',
			time_zone: 'text?',
			locale: 'text?',
			created_at: 'text',
			updated_at: 'text',
		},
		key: ['community_id'],
	},
	member: {
		columns: {
			community_id: 'text',
			member_id: 'text',
			name: 'text?',
			language: 'text?',
			status: 'text',
			joined_at: 'text?',
			created_at: 'text',
			updated_at: 'text',
		},
		key: ['community_id', 'member_id'],
	},
	identity: {
		columns: {
			community_id: 'text',
			platform: 'text',
			platform_member_id: 'text',
			member_id: 'text',
			created_at: 'text',
		},
		key: ['community_id', 'platform', 'platform_member_id'],
		references: [MEMBER],
		indices: [{ name: 'identity_by_member', columns: ['community_id', 'member_id'] }],
	},
	event: {
		columns: {
			community_id: 'text',
			source: 'text',
			event_id: 'text',
			type: 'text',
			member_id: 'text?',
			actor_id: 'text?',
			occurred_at: 'text',
			recorded_at: 'text',
			data: 'text',
		},
		key: ['community_id', 'source', 'event_id'],
		indices: [
			{ name: 'event_by_time', columns: ['community_id', 'recorded_at', 'source', 'event_id'] },
			{ name: 'event_by_member', columns: ['community_id', 'member_id', 'recorded_at', 'source', 'event_id'] },
			{ name: 'event_by_type', columns: ['community_id', 'type', 'recorded_at', 'source', 'event_id'] },
		],
	},
	points: {
		columns: {
			community_id: 'text',
			entry_id: 'text',
			member_id: 'text',
			amount: 'integer',
			reason: 'text',
			actor_id: 'text?',
			at: 'text',
		},
		key: ['community_id', 'entry_id'],
		references: [MEMBER],
		indices: [{ name: 'points_by_member', columns: ['community_id', 'member_id', 'amount'] }],
	},
	operation: {
		columns: { community_id: 'text', key: 'text', result: 'text?', at: 'text' },
		key: ['community_id', 'key'],
	},
	application: {
		columns: {
			community_id: 'text',
			application_id: 'text',
			member_id: 'text',
			status: 'text',
			score: 'real',
			reasons: 'text',
			answers: 'text',
			subject: 'text',
			review_group_id: 'text?',
			created_at: 'text',
			decided_at: 'text?',
			decided_by: 'text?',
			decision_note: 'text?',
		},
		key: ['community_id', 'application_id'],
		references: [MEMBER],
		indices: [
			{ name: 'application_by_member', columns: ['community_id', 'member_id', 'status'] },
			{ name: 'application_by_community', columns: ['community_id', 'status', 'created_at', 'application_id'] },
			{ name: 'application_by_status', columns: ['status', 'created_at', 'application_id'] },
		],
	},
	ritual: {
		columns: {
			community_id: 'text',
			ritual_id: 'text',
			version: 'integer',
			definition: 'text',
			created_at: 'text',
		},
		key: ['community_id', 'ritual_id', 'version'],
	},
	ritual_progress: {
		columns: {
			community_id: 'text',
			progress_id: 'text',
			ritual_id: 'text',
			version: 'integer',
			member_id: 'text',
			subject: 'text',
			started_at: 'text',
			completed_at: 'text?',
		},
		key: ['community_id', 'progress_id'],
		references: [
			MEMBER,
			{
				columns: ['community_id', 'ritual_id', 'version'],
				table: 'ritual',
				to: ['community_id', 'ritual_id', 'version'],
			},
		],
		indices: [
			{ name: 'ritual_progress_by_member', columns: ['community_id', 'member_id', 'started_at', 'progress_id'] },
			{ name: 'ritual_progress_by_time', columns: ['community_id', 'started_at', 'progress_id'] },
		],
	},
	ritual_step: {
		columns: {
			community_id: 'text',
			progress_id: 'text',
			step_id: 'text',
			done_at: 'text',
			evidence: 'text',
		},
		key: ['community_id', 'progress_id', 'step_id'],
		references: [
			{ columns: ['community_id', 'progress_id'], table: 'ritual_progress', to: ['community_id', 'progress_id'] },
		],
	},
	receipt: {
		columns: {
			community_id: 'text',
			source: 'text',
			event_id: 'text',
			status: 'text',
			attempts: 'integer',
			owner: 'text',
			lease_until: 'text',
			updated_at: 'text',
		},
		key: ['community_id', 'source', 'event_id'],
	},
	delivery: {
		columns: {
			community_id: 'text',
			dedupe_key: 'text',
			channel: 'text',
			status: 'text',
			owner: 'text',
			lease_until: 'text',
			reserved_at: 'text',
			result: 'text?',
			settled_at: 'text?',
		},
		key: ['community_id', 'dedupe_key'],
	},
	rate_slot: {
		columns: { community_id: 'text', key: 'text', arrival_ms: 'integer', held_until_ms: 'integer' },
		key: ['community_id', 'key'],
	},
};

/** The tables of the first release. */
export async function up(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	for (const [name, table] of Object.entries(TABLES)) await createTable(db, target, name, table);
	await db.schema
		.createIndex('ritual_progress_open')
		.on('ritual_progress')
		.columns(['community_id', 'started_at', 'progress_id'])
		.where(sql.ref('completed_at'), 'is', null)
		.execute();
	await guardAppendOnly(db, target, ['event', 'points']);
}
