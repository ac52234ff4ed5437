import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';

import type { OpenedEngine } from '../engine';
import { MIGRATION_TABLE, migrate } from '../migrations/run';
import type { Tables } from '../schema';
import { isRepeatable } from './errors';
import { createPool, type PostgresConfig } from './pool';

/**
 * Opens the store on a PostgreSQL server; makes its schema if it does not exist and the user may.
 *
 * @throws StoreError `authentication`, `unreachable`, `no_database`, `no_permission`, `tls`, `unwritable`,
 * `not_a_store`, `disk_full`, `newer_schema`, `locked`, `broken`
 */
export async function openPostgres(config: PostgresConfig, busyTimeoutMs: number): Promise<OpenedEngine> {
	const waitForLocks = CompiledQuery.raw(`set lock_timeout = ${Math.round(busyTimeoutMs)}`);
	const db = new Kysely<Tables>({
		dialect: new PostgresDialect({
			pool: () => createPool(config),
			onCreateConnection: async (connection) => {
				await connection.executeQuery(waitForLocks);
			},
		}),
	});
	const close = (): Promise<void> => db.destroy();
	try {
		const target = { engine: 'postgres', schema: config.schema } as const;
		const version = await migrate(db, target, () => appliedMigrations(db, config.schema));
		const inSchema = db.withSchema(config.schema);
		// PostgreSQL commits durably by itself.
		const flush = (): Promise<void> => Promise.resolve();
		return { engine: 'postgres', writer: inSchema, reader: inSchema, version, flush, close, mayRepeat: isRepeatable };
	} catch (error) {
		await close();
		throw error;
	}
}

async function appliedMigrations(db: Kysely<Tables>, schema: string): Promise<string[]> {
	const tables = await sql`select 1 from pg_catalog.pg_tables
		where schemaname = ${schema} and tablename = ${MIGRATION_TABLE}`.execute(db);
	if (tables.rows.length === 0) return [];
	const { rows } = await sql<{
		name: string;
	}>`select name from ${sql.id(schema, MIGRATION_TABLE)} order by name`.execute(db);
	return rows.map(({ name }) => name);
}
