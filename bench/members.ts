import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { rootDir } from '../sandbox/paths.ts';
import { showProgress, type Phase } from '../sandbox/progress.ts';

const run = promisify(execFile);

/** What one size did on one engine. */
export interface MembersFigures {
	engine: 'embedded' | 'postgres';
	members: number;
	events: number;
	fillSeconds: number;
	segmentSeconds: number;
	segmentPageSeconds: number;
	found: number;
	scoreMs: number;
	tierFirstPerSecond: number;
	tierAgainPerSecond: number;
	tierChanges: number;
	importPerSecond: number;
	peakBytes: number;
	grewBytes: number;
}

const sizes = [10_000, 100_000, 1_000_000];

/**
 * Fills stores of growing size, each in a process and a place of its own that is deleted afterwards, and measures what
 * operators wait for. The largest needs about 10 GB of disk for a while.
 *
 * @param only one engine, `embedded` or `postgres`; both if absent
 */
export async function benchMembers(isQuick: boolean, only?: string): Promise<void> {
	const figures = await showProgress(1).step(
		'Measuring members',
		async (log) => await measureMembers(isQuick, only, log),
	);
	console.log(membersTable(figures));
	const file = join('artefacts', 'bench-members.json');
	await mkdir(join(rootDir, 'artefacts'), { recursive: true });
	await writeFile(
		join(rootDir, file),
		`${JSON.stringify({ at: new Date().toISOString(), isQuick, figures }, null, 2)}\n`,
	);
	console.log(`Figures: ${file}`);
}

async function measureMembers(isQuick: boolean, only: string | undefined, log: Phase): Promise<MembersFigures[]> {
	const script = await bundle();
	const figures: MembersFigures[] = [];
	for (const engine of ['embedded', 'postgres'] as const) {
		if (only !== undefined && only !== engine) continue;
		for (const members of isQuick ? sizes.slice(0, 2) : sizes) {
			log(`${engine}: ${members} members`);
			const done = await (engine === 'embedded' ? onSqlite : onPostgres)(script, members);
			figures.push(done);
			console.log(JSON.stringify(done));
		}
	}
	return figures;
}

async function onSqlite(script: string, members: number): Promise<MembersFigures> {
	const folder = await mkdtemp(join(tmpdir(), 'shequn-bench-members-'));
	try {
		return await measure(script, { engine: 'embedded', file: join(folder, 'store.sqlite') }, members);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function onPostgres(script: string, members: number): Promise<MembersFigures> {
	const server = spawn(process.execPath, [join(rootDir, 'test', 'store', 'support', 'postgres-server.mjs')], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	try {
		const config = {
			engine: 'postgres',
			host: '127.0.0.1',
			port: await portOf(server),
			database: 'postgres',
			user: 'postgres',
			password: 'correct horse',
			schema: 'bench',
			ssl: 'disable',
		};
		return await measure(script, config, members);
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

async function measure(script: string, config: object, members: number): Promise<MembersFigures> {
	const { stdout } = await run(process.execPath, [script, JSON.stringify(config), String(members)], { cwd: rootDir });
	return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as MembersFigures;
}

/** The jobs are written for the compiler that the package uses, not for Node's own reading of TypeScript. */
async function bundle(): Promise<string> {
	const folder = join(rootDir, 'node_modules', '.cache');
	await mkdir(folder, { recursive: true });
	const outfile = join(folder, 'members-job.cjs');
	await build({
		entryPoints: [join(rootDir, 'tools', 'members-job.ts')],
		outfile,
		bundle: true,
		platform: 'node',
		packages: 'external',
		logLevel: 'warning',
	});
	return outfile;
}

/** The figures as a table for the terminal, with the growth from one size to the next. */
function membersTable(figures: readonly MembersFigures[]): string {
	const lines = figures.map((one, index) => {
		const before = figures[index - 1]?.engine === one.engine ? figures[index - 1] : undefined;
		const growth = before === undefined ? '' : `× ${(one.segmentSeconds / before.segmentSeconds).toFixed(1)}`;
		return [
			one.engine.padEnd(8),
			one.members.toLocaleString('en').padStart(10),
			one.events.toLocaleString('en').padStart(11),
			one.segmentSeconds.toFixed(3).padStart(10),
			growth.padStart(8),
			Math.round(one.tierFirstPerSecond).toLocaleString('en').padStart(9),
			Math.round(one.tierAgainPerSecond).toLocaleString('en').padStart(9),
			one.scoreMs.toFixed(3).padStart(9),
			Math.round(one.importPerSecond).toLocaleString('en').padStart(9),
			(one.peakBytes / 2 ** 20).toFixed(0).padStart(9),
		].join('  ');
	});
	const head = [
		'engine  ',
		'   members',
		'     events',
		' segment s',
		'  growth',
		' tiers/s',
		'  again/s',
		' score ms',
		' import/s',
		' RSS MiB',
	].join('  ');
	return `\nMembers and their ledger\n\n${[head, ...lines].join('\n')}\n`;
}
