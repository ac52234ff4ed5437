import { sql, type Kysely } from 'kysely';

import { STANDING_TABLES } from './0006/standing';
import { createIndex, createTable } from './table';
import { columnTypes, named, type MigrationTarget } from './target';

/** Points with rules behind them, tiers, scores, segments and ponds. */
export async function up(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	await widenPoints(db, target);
	for (const [name, table] of Object.entries(STANDING_TABLES)) await createTable(db, target, name, table);
	await sumPoints(db, target);
	// What happened lately, of one kind: a segment counts it from the index alone.
	await createIndex(db, 'event', {
		name: 'event_by_kind',
		columns: ['community_id', 'type', 'occurred_at', 'member_id'],
	});
}

/** Which rule booked a line, on which day of the member, and which line it takes back. */
async function widenPoints(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	const { text } = columnTypes(target.engine);
	for (const name of ['kind', 'rule_id', 'day', 'of_entry']) {
		await db.schema
			.alterTable('points')
			.addColumn(name, text as never)
			.execute();
	}
}

/** The balances of what was booked before. */
async function sumPoints(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	await sql`insert into ${named(target, 'points_balance')} (community_id, member_id, balance, earned)
		select community_id, member_id, sum(amount), sum(case when amount > 0 then amount else 0 end)
		from ${named(target, 'points')} group by community_id, member_id`.execute(db);
}
