import { showProgress, type Phase } from '../sandbox/progress.ts';
import { enginesToMeasure, onEngine, type StoreEngine } from './engines.ts';
import { bundleJob, keepFigures, runJob } from './jobs.ts';
import { aligned } from './table.ts';

/** One batch of check-ins on one engine, as tools/checkins-job.ts measured it. */
interface Batch {
	engine: StoreEngine;
	count: number;
	recordSeconds: number;
	/** Processor time of the job: with the embedded engine that is all of it. */
	cpuSeconds: number;
	/** The same events delivered once more. */
	againSeconds: number;
	grewBytes: number;
}

/** The leaderboards of one store. */
interface Boards {
	engine: StoreEngine;
	count: number;
	boards: { board: string; seconds: number }[];
	grewBytes: number;
}

const batches = [1_000, 10_000, 100_000];
const crowds = [10_000, 100_000, 1_000_000];

/**
 * Records batches of growing size, and asks for leaderboards over growing crowds, each in a process and a store of its own
 * that is deleted afterwards. The largest needs about 10 GB of disk for a while.
 *
 * @param only one engine, `embedded` or `postgres`; both if absent
 */
export async function benchCheckIns(isQuick: boolean, only?: string): Promise<void> {
	const figures = await showProgress(1).step(
		'Measuring check-ins',
		async (log) => await measureCheckIns(isQuick, only, log),
	);
	console.log(batchTable(figures.batches));
	console.log(boardTable(figures.boards));
	await keepFigures('checkins-library', isQuick, figures);
}

async function measureCheckIns(isQuick: boolean, only: string | undefined, log: Phase) {
	const script = await bundleJob('checkins-job');
	const sizes = (all: readonly number[]) => (isQuick ? all.slice(0, 2) : all);
	const done: { batches: Batch[]; boards: Boards[] } = { batches: [], boards: [] };
	const job = async <T>(engine: StoreEngine, count: number, what: string): Promise<T> =>
		await onEngine(engine, async (config) => {
			const result = await runJob<T>(script, [JSON.stringify(config), String(count), what]);
			console.log(JSON.stringify(result));
			return result;
		});
	for (const engine of enginesToMeasure(only)) {
		for (const count of sizes(batches)) {
			log(`${engine}: ${count} check-ins`);
			done.batches.push(await job<Batch>(engine, count, 'record'));
		}
		for (const count of sizes(crowds)) {
			log(`${engine}: leaderboards of ${count} members`);
			done.boards.push(await job<Boards>(engine, count, 'boards'));
		}
	}
	return done;
}

const whole = (count: number): string => Math.round(count).toLocaleString('en');
const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);

/** The smallest of the same engine, with which the others are compared. */
const smallest = <T extends { engine: StoreEngine }>(all: readonly T[], { engine }: T): T | undefined =>
	all.find((one) => one.engine === engine);

function batchTable(figures: readonly Batch[]): string {
	const head = [
		'engine',
		'check-ins',
		'seconds',
		'check-ins/s',
		'growth',
		'CPU ms each',
		'CPU growth',
		'again/s',
		'memory MiB',
	];
	const perItem = ({ recordSeconds, count }: Batch) => recordSeconds / count;
	const cpuEach = ({ cpuSeconds, count }: Batch) => (cpuSeconds / count) * 1000;
	const rows = figures.map((one) => [
		one.engine,
		whole(one.count),
		one.recordSeconds.toFixed(2),
		whole(1 / perItem(one)),
		(perItem(one) / perItem(smallest(figures, one) ?? one)).toFixed(2),
		cpuEach(one).toFixed(2),
		(cpuEach(one) / cpuEach(smallest(figures, one) ?? one)).toFixed(2),
		whole(one.count / one.againSeconds),
		mebibytes(one.grewBytes),
	]);
	return aligned(
		'Check-ins in one transaction; growth: time for each, as a multiple of the smallest batch',
		head,
		rows,
	);
}

function boardTable(figures: readonly Boards[]): string {
	const head = ['engine', 'members', 'board', 'ms', 'growth', 'memory MiB'];
	const rows = figures.flatMap((one) =>
		one.boards.map(({ board, seconds }, index) => {
			const first = smallest(figures, one) ?? one;
			const least = first.boards.find((other) => other.board === board)?.seconds ?? seconds;
			const growth = seconds / one.count / (least / first.count);
			return [
				one.engine,
				whole(one.count),
				board,
				(seconds * 1000).toFixed(1),
				growth.toFixed(3),
				index === 0 ? mebibytes(one.grewBytes) : '',
			];
		}),
	);
	return aligned(
		'Leaderboards, 50 lines; growth: time for each member, as a multiple of the smallest crowd (1 is linear)',
		head,
		rows,
	);
}
