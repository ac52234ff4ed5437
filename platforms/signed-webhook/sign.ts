import { createHmac } from 'node:crypto';
import { signingKey } from './secret';

export const WEBHOOK_ID = 'webhook-id';
export const WEBHOOK_TIMESTAMP = 'webhook-timestamp';
export const WEBHOOK_SIGNATURE = 'webhook-signature';

export interface Signable {
	/** Stays the same when the same message is sent again. No "." in it. */
	id: string;
	/** Seconds since 1970. */
	timestamp: number | string;
	/** The body, byte for byte as it travels. */
	rawBody: string | Uint8Array;
}

/**
 * The three headers of a Standard Webhooks request: HMAC-SHA256 over `id.timestamp.body`.
 * @throws Error if the secret is unusable (see secretProblem) or the id contains a "."
 */
export function signWebhook({ id, timestamp, rawBody }: Signable, secret: string): Record<string, string> {
	if (id === '' || id.includes('.')) throw new Error('The id of a webhook must not be empty or contain a ".".');
	return {
		[WEBHOOK_ID]: id,
		[WEBHOOK_TIMESTAMP]: String(timestamp),
		[WEBHOOK_SIGNATURE]: `v1,${signature({ id, timestamp, rawBody }, secret)}`,
	};
}

/** The base64 signature alone. @throws Error if the secret is unusable */
export function signature({ id, timestamp, rawBody }: Signable, secret: string): string {
	return createHmac('sha256', signingKey(secret))
		.update(`${id}.${timestamp}.`, 'utf8')
		.update(rawBody)
		.digest('base64');
}
