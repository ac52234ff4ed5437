/** What the jobs of the benchmarks have in common that fill a store and ask it. */
import { execFile } from 'node:child_process';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { StoreConfig } from '../store';

/** How a job opens its store: whatever the environment says, and with patience for the process that fills it. */
export const STORE_OPTIONS = { environment: { argv: ['node', 'bench'], env: {} }, busyTimeoutMs: 600_000 };

/**
 * Fills a store past its interface, without the indexes of the largest tables, which are built once at the end.
 *
 * @param statements in which `{n}` is the count and `{name}` a table
 * @param largest the tables whose indexes wait
 */
export async function fillStore(
	config: StoreConfig,
	statements: readonly string[],
	count: number,
	largest: readonly string[],
): Promise<void> {
	const counted = statements.map((one) => one.replaceAll('{n}', String(count)));
	if (config.engine === 'embedded') fillSqlite(config.file, counted, largest);
	else await fillPostgres(config, counted, largest);
}

function fillSqlite(file: string, statements: readonly string[], largest: readonly string[]): void {
	const db = new DatabaseSync(file);
	db.exec('pragma synchronous = off; pragma cache_size = -400000; pragma temp_store = file; pragma threads = 2');
	const indexes = largest.flatMap((table) =>
		db
			.prepare(`select name, sql from sqlite_master where type = 'index' and tbl_name = ? and sql is not null`)
			.all(table),
	);
	for (const { name } of indexes) db.exec(`drop index "${String(name)}"`);
	for (const one of statements) db.exec(one.replace(/\{(\w+)\}/g, '"$1"'));
	for (const { sql } of indexes) db.exec(String(sql));
	db.exec('pragma wal_checkpoint(truncate)');
	db.close();
}

async function fillPostgres(
	{ schema, host, port, user, password, database }: Extract<StoreConfig, { engine: 'postgres' }>,
	statements: readonly string[],
	largest: readonly string[],
): Promise<void> {
	const client = new Client({ host, port, user, password, database });
	await client.connect();
	await client.query(`set maintenance_work_mem = '512MB'`);
	const { rows } = await client.query<{ indexname: string; indexdef: string }>(
		`select indexname, indexdef from pg_indexes
			where schemaname = $1 and tablename = any($2) and indexname <> tablename || '_key'`,
		[schema, largest],
	);
	for (const { indexname } of rows) await client.query(`drop index "${schema}"."${indexname}"`);
	for (const one of statements) await client.query(one.replace(/\{(\w+)\}/g, `"${schema}"."$1"`));
	for (const { indexdef } of rows) await client.query(indexdef);
	await client.end();
}

/** How long some work takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
	const start = performance.now();
	await work();
	return (performance.now() - start) / 1000;
}

/** The middle one of some figures; NaN of none. */
export const median = (values: readonly number[]): number =>
	values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)] ?? Number.NaN;

export interface StoreJob {
	/** Makes a store ready, in a process whose memory does not count. */
	fill: (config: StoreConfig, count: number) => Promise<void>;
	/** Measures, and gives the figures. */
	run: (config: StoreConfig, count: number, more: readonly string[]) => Promise<object>;
}

/** Has the store of this job filled by one more process, `node job.cjs <config as JSON> <count> fill`. */
export async function fillElsewhere(config: StoreConfig, count: number): Promise<void> {
	await promisify(execFile)(process.execPath, [__filename, JSON.stringify(config), String(count), 'fill']);
}

/** Runs the job of this process, `node job.cjs <config as JSON> <count> …`, and prints what it gives as one line of JSON. */
export function runStoreJob({ fill, run }: StoreJob): void {
	const [config = '{}', count, ...more] = process.argv.slice(2);
	const of = JSON.parse(config) as StoreConfig;
	(more[0] === 'fill' ? fill(of, Number(count)) : run(of, Number(count), more)).then(
		(result) => {
			console.log(JSON.stringify(result ?? {}));
			process.exit(0);
		},
		(error: unknown) => {
			console.error(error);
			process.exit(1);
		},
	);
}
