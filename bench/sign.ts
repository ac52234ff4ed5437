import { Webhook } from 'standardwebhooks';
import type { SignedEvent } from './job.ts';

/**
 * Signs events as Standard Webhooks says, by its own reference package. They are made before the clock runs: signing must
 * not be the load generator's bottleneck.
 * @param secret plain text, for the Crypto node cannot read the notation `whsec_…`
 */
export function signer(secret: string): (event: { eventId: string }, expected: unknown) => SignedEvent {
	const webhook = new Webhook(secret, { format: 'raw' });
	return (event, expected) => {
		const now = new Date();
		const body = JSON.stringify(event);
		const headers = {
			'content-type': 'application/json',
			'webhook-id': event.eventId,
			'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
			'webhook-signature': webhook.sign(event.eventId, now, body),
		};
		return { headers, body, expected };
	};
}
