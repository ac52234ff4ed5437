import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootDir } from '../sandbox/paths.ts';

/** The two engines of the Community Store. */
export type StoreEngine = 'embedded' | 'postgres';

/** The engines to measure: the one that was named, else both. */
export const enginesToMeasure = (only?: string): StoreEngine[] =>
	(['embedded', 'postgres'] as const).filter((engine) => only === undefined || only === engine);

/**
 * Lends a place for a new store, with nothing in it, and deletes it afterwards.
 * @param work gets what `openStore` takes
 */
export async function onEngine<T>(engine: StoreEngine, work: (config: object) => Promise<T>): Promise<T> {
	return await (engine === 'embedded' ? onSqlite(work) : onPostgres(work));
}

async function onSqlite<T>(work: (config: object) => Promise<T>): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), 'shequn-bench-'));
	try {
		return await work({ engine: 'embedded', file: join(folder, 'store.sqlite') });
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function onPostgres<T>(work: (config: object) => Promise<T>): Promise<T> {
	const server = spawn(process.execPath, [join(rootDir, 'test', 'store', 'support', 'postgres-server.mjs')], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	try {
		return await work({
			engine: 'postgres',
			host: '127.0.0.1',
			port: await portOf(server),
			database: 'postgres',
			user: 'postgres',
			password: 'correct horse',
			schema: 'bench',
			ssl: 'disable',
		});
	} finally {
		const ended = new Promise((resolve) => server.once('exit', resolve));
		server.stdin.end();
		await ended;
	}
}

async function portOf(server: ChildProcess): Promise<number> {
	return await new Promise<number>((resolve, reject) => {
		server.once('exit', (code) => reject(new Error(`the PostgreSQL server ended with ${code}`)));
		server.stdout?.once('data', (data: Buffer) => resolve(Number(data.toString())));
	});
}
