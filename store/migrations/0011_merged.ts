import { sql, type Kysely } from 'kysely';

/**
 * An index of nothing but the members who were merged into others: small, and never taken for the many who were not, which
 * the one that it replaces was.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropIndex('member_by_person').execute();
	await db.schema
		.createIndex('member_merged')
		.on('member')
		.columns(['community_id', 'merged_into', 'member_id'])
		.where(sql.ref('merged_into'), 'is not', null)
		.execute();
}
