import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

import { Kysely, sql } from 'kysely';

import type { OpenedEngine } from '../engine';
import { MIGRATION_TABLE, migrate } from '../migrations/run';
import type { Tables } from '../schema';
import { NodeSqliteDialect } from './dialect';
import { StoreError } from '../errors';
import { notAStore, sqliteError } from './errors';
import { BLOCKING_MS, whileLocked } from './patience';
import { assumeStatistics } from './statistics';
import { WalFlusher } from './wal-flusher';

export interface SqliteSettings {
	file: string;
	busyTimeoutMs: number;
	/** Further pragmas of the writing connection, e.g. `max_page_count = 100`. */
	pragmas?: readonly string[];
}

/**
 * Opens the embedded store: a file that is made, with its folder, if it does not exist.
 *
 * @throws StoreError `unwritable`, `disk_full`, `not_a_store`, `locked`, `newer_schema`, `broken`
 */
export async function openSqlite(settings: SqliteSettings): Promise<OpenedEngine> {
	const file = resolve(settings.file);
	const { busyTimeoutMs } = settings;
	const translate = (error: unknown): unknown => sqliteError(error, file);
	const dialect = (begin: 'begin immediate' | 'begin', pragmas: readonly string[]): NodeSqliteDialect =>
		new NodeSqliteDialect({
			begin,
			busyTimeoutMs,
			translate,
			open: () => whileLocked(busyTimeoutMs, () => connect(file, Math.min(busyTimeoutMs, BLOCKING_MS), pragmas)),
		});
	const writer = new Kysely<Tables>({
		dialect: dialect('begin immediate', ['journal_mode = wal', 'synchronous = normal', ...(settings.pragmas ?? [])]),
	});
	const reader = new Kysely<Tables>({ dialect: dialect('begin', ['query_only = on']) });
	const flusher = new WalFlusher(`${file}-wal`);
	const flush = async (): Promise<void> => {
		try {
			await flusher.flush();
		} catch (error) {
			throw translate(error);
		}
	};
	const close = async (): Promise<void> => {
		await flusher.close();
		await reader.destroy();
		await writer.destroy();
	};
	try {
		await makeFolder(file);
		const applied = (): Promise<string[]> => appliedMigrations(writer, file);
		const version = await whileLocked(busyTimeoutMs, () => migrate(writer, { engine: 'embedded' }, applied));
		await whileLocked(busyTimeoutMs, () => assumeStatistics(writer));
		return { engine: 'embedded', writer, reader, version, flush, close, mayRepeat: () => false };
	} catch (error) {
		await close();
		throw translate(error);
	}
}

async function makeFolder(file: string): Promise<void> {
	await mkdir(dirname(file), { recursive: true, mode: 0o700 });
}

async function connect(file: string, timeout: number, pragmas: readonly string[]): Promise<DatabaseSync> {
	let db: DatabaseSync | undefined;
	try {
		// Loaded here, so that a Node.js without SQLite can still use PostgreSQL.
		const sqlite = await import('node:sqlite');
		db = new sqlite.DatabaseSync(file, { timeout, enableForeignKeyConstraints: true });
		// Before anything is changed: journal_mode would already write to a file that is not ours.
		if (!isOurs(db)) throw notAStore(`The file ${file} is a SQLite database of another program.`);
		for (const pragma of pragmas) db.exec(`pragma ${pragma}`);
		requireLog(db, file, pragmas);
		return db;
	} catch (error) {
		db?.close();
		throw sqliteError(error, file);
	}
}

/** Without the log there is nothing that a flush could make durable. */
function requireLog(db: DatabaseSync, file: string, pragmas: readonly string[]): void {
	if (!pragmas.includes('journal_mode = wal')) return;
	const mode = db.prepare('pragma journal_mode').get()?.['journal_mode'];
	if (mode === 'wal') return;
	throw new StoreError(
		'unwritable',
		`SQLite cannot keep a write-ahead log beside ${file}.`,
		'Put the file on a local disk: network file systems cannot hold it. Or use PostgreSQL.',
	);
}

function isOurs(db: DatabaseSync): boolean {
	const tables = db.prepare(`select name from sqlite_master where type = 'table'`).all();
	return tables.length === 0 || tables.some(({ name }) => name === MIGRATION_TABLE);
}

async function appliedMigrations(db: Kysely<Tables>, file: string): Promise<string[]> {
	const tables = await sql<{ name: string }>`select name from sqlite_master where name = ${MIGRATION_TABLE}`.execute(
		db,
	);
	if (tables.rows.length === 0) return [];
	const { rows } = await sql<{ name: unknown }>`select name from ${sql.id(MIGRATION_TABLE)} order by name`.execute(db);
	return rows.map(({ name }) => {
		if (typeof name === 'string') return name;
		throw notAStore(`The file ${file} is not a Community Store.`);
	});
}
