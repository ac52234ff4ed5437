import { setTimeout as sleep } from 'node:timers/promises';
import type { Phase } from '../sandbox/progress.ts';
import { cpuTimeOf } from './cpu-time.ts';
import { slice, type Slice } from './load.ts';
import type { Job, Variant } from './job.ts';
import { median, quantile } from './statistics.ts';

/** How much is measured at one concurrency. */
export interface Plan {
	concurrency: number;
	/** Requests of a slice of the floor; other variants send their share of it. */
	requests: number;
	rounds: number;
	/** After these seconds no further round begins, but three are always run. */
	seconds: number;
}

/** What one variant did at one concurrency. */
export interface Figures {
	variant: string;
	title: string;
	concurrency: number;
	rounds: number;
	requests: number;
	/** Requests a second: the median of the rounds. */
	rate: number;
	/** Milliseconds, over all requests of all rounds. */
	p50: number;
	p99: number;
	/** Milliseconds of n8n's processor time a request; null where the system does not tell. */
	cpu: number | null;
	/** Its rate divided by its floor's in the same round: the median of the rounds. */
	ratio: number;
	/** The middle half of those ratios. */
	ratioRange: [number, number];
}

/** Where and with what the load is made. */
export interface Target {
	url: string;
	/** n8n's process. */
	pid: number;
	job: Job;
}

const leastRounds = 3;
/** Lets n8n finish what it does after an answer, so that it is not counted against the next variant. */
const breathMs = 250;

/** A slice with what it cost. */
interface Measured extends Slice {
	cpuMs: number;
}

/** Runs one round that does not count, so that all code is compiled and all caches are filled. */
export async function warmUp(target: Target, plan: Plan): Promise<void> {
	await oneRound(target, plan, 0);
}

/**
 * Measures all variants in turn, round after round, each round in another order: what else the machine does then
 * hits all of them alike, and the ratio within a round stays true.
 */
export async function measure(target: Target, plan: Plan, log: Phase): Promise<Figures[]> {
	const rounds: Map<string, Measured>[] = [];
	const until = Date.now() + plan.seconds * 1000;
	while (rounds.length < plan.rounds && (rounds.length < leastRounds || Date.now() < until)) {
		log(`concurrency ${plan.concurrency}: round ${rounds.length + 1} of ${plan.rounds}`);
		rounds.push(await oneRound(target, plan, rounds.length));
	}
	return target.job.variants.map((variant) => figuresOf(variant, plan, rounds));
}

async function oneRound(target: Target, plan: Plan, turn: number): Promise<Map<string, Measured>> {
	const round = new Map<string, Measured>();
	for (const variant of inOrderOf(target.job.variants, turn)) {
		const wanted = plan.requests * variant.share;
		round.set(variant.id, await oneSlice(target, variant, wanted, plan.concurrency));
	}
	return round;
}

/** Begins elsewhere each time, and runs backwards every other time: nobody always follows the same one. */
function inOrderOf(variants: readonly Variant[], turn: number): Variant[] {
	const first = turn % variants.length;
	const order = [...variants.slice(first), ...variants.slice(0, first)];
	return turn % 2 === 0 ? order : order.reverse();
}

async function oneSlice(target: Target, variant: Variant, wanted: number, concurrency: number): Promise<Measured> {
	const { url, pid, job } = target;
	const requests = Math.ceil(wanted / concurrency) * concurrency;
	const events = job.events(requests, concurrency);
	const before = await cpuTimeOf(pid);
	const sent = await slice(url, variant, events, concurrency);
	await sleep(breathMs);
	return { ...sent, cpuMs: (await cpuTimeOf(pid)) - before };
}

function figuresOf({ id, title, floor }: Variant, plan: Plan, rounds: readonly Map<string, Measured>[]): Figures {
	const slicesOf = (variant: string) => rounds.map((round) => round.get(variant)).filter((one) => one !== undefined);
	const own = slicesOf(id);
	const floors = slicesOf(floor);
	const ratios = own.map(({ rate }, index) => rate / (floors[index]?.rate ?? Number.NaN));
	const latencies = own.flatMap((one) => one.latencies);
	const cpu = own.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / latencies.length;
	return {
		variant: id,
		title,
		concurrency: plan.concurrency,
		rounds: rounds.length,
		requests: latencies.length,
		rate: median(own.map(({ rate }) => rate)),
		p50: quantile(latencies, 0.5),
		p99: quantile(latencies, 0.99),
		cpu: Number.isFinite(cpu) ? cpu : null,
		ratio: median(ratios),
		ratioRange: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
	};
}
