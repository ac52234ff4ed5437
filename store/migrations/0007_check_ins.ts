import type { Kysely } from 'kysely';

import { createTable, MEMBER, type Table } from './table';
import type { MigrationTarget } from './target';

const TABLES: Record<string, Table> = {
	tracker: {
		columns: {
			community_id: 'text',
			tracker_id: 'text',
			version: 'integer',
			definition: 'text',
			from_day: 'text',
			created_by: 'text',
			created_at: 'text',
		},
		key: ['community_id', 'tracker_id', 'version'],
	},
	check_in: {
		columns: {
			community_id: 'text',
			check_in_id: 'text',
			tracker_id: 'text',
			member_id: 'text',
			period: 'text',
			slot: 'integer',
			day: 'text',
			time_zone: 'text',
			starts_at: 'text',
			ends_at: 'text',
			kind: 'text',
			way: 'text',
			status: 'text',
			graced: 'integer',
			occurred_at: 'text',
			recorded_at: 'text',
			team: 'text?',
			code: 'text?',
			evidence: 'text',
			proof_exact: 'text?',
			proof_simhash: 'text?',
			proof_length: 'integer?',
			image_hash: 'text?',
			points: 'integer',
			subject: 'text',
			ended_at: 'text?',
			ended_by: 'text?',
			ended_why: 'text?',
		},
		key: ['community_id', 'check_in_id'],
		references: [MEMBER],
		indices: [
			// Once per period, whatever is delivered at once; a check-in that has ended leaves its place free.
			{
				name: 'check_in_once',
				columns: ['community_id', 'tracker_id', 'member_id', 'period', 'slot'],
				unique: true,
				whereNull: 'ended_at',
			},
			{ name: 'check_in_by_member', columns: ['community_id', 'tracker_id', 'member_id', 'day', 'slot'] },
			{ name: 'check_in_by_day', columns: ['community_id', 'tracker_id', 'day', 'member_id', 'status', 'occurred_at'] },
			{ name: 'check_in_by_time', columns: ['community_id', 'tracker_id', 'occurred_at', 'check_in_id'] },
			{ name: 'check_in_by_status', columns: ['community_id', 'status', 'occurred_at', 'check_in_id'] },
			{ name: 'check_in_by_team', columns: ['community_id', 'tracker_id', 'team', 'period'] },
			{ name: 'check_in_by_code', columns: ['community_id', 'code', 'member_id'] },
			{ name: 'check_in_by_text', columns: ['community_id', 'tracker_id', 'proof_exact'] },
			{ name: 'check_in_by_image', columns: ['community_id', 'tracker_id', 'image_hash'] },
		],
	},
	streak: {
		columns: {
			community_id: 'text',
			tracker_id: 'text',
			member_id: 'text',
			state: 'text',
			basis: 'text',
			current: 'integer',
			longest: 'integer',
			total: 'integer',
			last_period: 'text?',
			reached_at: 'text?',
			lives_until: 'text?',
			team: 'text?',
			hidden: 'integer',
			muted: 'integer',
			updated_at: 'text',
		},
		key: ['community_id', 'tracker_id', 'member_id'],
		references: [MEMBER],
		indices: [
			{
				name: 'streak_by_current',
				columns: ['community_id', 'tracker_id', 'hidden', 'current desc', 'reached_at', 'member_id'],
			},
			{
				name: 'streak_by_total',
				columns: ['community_id', 'tracker_id', 'hidden', 'total desc', 'reached_at', 'member_id'],
			},
		],
	},
	streak_leave: {
		columns: {
			community_id: 'text',
			leave_id: 'text',
			tracker_id: 'text',
			member_id: 'text',
			kind: 'text',
			from_day: 'text',
			to_day: 'text',
			reason: 'text?',
			actor_id: 'text',
			at: 'text',
		},
		key: ['community_id', 'leave_id'],
		references: [MEMBER],
		indices: [{ name: 'streak_leave_by_member', columns: ['community_id', 'tracker_id', 'member_id', 'from_day'] }],
	},
	check_in_appeal: {
		columns: {
			community_id: 'text',
			appeal_id: 'text',
			tracker_id: 'text',
			member_id: 'text',
			check_in_id: 'text?',
			day: 'text',
			reason: 'text',
			status: 'text',
			facts: 'text',
			opened_at: 'text',
			decided_at: 'text?',
			decided_by: 'text?',
			note: 'text?',
		},
		key: ['community_id', 'appeal_id'],
		references: [MEMBER],
	},
	door_code: {
		columns: {
			community_id: 'text',
			code: 'text',
			tracker_id: 'text',
			place: 'text?',
			issued_by: 'text',
			issued_at: 'text',
			expires_at: 'text',
		},
		key: ['community_id', 'code'],
	},
	check_in_reminder: {
		columns: { community_id: 'text', tracker_id: 'text', member_id: 'text', day: 'text', at: 'text' },
		key: ['community_id', 'tracker_id', 'member_id', 'day'],
		references: [MEMBER],
	},
};

/** Check-In Tracker: trackers, check-ins, streaks, leaves, appeals, codes of doors, reminders. */
export async function up(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	for (const [name, table] of Object.entries(TABLES)) await createTable(db, target, name, table);
}
