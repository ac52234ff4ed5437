import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { showProgress, type Phase } from '../sandbox/progress.ts';
import { engines, prepareInstance, startInstance, type Engine } from './instance.ts';
import { measure, warmUp, type Figures, type Plan } from './measure.ts';
import { tableOf, verdictOn, writeResults, type EngineResult } from './report.ts';
import type { Job } from './job.ts';

export interface BenchOptions {
	/** Few requests: shows that everything works, not how fast it is. */
	isQuick: boolean;
	isProfiling: boolean;
	/** What is measured. @param secret plain text that events are signed with */
	jobOf: (secret: string) => Job | Promise<Job>;
}

/** The default engine answers a quarter as many requests, so it gets a quarter as many. */
const plans: Record<Engine['id'], Plan[]> = {
	lazy: [
		{ concurrency: 1, requests: 60, rounds: 6, seconds: 35 },
		{ concurrency: 16, requests: 192, rounds: 9, seconds: 90 },
	],
	default: [
		{ concurrency: 1, requests: 16, rounds: 4, seconds: 20 },
		{ concurrency: 16, requests: 32, rounds: 4, seconds: 25 },
	],
};

/**
 * Runs the whole benchmark on one instance in a folder of its own, prints the tables, and writes artefacts/bench.json.
 * @throws Error when an answer is missing or wrong, SandboxError when n8n does not come up
 */
export async function bench({ isQuick, isProfiling, jobOf }: BenchOptions): Promise<void> {
	const { step } = showProgress(1 + engines.length);
	const secret = randomBytes(24).toString('base64url');
	const job = await jobOf(secret);
	const dataDir = await mkdtemp(join(tmpdir(), 'shequn-bench-'));
	try {
		const prepare = async (log: Phase) => await prepareInstance(dataDir, job, secret, log);
		await step('Preparing n8n with the package', prepare);
		const results: EngineResult[] = [];
		for (const engine of engines) {
			const run = { dataDir, engine, job, isQuick, isProfiling };
			const measured = await step(`Measuring: ${engine.title}`, async (log) => await measureEngine(run, log));
			results.push({ engine: engine.id, title: engine.title, ...measured });
		}
		for (const result of results) console.log(tableOf(result));
		console.log(verdictOn(results, job));
		console.log(`Figures: ${await writeResults(results, job, isQuick)}`);
		const broken = results.flatMap(({ checks }) => checks.filter(({ holds }) => holds === false));
		if (broken.length > 0) throw new Error(`This does not hold: ${broken.map(({ text }) => text).join('; ')}`);
	} finally {
		await rm(dataDir, { recursive: true, force: true });
	}
}

interface EngineRun extends Omit<BenchOptions, 'jobOf'> {
	dataDir: string;
	engine: Engine;
	job: Job;
}

async function measureEngine(run: EngineRun, log: Phase): Promise<Pick<EngineResult, 'figures' | 'checks'>> {
	const { dataDir, engine, job, isQuick, isProfiling } = run;
	const n8n = await startInstance(dataDir, engine, job, isProfiling, log);
	try {
		const target = { url: n8n.url, pid: n8n.pid, job };
		await job.setUp?.(n8n.url);
		log('warming up');
		const rounds = plans[engine.id].map((plan) => (isQuick ? quick(plan) : plan));
		for (const plan of rounds) await warmUp(target, plan);
		const figures: Figures[] = [];
		for (const plan of rounds) figures.push(...(await measure(target, plan, log)));
		return { figures, checks: engine.id === 'lazy' ? ((await job.check?.(n8n.url, log)) ?? []) : [] };
	} finally {
		await n8n.stop();
	}
}

const quick = (plan: Plan): Plan => ({ ...plan, requests: Math.ceil(plan.requests / 5), rounds: 3 });
