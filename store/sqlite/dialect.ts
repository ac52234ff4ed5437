import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

import {
	SqliteAdapter,
	SqliteIntrospector,
	SqliteQueryCompiler,
	type CompiledQuery,
	type DatabaseConnection,
	type Dialect,
	type Driver,
	type Kysely,
	type QueryResult,
} from 'kysely';

import { StoreError } from '../errors';
import { whileLocked } from './patience';

/** How a NodeSqliteDialect uses its connection. */
export interface NodeSqliteConfig {
	/** Opens the database. Called once, before the first query. */
	open: () => Promise<DatabaseSync>;
	/** `begin immediate` takes the write lock at once, so that no transaction fails half-way for want of it. */
	begin: 'begin immediate' | 'begin';
	/** How long to wait for the write lock, in milliseconds. */
	busyTimeoutMs: number;
	/** Turns the engine's errors into the store's. */
	translate: (error: unknown) => unknown;
}

/** Kysely on Node's own SQLite: one connection, which Kysely gives to one user at a time. */
export class NodeSqliteDialect implements Dialect {
	constructor(private readonly config: NodeSqliteConfig) {}

	createDriver(): Driver {
		return new NodeSqliteDriver(this.config);
	}

	createAdapter(): SqliteAdapter {
		return new TransactionalSqliteAdapter();
	}

	createQueryCompiler(): SqliteQueryCompiler {
		return new SqliteQueryCompiler();
	}

	createIntrospector(db: Kysely<unknown>): SqliteIntrospector {
		return new SqliteIntrospector(db);
	}
}

/** SQLite can undo DDL. Saying so makes the migrator work inside `begin immediate`, which locks out other processes. */
class TransactionalSqliteAdapter extends SqliteAdapter {
	override get supportsTransactionalDdl(): boolean {
		return true;
	}
}

class NodeSqliteDriver implements Driver {
	private connection: NodeSqliteConnection | undefined;

	constructor(private readonly config: NodeSqliteConfig) {}

	async init(): Promise<void> {
		this.connection = new NodeSqliteConnection(await this.config.open(), this.config.translate);
	}

	acquireConnection(): Promise<DatabaseConnection> {
		return Promise.resolve(this.opened());
	}

	async beginTransaction(): Promise<void> {
		await whileLocked(this.config.busyTimeoutMs, () => this.opened().begin(this.config.begin));
	}

	async commitTransaction(): Promise<void> {
		this.opened().commit();
	}

	async rollbackTransaction(): Promise<void> {
		this.opened().rollback();
	}

	async releaseConnection(): Promise<void> {}

	async destroy(): Promise<void> {
		this.connection?.close();
		this.connection = undefined;
	}

	private opened(): NodeSqliteConnection {
		if (this.connection === undefined)
			throw new StoreError('broken', 'The Community Store is closed.', 'Open it again.');
		return this.connection;
	}
}

const CACHED_STATEMENTS = 500;

interface Prepared {
	statement: StatementSync;
	givesRows: boolean;
}

class NodeSqliteConnection implements DatabaseConnection {
	/** Least recently used first. */
	private readonly cache = new Map<string, Prepared>();
	private inTransaction = false;

	constructor(
		private readonly db: DatabaseSync,
		private readonly translate: (error: unknown) => unknown,
	) {}

	async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
		return this.guarded(() => {
			this.refuseAfterEngineRollback();
			const { statement, givesRows } = this.prepare(query.sql);
			const parameters = query.parameters as SQLInputValue[];
			if (givesRows) return { rows: statement.all(...parameters) as R[] };
			const { changes } = statement.run(...parameters);
			return { rows: [], numAffectedRows: BigInt(changes) };
		});
	}

	streamQuery(): AsyncIterableIterator<never> {
		throw new Error('The Community Store does not stream.');
	}

	begin(sql: string): void {
		this.guarded(() => this.db.exec(sql));
		this.inTransaction = true;
	}

	commit(): void {
		this.guarded(() => {
			this.refuseAfterEngineRollback();
			this.db.exec('commit');
		});
		this.inTransaction = false;
	}

	rollback(): void {
		this.inTransaction = false;
		if (this.db.isTransaction) this.guarded(() => this.db.exec('rollback'));
	}

	close(): void {
		this.cache.clear();
		this.db.close();
	}

	/** On a full disk SQLite rolls back by itself; what followed would be written outside any transaction. */
	private refuseAfterEngineRollback(): void {
		if (!this.inTransaction || this.db.isTransaction) return;
		throw new StoreError(
			'broken',
			'The transaction was rolled back by the database and cannot go on.',
			'Look for the error that came before this one.',
		);
	}

	private prepare(sql: string): Prepared {
		const known = this.cache.get(sql);
		if (known !== undefined) {
			this.cache.delete(sql);
			this.cache.set(sql, known);
			return known;
		}
		const statement = this.db.prepare(sql);
		const prepared = { statement, givesRows: statement.columns().length > 0 };
		this.cache.set(sql, prepared);
		const [oldest] = this.cache.keys();
		if (this.cache.size > CACHED_STATEMENTS && oldest !== undefined) this.cache.delete(oldest);
		return prepared;
	}

	private guarded<T>(work: () => T): T {
		try {
			return work();
		} catch (error) {
			throw this.translate(error);
		}
	}
}
