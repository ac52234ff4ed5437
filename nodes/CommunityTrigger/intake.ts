import type { ServerResponse } from 'node:http';
import type { CommunityEvent } from '../../community/event';
import type { CommunityStore, ReceiptOutcome, ReceiptVerdict } from '../../store/types';

/** How long an execution may take before its events count as lost and are given out again, in milliseconds. */
const LEASE_MS = 300_000;
/** After this many failed executions an event is let go, so that the sender stops. */
const MAX_ATTEMPTS = 8;

export interface IncomingEvent {
	source: string;
	event: CommunityEvent;
}

export interface Intake {
	/** Events to start an execution with. */
	fresh: CommunityEvent[];
	/** How many were processed before, or given up. */
	duplicates: number;
	/** Whether another execution is at one of them, so that the sender must come back. */
	busy: boolean;
	/** To be called once the answer is known: `done` keeps the events from running again. */
	settle: (outcome: ReceiptOutcome) => Promise<void>;
}

function receiptOf({ source, event }: IncomingEvent) {
	return { communityId: event.communityId, source, eventId: event.eventId };
}

/** One request may name an event twice. The store would take the second for one that another execution is at. */
function withoutRepetitions(arrivals: readonly IncomingEvent[]): IncomingEvent[] {
	return [...new Map(arrivals.map((arrival) => [JSON.stringify(receiptOf(arrival)), arrival])).values()];
}

/**
 * Claims what has just arrived, so that each event is processed once although it may be delivered
 * many times. The claim is settled only when the execution has answered: n8n may die in between,
 * and then the sender's retry must run.
 */
export async function takeIn(store: CommunityStore, arrivals: readonly IncomingEvent[]): Promise<Intake> {
	const incoming = withoutRepetitions(arrivals);
	const verdicts = await store.claimReceipts(incoming, {
		now: new Date().toISOString(),
		leaseMs: LEASE_MS,
		maxAttempts: MAX_ATTEMPTS,
	});
	const having = (verdict: ReceiptVerdict) => incoming.filter((_one, index) => verdicts[index] === verdict);
	const mine = having('new');
	const settle = async (outcome: ReceiptOutcome) => {
		if (mine.length === 0) return;
		await store.settleReceipts(mine.map(receiptOf), outcome, new Date().toISOString());
	};
	return {
		fresh: mine.map(({ event }) => event),
		duplicates: arrivals.length - incoming.length + having('done').length + having('given_up').length,
		busy: having('in_progress').length > 0,
		settle,
	};
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
