import autocannon, { type Options, type Request, type Result } from 'autocannon';
import type { SignedEvent, Variant } from './job.ts';

/** What one slice of load gave. */
export interface Slice {
	/** Requests a second, from the first request to the last answer. */
	rate: number;
	/** Milliseconds, one for each request. */
	latencies: number[];
}

const timeoutSeconds = 30;
/** How often autocannon looks whether it is done, in milliseconds. */
const sampleMs = 50;

/**
 * Sends every event once, `connections` at a time, and judges every answer.
 * @param events as many as are divisible by `connections`
 * @throws Error with the first answer that is missing or wrong
 */
export async function slice(
	url: string,
	variant: Variant,
	events: readonly SignedEvent[],
	connections: number,
): Promise<Slice> {
	const wrong: string[] = [];
	const requestOf = ({ headers, body, expected }: SignedEvent): Request => ({
		method: 'POST',
		headers,
		body,
		onResponse(status, text) {
			if (status !== 200 || !variant.isRight(parsed(text), expected)) wrong.push(`${status} ${text.slice(0, 300)}`);
		},
	});
	// Each connection gets requests of its own, built before it connects, so that none is sent twice.
	const requests = events.map(requestOf);
	const each = events.length / connections;
	const piles = Array.from({ length: connections }, (_, index) => requests.slice(index * each, (index + 1) * each));
	const { errors, timeouts, latencies, milliseconds } = await fire({
		url: `${url}/webhook/${variant.path}`,
		connections,
		amount: events.length,
		timeout: timeoutSeconds,
		sampleInt: sampleMs,
		setupClient: (client) => client.setRequests(piles.pop() ?? []),
	});
	if (wrong.length > 0 || errors > 0 || latencies.length !== events.length) {
		const failures = `${wrong.length} wrong answers, ${errors} errors (${timeouts} of them timeouts)`;
		throw new Error(`"${variant.title}": ${failures} in ${events.length} requests. ${wrong[0] ?? ''}`);
	}
	return { rate: (events.length * 1000) / milliseconds, latencies };
}

type Shots = Result & { latencies: number[]; milliseconds: number };

/** Runs autocannon with a clock of our own: its rates are samples of whole seconds, its latencies whole milliseconds. */
async function fire(options: Options): Promise<Shots> {
	const latencies: number[] = [];
	let startedAt = 0;
	let endedAt = 0;
	return await new Promise((resolve, reject) => {
		const run = autocannon(options, (error: Error | null, result: Result) => {
			if (error) reject(error);
			else resolve({ ...result, latencies, milliseconds: endedAt - startedAt });
		});
		run.on('start', () => (startedAt = performance.now()));
		run.on('response', (_client, _status, _bytes, latency) => {
			latencies.push(latency);
			endedAt = performance.now();
		});
	});
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
