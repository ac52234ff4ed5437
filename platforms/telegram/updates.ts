import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

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

/** Keeps this token from being anything else that a bot token may one day sign. */
const PURPOSE = 'shequn telegram webhook v1';

/**
 * The secret token for setWebhook: HMAC-SHA256 of the webhook's address, keyed with the bot's token; 256 bits as 43
 * characters of A–Z, a–z, 0–9, "_" and "-". Whoever has the credential computes it again, so nothing has to be kept.
 */
export function secretTokenOf(botToken: string, url: string): string {
	return createHmac('sha256', botToken).update(`${PURPOSE}\n${url}`, 'utf8').digest('base64url');
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
