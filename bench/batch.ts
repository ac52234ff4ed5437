import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { rootDir } from '../sandbox/paths.ts';
import { showProgress, type Phase } from '../sandbox/progress.ts';
import { median } from './statistics.ts';

const run = promisify(execFile);

/** One batch size of one job. */
export interface BatchFigures {
	job: string;
	items: number;
	perSecond: number;
	/** How much the process grew, at its largest, in bytes. */
	addedBytes: number;
	/** Time per item, divided by that of the smallest batch of the same run: 1 = it grows linearly. */
	growth: number;
}

const jobs = ['evaluate', 'scan'];
const sizes = [1_000, 10_000, 100_000];
const rounds = 3;
/** A batch of this size takes minutes, and is long enough to be measured once. */
const largeFrom = 100_000;

interface JobResult {
	seconds: number;
	addedBytes: number;
}

/**
 * Runs each job over batches of growing size, each in a process of its own, in turns: what else the machine does hits all
 * sizes alike.
 * @throws Error when an item is missing from what comes out
 */
async function measureBatches(isQuick: boolean, log: Phase): Promise<BatchFigures[]> {
	const script = await bundle();
	const chosen = isQuick ? sizes.slice(0, 2) : sizes;
	const figures: BatchFigures[] = [];
	for (const job of jobs) {
		const results = new Map<number, JobResult[]>(chosen.map((size) => [size, []]));
		for (let round = 1; round <= (isQuick ? 1 : rounds); round += 1) {
			for (const [size, list] of results) {
				if (size >= largeFrom && round > 1) continue;
				log(`${job}: ${size} items, round ${round}`);
				list.push(await measureJob(script, job, size));
			}
		}
		const [smallest = 1] = chosen;
		const perItem = (size: number) => median((results.get(size) ?? []).map(({ seconds }) => seconds)) / size;
		for (const [size, list] of results) {
			figures.push({
				job,
				items: size,
				perSecond: 1 / perItem(size),
				addedBytes: median(list.map(({ addedBytes }) => addedBytes)),
				growth: perItem(size) / perItem(smallest),
			});
		}
	}
	return figures;
}

/** Measures, prints the table and writes artefacts/bench-batch.json. */
export async function benchBatches(isQuick: boolean): Promise<void> {
	const measured = async (log: Phase) => await measureBatches(isQuick, log);
	const figures = await showProgress(1).step('Measuring batches', measured);
	console.log(batchTable(figures));
	const file = join('artefacts', 'bench-batch.json');
	await mkdir(join(rootDir, 'artefacts'), { recursive: true });
	await writeFile(
		join(rootDir, file),
		`${JSON.stringify({ at: new Date().toISOString(), isQuick, figures }, null, 2)}\n`,
	);
	console.log(`Figures: ${file}`);
}

/** The jobs are written for the compiler that the package uses, not for Node's own reading of TypeScript. */
async function bundle(): Promise<string> {
	const folder = join(rootDir, 'node_modules', '.cache');
	await mkdir(folder, { recursive: true });
	const outfile = join(folder, 'batch-job.cjs');
	await build({
		entryPoints: [join(rootDir, 'tools', 'batch-job.ts')],
		outfile,
		bundle: true,
		platform: 'node',
		packages: 'external',
		logLevel: 'warning',
	});
	return outfile;
}

async function measureJob(script: string, job: string, size: number): Promise<JobResult> {
	const { stdout } = await run(process.execPath, [script, job, String(size)], { cwd: rootDir });
	const line = stdout.trim().split('\n').at(-1) ?? '';
	return JSON.parse(line) as JobResult;
}

/** The figures as a table for the terminal. */
function batchTable(figures: readonly BatchFigures[]): string {
	const lines = figures.map(({ job, items, perSecond, addedBytes, growth }) =>
		[
			job.padEnd(10),
			items.toLocaleString('en').padStart(9),
			Math.round(perSecond).toLocaleString('en').padStart(9),
			(addedBytes / 2 ** 20).toFixed(0).padStart(10),
			growth.toFixed(2).padStart(16),
		].join('  '),
	);
	const head = ['job       ', '    items', '  items/s', 'memory MiB', 'time/item growth'].join('  ');
	return `\nOne batch, one node, embedded store\n\n${[head, ...lines].join('\n')}\n`;
}
