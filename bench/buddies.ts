import { showProgress, type Phase } from '../sandbox/progress.ts';
import { bundleJob, keepFigures, runJob } from './jobs.ts';
import { median } from './statistics.ts';
import { aligned } from './table.ts';

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
	const script = await bundleJob('buddy-job');
	const chosen = isQuick ? sizes.slice(0, 4) : sizes;
	const figures: BuddyFigures[] = [];
	for (const people of chosen) {
		const results: Round[] = [];
		for (let round = 1; round <= (isQuick ? 1 : rounds); round += 1) {
			log(`${people} people, round ${round}`);
			results.push(await runJob<Round>(script, [String(people)]));
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

/** Measures, prints the table and writes artefacts/bench-buddies.json. */
export async function benchBuddies(isQuick: boolean): Promise<void> {
	const figures = await showProgress(1).step('Matching buddies', async (log) => await measure(isQuick, log));
	console.log(table(figures));
	await keepFigures('buddies', isQuick, figures);
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
	return aligned('One round of buddies', head, rows);
}
