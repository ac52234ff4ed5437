import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openStore, type CommunityStore, type StoreConfig, type StoreOptions } from '../../../store';

export type PostgresConfig = Extract<StoreConfig, { engine: 'postgres' }>;

export const ENGINES = ['embedded', 'postgres'] as const;
export type EngineName = (typeof ENGINES)[number];

/** The tests run outside n8n, so the process facts are given. */
export const PLAIN: StoreOptions = { environment: { argv: ['node', 'n8n'], env: {} } };

/** Both engines for one test file: a folder for embedded stores and a PostgreSQL server. */
export class Engines {
	readonly folder = mkdtempSync(join(tmpdir(), 'shequn-store-'));
	private server: ChildProcess | undefined;
	private port = 0;
	private count = 0;
	private readonly open: CommunityStore[] = [];

	async start(): Promise<void> {
		const server = spawn(process.execPath, [join(__dirname, 'postgres-server.mjs')], {
			stdio: ['pipe', 'pipe', 'inherit'],
		});
		this.server = server;
		this.port = await new Promise<number>((resolve, reject) => {
			server.once('exit', (code) => reject(new Error(`the PostgreSQL server ended with ${code}`)));
			server.stdout.once('data', (data: Buffer) => resolve(Number(data.toString())));
		});
	}

	async stop(): Promise<void> {
		await this.closeAll();
		const { server } = this;
		if (server !== undefined) {
			const ended = new Promise((resolve) => server.once('exit', resolve));
			server.stdin?.end();
			await ended;
		}
		rmSync(this.folder, { recursive: true, force: true });
	}

	/** Where nobody has a store yet. */
	fresh(engine: EngineName): StoreConfig {
		this.count++;
		if (engine === 'embedded') return { engine, file: join(this.folder, `${this.count}`, 'store.sqlite') };
		return this.postgres({ schema: `store_${this.count}` });
	}

	postgres(changes: Partial<PostgresConfig> = {}): PostgresConfig {
		return {
			engine: 'postgres',
			host: '127.0.0.1',
			port: this.port,
			database: 'postgres',
			user: 'postgres',
			password: 'correct horse',
			schema: 'public',
			ssl: 'disable',
			...changes,
		};
	}

	async openStore(config: StoreConfig, options: StoreOptions = {}): Promise<CommunityStore> {
		const store = await openStore(config, { ...PLAIN, ...options });
		this.open.push(store);
		return store;
	}

	async closeAll(): Promise<void> {
		await Promise.all(this.open.splice(0).map((store) => store.close()));
	}
}
