import type { ServerResponse } from 'node:http';
import type { CommunityEvent } from '../../community/event';
import type { CommunityStore, ReceiptVerdict } from '../../store/types';

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
	/** To be called once the answer is known: a good answer keeps the events from running again. */
	settle: (succeeded: boolean) => Promise<void>;
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
	const settle = async (succeeded: boolean) => {
		if (mine.length === 0) return;
		await store.settleReceipts(mine.map(receiptOf), succeeded ? 'done' : 'failed', new Date().toISOString());
	};
	return {
		fresh: mine.map(({ event }) => event),
		duplicates: arrivals.length - incoming.length + having('done').length + having('given_up').length,
		busy: having('in_progress').length > 0,
		settle,
	};
}

/** Calls back once, with whether the response said yes, when n8n has sent it. */
export function onceAnswered(response: ServerResponse, callback: (succeeded: boolean) => void): void {
	response.once('finish', () => callback(response.statusCode < 400));
}
