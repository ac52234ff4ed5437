import { sql, type Kysely } from 'kysely';

import { named, type MigrationTarget } from './target';

const REFUSAL = 'the ledger is append-only';

/** Makes the engine itself refuse to change or delete a line of these tables. */
export async function guardAppendOnly(
	db: Kysely<unknown>,
	target: MigrationTarget,
	tables: readonly string[],
): Promise<void> {
	await (target.engine === 'postgres' ? guardPostgres(db, target, tables) : guardSqlite(db, target, tables));
}

async function guardSqlite(db: Kysely<unknown>, target: MigrationTarget, tables: readonly string[]): Promise<void> {
	for (const table of tables) {
		for (const change of ['update', 'delete']) {
			await sql`create trigger ${sql.id(`${table}_refuses_${change}`)} before ${sql.raw(change)} on ${named(target, table)}
				begin select raise(abort, ${sql.lit(REFUSAL)}); end`.execute(db);
		}
	}
}

async function guardPostgres(db: Kysely<unknown>, target: MigrationTarget, tables: readonly string[]): Promise<void> {
	const refuse = named(target, 'refuse_change');
	await sql`create function ${refuse}() returns trigger language plpgsql as
		${sql.lit(`begin raise exception '${REFUSAL}' using errcode = 'integrity_constraint_violation'; end`)}`.execute(db);
	for (const table of tables) {
		await sql`create trigger ${sql.id(`${table}_refuses_change`)} before update or delete on ${named(target, table)}
			for each row execute function ${refuse}()`.execute(db);
		await sql`create trigger ${sql.id(`${table}_refuses_truncate`)} before truncate on ${named(target, table)}
			for each statement execute function ${refuse}()`.execute(db);
	}
}
