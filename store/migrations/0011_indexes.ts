import { sql, type Kysely } from 'kysely';

import { createIndex, type Index } from './table';

const WIDER: readonly (Index & { table: string })[] = [
	// Leaderboards and punch cards read nothing but these.
	{
		table: 'check_in',
		name: 'check_in_by_day',
		columns: ['community_id', 'tracker_id', 'day', 'member_id', 'status', 'occurred_at', 'team'],
	},
	{
		table: 'streak',
		name: 'streak_by_current',
		columns: ['community_id', 'tracker_id', 'hidden', 'current desc', 'reached_at', 'member_id', 'lives_until'],
	},
];

/** Indexes that a store with a million members needs. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const { table, ...index } of WIDER) {
		await db.schema.dropIndex(index.name).execute();
		await createIndex(db, table, index);
	}
	// Of nothing but the members who were merged into others: small, and never taken for the many who were not, which the
	// one that it replaces was.
	await db.schema.dropIndex('member_by_person').execute();
	await db.schema
		.createIndex('member_merged')
		.on('member')
		.columns(['community_id', 'merged_into', 'member_id'])
		.where(sql.ref('merged_into'), 'is not', null)
		.execute();
}
