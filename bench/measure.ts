import { setTimeout as sleep } from 'node:timers/promises';
import type { Phase } from '../sandbox/progress.ts';
import { slice, type Slice } from './load.ts';
import { signedEvents } from './requests.ts';
import type { Screening } from './screening.ts';
import { median, quantile } from './statistics.ts';
import { variants, type Variant } from './variants.ts';

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
	/** Its rate divided by its floor's in the same round: the median of the rounds. */
	ratio: number;
	/** The middle half of those ratios. */
	ratioRange: [number, number];
}

/** Where and with what the load is made. */
export interface Target {
	url: string;
	screening: Screening;
	secret: string;
}

const leastRounds = 3;
const warmUpRequests = 16;
/** Lets n8n finish what it does after an answer, so that it is not counted against the next variant. */
const breathMs = 150;

/** Sends a few requests to every variant, so that all code is compiled and all caches are filled. */
export async function warmUp(target: Target, concurrency: number): Promise<void> {
	for (let round = 0; round < 4; round++) {
		for (const variant of variants) await oneSlice(target, variant, warmUpRequests, concurrency);
	}
}

/**
 * Measures all variants in turn, round after round, each round beginning with another one: what else the machine does then
 * hits all of them alike, and the ratio within a round stays true.
 */
export async function measure(target: Target, plan: Plan, log: Phase): Promise<Figures[]> {
	const rounds: Map<string, Slice>[] = [];
	const until = Date.now() + plan.seconds * 1000;
	while (rounds.length < plan.rounds && (rounds.length < leastRounds || Date.now() < until)) {
		log(`concurrency ${plan.concurrency}: round ${rounds.length + 1} of ${plan.rounds}`);
		rounds.push(await oneRound(target, plan, rounds.length));
	}
	return variants.map((variant) => figuresOf(variant, plan, rounds));
}

async function oneRound(target: Target, plan: Plan, turn: number): Promise<Map<string, Slice>> {
	const first = turn % variants.length;
	const round = new Map<string, Slice>();
	for (const variant of [...variants.slice(first), ...variants.slice(0, first)]) {
		const wanted = plan.requests * variant.share;
		round.set(variant.id, await oneSlice(target, variant, wanted, plan.concurrency));
	}
	return round;
}

async function oneSlice({ url, screening, secret }: Target, variant: Variant, wanted: number, concurrency: number) {
	const requests = Math.ceil(wanted / concurrency) * concurrency;
	const events = signedEvents(requests, screening, secret);
	await sleep(breathMs);
	return await slice(url, variant, events, concurrency);
}

function figuresOf({ id, title, floor }: Variant, plan: Plan, rounds: readonly Map<string, Slice>[]): Figures {
	const slicesOf = (variant: string) => rounds.map((round) => round.get(variant)).filter((one) => one !== undefined);
	const own = slicesOf(id);
	const floors = slicesOf(floor);
	const ratios = own.map(({ rate }, index) => rate / (floors[index]?.rate ?? Number.NaN));
	const latencies = own.flatMap((one) => one.latencies);
	return {
		variant: id,
		title,
		concurrency: plan.concurrency,
		rounds: rounds.length,
		requests: latencies.length,
		rate: median(own.map(({ rate }) => rate)),
		p50: quantile(latencies, 0.5),
		p99: quantile(latencies, 0.99),
		ratio: median(ratios),
		ratioRange: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
	};
}
