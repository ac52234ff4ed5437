/*
 * Secrets as Standard Webhooks writes them: `whsec_` and base64 of the key. A plain text is also
 * taken, as its UTF-8 bytes, because not every form tool can decode base64.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */

const PREFIX = 'whsec_';
const MIN_BYTES = 24;
const NEW_SECRET_BYTES = 32;

/** A new secret with 256 bits. @param randomBytes e.g. `randomBytes` of node:crypto */
export function newWebhookSecret(randomBytes: (size: number) => Uint8Array): string {
	return PREFIX + Buffer.from(randomBytes(NEW_SECRET_BYTES)).toString('base64');
}

/** What is wrong with a secret, as a sentence without the secret; undefined if nothing is. */
export function secretProblem(secret: string): string | undefined {
	if (!secret.startsWith(PREFIX)) {
		return [...secret].length >= MIN_BYTES ? undefined : `A secret needs at least ${MIN_BYTES} characters.`;
	}
	const key = decodeBase64(secret.slice(PREFIX.length));
	if (!key) return 'A secret that begins with "whsec_" must go on with base64.';
	return key.length >= MIN_BYTES ? undefined : `A secret needs at least ${MIN_BYTES} bytes behind "whsec_".`;
}

/**
 * The HMAC key of a secret.
 * @throws Error with the sentence of secretProblem
 */
export function signingKey(secret: string): Buffer {
	const problem = secretProblem(secret);
	if (problem !== undefined) throw new Error(problem);
	return secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : Buffer.from(secret, 'utf8');
}

/** Takes webhook secrets out of a text that a person will read. */
export function withoutSecrets(text: string): string {
	return text.replace(/whsec_[A-Za-z0-9+/_=-]+/g, '‹secret›');
}

function decodeBase64(text: string): Buffer | undefined {
	const bytes = Buffer.from(text, 'base64');
	return bytes.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, '') ? bytes : undefined;
}
