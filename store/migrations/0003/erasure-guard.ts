import { sql, type Kysely, type RawBuilder } from 'kysely';

import { named, type MigrationTarget } from '../target';

const REFUSAL = 'the ledger is append-only';

/** What an erasure may never change of a line: which it is, of what kind, how much, and when. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
	event: ['community_id', 'source', 'event_id', 'type', 'occurred_at', 'recorded_at'],
	points: ['community_id', 'entry_id', 'amount', 'at'],
};

/**
 * Lets an erasure, and nothing else, take a person out of lines of the ledgers: only while the community has an open
 * row in `erasure`, which is written and closed in the same transaction, so that no other one ever sees it open.
 * Deleting a line stays impossible. The erasure's own row is closed once and never changed after that.
 */
export async function letErasureIn(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	await (target.engine === 'postgres' ? onPostgres(db, target) : onSqlite(db));
}

const same = (columns: readonly string[], differ: string): RawBuilder<unknown> =>
	sql.raw(columns.map((column) => `new.${column} ${differ} old.${column}`).join(' or '));

async function onSqlite(db: Kysely<unknown>): Promise<void> {
	const refuse = sql`begin select raise(abort, ${sql.lit(REFUSAL)}); end`;
	for (const [table, fixed] of Object.entries(FIXED)) {
		await sql`drop trigger ${sql.id(`${table}_refuses_update`)}`.execute(db);
		await sql`create trigger ${sql.id(`${table}_refuses_update`)} before update on ${sql.id(table)}
			when ${same(fixed, 'is not')} or not exists (
				select 1 from erasure where erasure.community_id = old.community_id and erasure.finished_at is null
			) ${refuse}`.execute(db);
	}
	await sql`create trigger erasure_refuses_update before update on erasure
		when old.finished_at is not null or ${same(ERASURE_FIXED, 'is not')} ${refuse}`.execute(db);
	await sql`create trigger erasure_refuses_delete before delete on erasure ${refuse}`.execute(db);
}

const ERASURE_FIXED = ['community_id', 'erasure_id', 'pseudonym', 'asked_by', 'reason', 'started_at'];

async function onPostgres(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	const raise = `raise exception '${REFUSAL}' using errcode = 'integrity_constraint_violation'`;
	const { schema = 'public' } = target;
	const erasure = `"${schema.replaceAll('"', '""')}".erasure`;
	const guard = async (table: string, fixed: readonly string[], mayChange: string): Promise<void> => {
		const check = named(target, `refuse_change_of_${table}`);
		const differs = fixed.map((column) => `new.${column} is distinct from old.${column}`).join(' or ');
		const body = `begin
			if tg_op = 'DELETE' then ${raise}; end if;
			if ${differs} or not (${mayChange}) then ${raise}; end if;
			return new;
		end`;
		await sql`create function ${check}() returns trigger language plpgsql as ${sql.lit(body)}`.execute(db);
		await sql`drop trigger if exists ${sql.id(`${table}_refuses_change`)} on ${named(target, table)}`.execute(db);
		await sql`create trigger ${sql.id(`${table}_refuses_change`)} before update or delete on ${named(target, table)}
			for each row execute function ${check}()`.execute(db);
	};
	const isOpen = `exists (select 1 from ${erasure} where community_id = old.community_id and finished_at is null)`;
	for (const [table, fixed] of Object.entries(FIXED)) await guard(table, fixed, isOpen);
	await guard('erasure', ERASURE_FIXED, 'old.finished_at is null');
}
