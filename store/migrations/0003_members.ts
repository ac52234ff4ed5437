import type { Kysely } from 'kysely';

import { createIndex } from './table';
import { columnTypes, type MigrationTarget } from './target';

/** Community Member: one person behind several members, and the clocks they live by. */
export async function up(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	const { text } = columnTypes(target.engine);
	for (const name of ['time_zone', 'merged_into']) {
		await db.schema
			.alterTable('member')
			.addColumn(name, text as never)
			.execute();
	}
	await createIndex(db, 'member', { name: 'member_by_person', columns: ['community_id', 'merged_into', 'member_id'] });
}
