import type { ServerResponse } from 'node:http';
import type { CommunityEvent } from '../../community/event';
import type { CommunityStore, ReceiptOutcome, ReceiptVerdict } from '../../store/types';
import { answerLike, beforeAnswering, partOf } from './answer';

/** How long an execution may take before its events count as lost and are given out again, in milliseconds. */
const LEASE_MS = 300_000;
/** After this many failed executions an event is let go, so that the sender stops. */
const MAX_ATTEMPTS = 8;

export interface IncomingEvent {
	source: string;
	event: CommunityEvent;
}

/** One request, with what it brought. */
export interface Call {
	response: ServerResponse;
	arrivals: readonly IncomingEvent[];
}

/** What a call has to do. */
export type Turn =
	/** Start an execution with these events, which other calls may have brought. */
	| { kind: 'start'; events: readonly CommunityEvent[] }
	/** Wait: another call's execution answers this one too. */
	| { kind: 'wait' }
	/** All of its events were processed before, or given up. */
	| { kind: 'duplicate'; duplicates: number }
	/** Another execution is at one of its events: the sender must come back. */
	| { kind: 'busy' };

interface Claimed {
	call: Call;
	verdicts: readonly ReceiptVerdict[];
}

function receiptOf({ source, event }: IncomingEvent) {
	return { communityId: event.communityId, source, eventId: event.eventId };
}

/** One request may name an event twice. The store would take the second for one that another execution is at. */
function withoutRepetitions(arrivals: readonly IncomingEvent[]): IncomingEvent[] {
	return [...new Map(arrivals.map((arrival) => [JSON.stringify(receiptOf(arrival)), arrival])).values()];
}

function having(verdict: ReceiptVerdict, { call, verdicts }: Claimed): IncomingEvent[] {
	return call.arrivals.filter((_one, index) => verdicts[index] === verdict);
}

function mine(claimed: Claimed): IncomingEvent[] {
	return [...having('new', claimed), ...having('retry', claimed)];
}

async function claim(store: CommunityStore, calls: readonly Call[]): Promise<Claimed[]> {
	const verdicts = await store.claimReceipts(
		calls.flatMap(({ arrivals }) => arrivals),
		{ now: new Date().toISOString(), leaseMs: LEASE_MS, maxAttempts: MAX_ATTEMPTS },
	);
	let start = 0;
	return calls.map((call) => ({ call, verdicts: verdicts.slice(start, (start += call.arrivals.length)) }));
}

/**
 * Tells of each call whether it brings an event whose id another call's event has, e.g. in another community: the answer
 * to one could not be told from the answer to the other.
 */
function namesakes(): (claimed: Claimed) => boolean {
	const seen = new Set<string>();
	return ({ call }) => {
		const ids = call.arrivals.map(({ event }) => event.eventId);
		const clashes = ids.some((id) => seen.has(id));
		ids.forEach((id) => seen.add(id));
		return clashes;
	};
}

/** What one group of calls leads to. */
export interface Intake {
	/** In the order of the calls. */
	turns: readonly Turn[];
	/** Resolves when all that was started has answered, and its events are settled. */
	over: Promise<void>;
}

/**
 * Claims what has just arrived, so that each event is processed once although it may be delivered
 * many times. The claim is settled only when the execution has answered: n8n may die in between,
 * and then the sender's retry must run.
 *
 * Calls that bring something new share one execution. One with an event that has failed before gets
 * its own, so that an event which fails each time takes no other with it; so does one whose event has a namesake.
 *
 * @param report is told of events that were let go, and why events could not be settled
 */
export async function takeIn(
	store: CommunityStore,
	incoming: readonly Call[],
	report: (error: unknown) => void,
): Promise<Intake> {
	const calls = incoming.map(({ response, arrivals }) => ({ response, arrivals: withoutRepetitions(arrivals) }));
	const settle = async (settled: readonly Claimed[], outcome: ReceiptOutcome) => {
		const receipts = settled.flatMap(mine).map(receiptOf);
		if (receipts.length > 0) await store.settleReceipts(receipts, outcome, new Date().toISOString()).catch(report);
	};
	const claimed = await claim(store, calls);
	for (const { event } of claimed.flatMap((one) => having('given_up', one))) {
		report(
			new Error(`event ${event.eventId} of ${event.communityId} was let go after ${MAX_ATTEMPTS} failed executions`),
		);
	}
	const busy = claimed.filter((one) => having('in_progress', one).length > 0);
	await settle(busy, 'released');
	const fresh = claimed.filter((one) => !busy.includes(one) && mine(one).length > 0);
	const isNamesake = namesakes();
	const alone = fresh.filter((one) => having('retry', one).length > 0 || isNamesake(one));
	const together = fresh.filter((one) => !alone.includes(one));
	const groups = [...alone.map((one) => [one]), ...(together.length > 0 ? [together] : [])];
	const over = groups.map(async (group) => {
		await settle(group, (await answered(group.map(({ call }) => call))) ? 'done' : 'failed');
	});
	const turns = claimed.map((one, index): Turn => {
		if (busy.includes(one)) return { kind: 'busy' };
		const group = groups.find(([first]) => first === one);
		if (group !== undefined) return { kind: 'start', events: group.flatMap(mine).map(({ event }) => event) };
		if (fresh.includes(one)) return { kind: 'wait' };
		return { kind: 'duplicate', duplicates: incoming[index]?.arrivals.length ?? 0 };
	});
	return { turns, over: Promise.all(over).then(() => undefined) };
}

/** Hands the answer that the first call gets to all of them, and resolves with whether it said yes. */
async function answered(calls: readonly Call[]): Promise<boolean> {
	const [first, ...others] = calls;
	if (first === undefined) return true;
	if (others.length > 0) {
		beforeAnswering(first.response, (answer) => {
			const part = ({ arrivals }: Call) => partOf(answer, new Set(arrivals.map(({ event }) => event.eventId)));
			for (const other of others) answerLike(other.response, answer, part(other));
			return part(first);
		});
	}
	return await new Promise((resolve) => {
		onceAnswered(first.response, resolve);
	});
}

/**
 * Calls back once, with whether the response said yes, when n8n has answered. A caller may have hung
 * up before that: the workflow ends all the same, and its answer counts although nobody gets it.
 */
export function onceAnswered(response: ServerResponse, callback: (succeeded: boolean) => void): void {
	let isAnswered = false;
	const answered = () => {
		if (isAnswered) return;
		isAnswered = true;
		callback(response.statusCode < 400);
	};
	response.once('finish', answered);
	response.once('close', () => {
		if (response.writableEnded) answered();
		// Node.js tells nobody when a response without a connection is ended.
		else response.end = noticing(response.end.bind(response), answered);
	});
}

/** The same function, which also calls `notice` each time it is called. */
function noticing(end: ServerResponse['end'], notice: () => void): ServerResponse['end'] {
	return new Proxy(end, {
		apply(target, self, args) {
			notice();
			return Reflect.apply(target, self, args) as unknown;
		},
	});
}
