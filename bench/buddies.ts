import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { rootDir } from '../sandbox/paths.ts';
import { showProgress, type Phase } from '../sandbox/progress.ts';
import { median } from './statistics.ts';

const run = promisify(execFile);

/** A round of so many people, as `tools/buddy-job.ts` prints it. */
interface Round {
	seconds: number;
	cpuSeconds: number;
	longestPieceMs: number;
	addedBytes: number;
	badness: number;
	atLeast: number;
	groups: number;
	alone: number;
	greedy: number;
}

export interface BuddyFigures extends Round {
	people: number;
	/** CPU time for each two people, divided by that of the smallest crowd: 1 = it grows with the number of pairs. */
	growth: number;
}

const sizes = [250, 251, 500, 501, 1000, 1001, 1999, 2000];
const rounds = 3;

async function measure(isQuick: boolean, log: Phase): Promise<BuddyFigures[]> {
	const script = await bundle();
	const chosen = isQuick ? sizes.slice(0, 4) : sizes;
	const figures: BuddyFigures[] = [];
	for (const people of chosen) {
		const results: Round[] = [];
		for (let round = 1; round <= (isQuick ? 1 : rounds); round += 1) {
			log(`${people} people, round ${round}`);
			const { stdout } = await run(process.execPath, [script, String(people)], { cwd: rootDir });
			results.push(JSON.parse(stdout) as Round);
		}
		figures.push(figuresOf(people, results, figures[0]));
	}
	return figures;
}

/** @throws Error if a round leaves somebody out, or is worse than the greedy one */
function figuresOf(people: number, results: readonly Round[], smallest: BuddyFigures | undefined): BuddyFigures {
	const [first] = results;
	if (first === undefined) throw new Error('no round was measured');
	if (first.alone > 0 || first.groups !== Math.floor(people / 2))
		throw new Error(`${people}: not everybody has a buddy`);
	const of = (value: (round: Round) => number): number => median(results.map(value));
	const cpuSeconds = of((round) => round.cpuSeconds);
	const perPair = (seconds: number, count: number): number => seconds / count ** 2;
	return {
		...first,
		people,
		seconds: of((round) => round.seconds),
		cpuSeconds,
		longestPieceMs: of((round) => round.longestPieceMs),
		growth: smallest === undefined ? 1 : perPair(cpuSeconds, people) / perPair(smallest.cpuSeconds, smallest.people),
	};
}

async function bundle(): Promise<string> {
	const folder = join(rootDir, 'node_modules', '.cache');
	await mkdir(folder, { recursive: true });
	const outfile = join(folder, 'buddy-job.cjs');
	await build({
		entryPoints: [join(rootDir, 'tools', 'buddy-job.ts')],
		outfile,
		bundle: true,
		platform: 'node',
		packages: 'external',
		logLevel: 'warning',
	});
	return outfile;
}

/** Measures, prints the table and writes artefacts/bench-buddies.json. */
export async function benchBuddies(isQuick: boolean): Promise<void> {
	const figures = await showProgress(1).step('Matching buddies', async (log) => await measure(isQuick, log));
	console.log(table(figures));
	const file = join('artefacts', 'bench-buddies.json');
	await mkdir(join(rootDir, 'artefacts'), { recursive: true });
	await writeFile(
		join(rootDir, file),
		`${JSON.stringify({ at: new Date().toISOString(), isQuick, figures }, null, 2)}\n`,
	);
	console.log(`Figures: ${file}`);
}

/** The figures as a table for the terminal. */
function table(figures: readonly BuddyFigures[]): string {
	const head = ['people', 'seconds', 'CPU s', 'growth', 'longest piece ms', 'MiB', 'badness', 'proven', 'greedy'];
	const rows = figures.map((of) => [
		of.people.toLocaleString('en'),
		of.seconds.toFixed(2),
		of.cpuSeconds.toFixed(2),
		of.growth.toFixed(2),
		of.longestPieceMs.toFixed(0),
		(of.addedBytes / 2 ** 20).toFixed(0),
		of.badness.toLocaleString('en'),
		of.atLeast === of.badness ? 'yes' : `≥ ${of.atLeast.toLocaleString('en')}`,
		`× ${(of.greedy / of.badness).toFixed(2)}`,
	]);
	const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
	const line = (cells: readonly string[]): string =>
		cells.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ');
	return `\nOne round of buddies\n\n${[line(head), ...rows.map(line)].join('\n')}\n`;
}
