import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * What the bot asks Telegram to send. `chat_member` comes only when it is asked for by name.
 * https://core.telegram.org/bots/api#setwebhook
 */
export const ALLOWED_UPDATES = [
	'message',
	'chat_member',
	'my_chat_member',
	'chat_join_request',
	'callback_query',
] as const;

/** The header that carries the secret token, in lower case as Node gives it. */
export const SECRET_TOKEN_HEADER = 'x-telegram-bot-api-secret-token';

const SECRET_TOKEN_BYTES = 32;

/**
 * A new secret token for setWebhook: 256 bits as 43 characters of A–Z, a–z, 0–9, "_" and "-".
 * @param randomBytes the source of randomness, e.g. `randomBytes` of node:crypto
 */
export function newSecretToken(randomBytes: (size: number) => Uint8Array): string {
	return Buffer.from(randomBytes(SECRET_TOKEN_BYTES)).toString('base64url');
}

/**
 * Whether a request carries the secret token that the webhook was set with, in constant time.
 * @param header the value of SECRET_TOKEN_HEADER; absent or sent several times is a no
 */
export function verifySecretToken(header: string | string[] | undefined, expected: string): boolean {
	if (typeof header !== 'string' || expected === '') return false;
	// Digests have one length, so that not even the token's length shows in the time taken.
	return timingSafeEqual(digest(header), digest(expected));
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text, 'utf8').digest();
}
