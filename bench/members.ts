import { showProgress, type Phase } from '../sandbox/progress.ts';
import { enginesToMeasure, onEngine, type StoreEngine } from './engines.ts';
import { bundleJob, keepFigures, runJob } from './jobs.ts';
import { aligned } from './table.ts';

/** What one size did on one engine. */
export interface MembersFigures {
	engine: StoreEngine;
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
	await keepFigures('members', isQuick, figures);
}

async function measureMembers(isQuick: boolean, only: string | undefined, log: Phase): Promise<MembersFigures[]> {
	const script = await bundleJob('members-job');
	const figures: MembersFigures[] = [];
	for (const engine of enginesToMeasure(only)) {
		for (const members of isQuick ? sizes.slice(0, 2) : sizes) {
			log(`${engine}: ${members} members`);
			const done = await onEngine(
				engine,
				async (config) => await runJob<MembersFigures>(script, [JSON.stringify(config), String(members)]),
			);
			figures.push(done);
			console.log(JSON.stringify(done));
		}
	}
	return figures;
}

/** The figures as a table for the terminal, with the growth from one size to the next. */
function membersTable(figures: readonly MembersFigures[]): string {
	const head = [
		'engine',
		'members',
		'events',
		'segment s',
		'growth',
		'tiers/s',
		'again/s',
		'score ms',
		'import/s',
		'RSS MiB',
	];
	const whole = (count: number): string => Math.round(count).toLocaleString('en');
	const rows = figures.map((one, index) => {
		const before = figures[index - 1]?.engine === one.engine ? figures[index - 1] : undefined;
		return [
			one.engine,
			whole(one.members),
			whole(one.events),
			one.segmentSeconds.toFixed(3),
			before === undefined ? '' : `× ${(one.segmentSeconds / before.segmentSeconds).toFixed(1)}`,
			whole(one.tierFirstPerSecond),
			whole(one.tierAgainPerSecond),
			one.scoreMs.toFixed(3),
			whole(one.importPerSecond),
			(one.peakBytes / 2 ** 20).toFixed(0),
		];
	});
	return aligned('Members and their ledger', head, rows);
}
