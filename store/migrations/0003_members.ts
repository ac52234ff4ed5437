import type { Kysely } from 'kysely';

import { letErasureIn } from './0003/erasure-guard';
import { MEMBER_TABLES } from './0003/members';
import { createIndex, createTable } from './table';
import { columnTypes, type MigrationTarget } from './target';

/** Community Member: one person behind several members, the clocks they live by, and what is known of them. */
export async function up(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	const { text } = columnTypes(target.engine);
	for (const name of ['time_zone', 'merged_into']) {
		await db.schema
			.alterTable('member')
			.addColumn(name, text as never)
			.execute();
	}
	await createIndex(db, 'member', { name: 'member_by_person', columns: ['community_id', 'merged_into', 'member_id'] });
	for (const [name, table] of Object.entries(MEMBER_TABLES)) await createTable(db, target, name, table);
	await letErasureIn(db, target);
}
