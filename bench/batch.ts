import { showProgress, type Phase } from '../sandbox/progress.ts';
import { bundleJob, keepFigures, runJob } from './jobs.ts';
import { median } from './statistics.ts';
import { aligned } from './table.ts';

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
	const script = await bundleJob('batch-job');
	const chosen = isQuick ? sizes.slice(0, 2) : sizes;
	const figures: BatchFigures[] = [];
	for (const job of jobs) {
		const results = new Map<number, JobResult[]>(chosen.map((size) => [size, []]));
		for (let round = 1; round <= (isQuick ? 1 : rounds); round += 1) {
			for (const [size, list] of results) {
				if (size >= largeFrom && round > 1) continue;
				log(`${job}: ${size} items, round ${round}`);
				list.push(await runJob<JobResult>(script, [job, String(size)]));
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
	await keepFigures('batch', isQuick, figures);
}

/** The figures as a table for the terminal. */
function batchTable(figures: readonly BatchFigures[]): string {
	const head = ['job', 'items', 'items/s', 'memory MiB', 'time/item growth'];
	const rows = figures.map(({ job, items, perSecond, addedBytes, growth }) => [
		job,
		items.toLocaleString('en'),
		Math.round(perSecond).toLocaleString('en'),
		(addedBytes / 2 ** 20).toFixed(0),
		growth.toFixed(2),
	]);
	return aligned('One batch, one node, embedded store', head, rows);
}
