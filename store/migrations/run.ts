import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';

import { StoreError } from '../errors';
import type { Tables } from '../schema';
import { migrationsFor } from './index';
import type { MigrationTarget } from './target';

/** The table in which the store remembers its migrations. */
export const MIGRATION_TABLE = 'shequn_migration';
const LOCK_TABLE = 'shequn_migration_lock';

/**
 * Brings the store up to date and gives its version: the number of migrations it has.
 *
 * @param db without a schema of its own: the target names it
 * @param applied gives the names of the migrations that the store has; empty for a new store
 * @throws StoreError `newer_schema` if the store has migrations that this package does not know
 */
export async function migrate(
	db: Kysely<Tables>,
	target: MigrationTarget,
	applied: () => Promise<readonly string[]>,
): Promise<number> {
	const migrations = migrationsFor(target);
	const known = Object.keys(migrations);
	if (isCurrent(known, await applied())) return known.length;
	const { error } = await new Migrator({
		db: target.schema === undefined ? db : db.withSchema(target.schema),
		provider: { getMigrations: () => Promise.resolve(migrations) },
		migrationTableName: MIGRATION_TABLE,
		migrationLockTableName: LOCK_TABLE,
		...(target.schema === undefined ? {} : { migrationTableSchema: target.schema }),
	}).migrateToLatest();
	if (error !== undefined) {
		// Another process may have brought a newer store in the meantime; that is the better message.
		isCurrent(known, await applied().catch(() => []));
		// eslint-disable-next-line @typescript-eslint/only-throw-error -- Kysely caught it, and types it unknown
		throw error;
	}
	return known.length;
}

function isCurrent(known: readonly string[], applied: readonly string[]): boolean {
	const unknown = applied.find((name) => !known.includes(name));
	if (unknown !== undefined) {
		throw new StoreError(
			'newer_schema',
			`The Community Store was made by a newer version of n8n-nodes-shequn (it has the change "${unknown}").`,
			'Update the package n8n-nodes-shequn on this n8n, or choose another store.',
		);
	}
	return applied.length === known.length;
}
