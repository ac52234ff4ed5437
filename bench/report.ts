import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { rootDir } from '../sandbox/paths.ts';
import type { Engine } from './instance.ts';
import type { Figures } from './measure.ts';
import type { Check, Job } from './job.ts';
import { n8nVersion } from './screening.ts';

/** Everything that was measured with one engine. */
export interface EngineResult {
	engine: Engine['id'];
	title: string;
	figures: Figures[];
	checks: Check[];
}

/** The results of one engine as a table for the terminal. */
export function tableOf({ title, figures, checks }: EngineResult): string {
	const width = Math.max(...figures.map((one) => one.title.length));
	const head = [
		'  c',
		''.padEnd(width),
		'  req/s',
		' p50 ms',
		' p99 ms',
		' CPU ms',
		' of floor',
		'   (middle half)',
	].join('  ');
	const lines = figures.map((one) =>
		[
			String(one.concurrency).padStart(3),
			one.title.padEnd(width),
			one.rate.toFixed(1).padStart(7),
			one.p50.toFixed(1).padStart(7),
			one.p99.toFixed(1).padStart(7),
			(one.cpu?.toFixed(1) ?? '').padStart(7),
			one.ratio.toFixed(2).padStart(9),
			`   (${one.ratioRange.map((ratio) => ratio.toFixed(2)).join('–')})`,
		].join('  '),
	);
	const seen = checks.map(({ text, holds }) => `${holds === undefined ? '·' : holds ? '✔' : '✖'} ${text}\n`);
	return `\n${title}\n\n${[head, ...lines].join('\n')}\n${seen.length === 0 ? '' : `\n${seen.join('')}`}`;
}

/** One sentence on whether the aim was reached; a benchmark on a busy machine proves neither. */
export function verdictOn(results: readonly EngineResult[], { aim }: Job): string {
	const figures = results.find(({ engine }) => engine === 'lazy')?.figures ?? [];
	const { variant, concurrency, ratio } = aim;
	const ours = figures.find((one) => one.variant === variant && one.concurrency === concurrency);
	if (ours === undefined) return 'The aim was not measured.';
	const reached = ours.ratio >= ratio ? 'reached' : 'not reached';
	return `Aim: at least ${ratio} of the floor (lazy engine, concurrency ${concurrency}): ${reached}, with ${ours.ratio.toFixed(2)}.`;
}

/** Writes the results for machines and gives the path, relative to the repository. */
export async function writeResults(results: readonly EngineResult[], job: Job, isQuick: boolean): Promise<string> {
	const file = join('artefacts', job.id === 'screening' ? 'bench.json' : `bench-${job.id}.json`);
	const [cpu] = cpus();
	const report = {
		at: new Date().toISOString(),
		isQuick,
		machine: {
			cores: cpus().length,
			cpu: cpu?.model ?? 'unknown',
			node: process.versions.node,
			n8n: await n8nVersion(),
		},
		verdict: verdictOn(results, job),
		results,
	};
	await mkdir(join(rootDir, 'artefacts'), { recursive: true });
	await writeFile(join(rootDir, file), `${JSON.stringify(report, null, 2)}\n`);
	return file;
}
