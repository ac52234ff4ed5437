import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { hostSecret } from './encryptionKey';
import { InputError } from './errors';

/** Keeps this key from being the one that n8n encrypts credentials with. */
const PURPOSE = 'shequn sensitive fields v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function secretOfN8n(): string {
	const secret = hostSecret();
	if (secret !== undefined) return secret;
	throw new InputError(
		"n8n's encryption key was not found, so sensitive facts can neither be kept nor read",
		'Set N8N_ENCRYPTION_KEY to the same value in every process of n8n, workers included.',
	);
}

function key(): Buffer {
	return Buffer.from(hkdfSync('sha256', secretOfN8n(), '', PURPOSE, 32));
}

/**
 * Encrypts a text with AES-256-GCM, with a key derived (HKDF-SHA256) from n8n's encryption key.
 *
 * @param place what the text belongs to; it can only be opened for the same place
 * @returns `s1.` and base64url of nonce, ciphertext and tag
 * @throws InputError if n8n's encryption key is not to be found
 */
export function seal(text: string, place: string): string {
	const nonce = randomBytes(NONCE_BYTES);
	const cipher = createCipheriv('aes-256-gcm', key(), nonce).setAAD(Buffer.from(place, 'utf8'));
	const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
	return `s1.${sealed.toString('base64url')}`;
}

/**
 * Opens what `seal` made for the same place.
 *
 * @throws InputError if it was changed, belongs elsewhere, or n8n has another encryption key now
 */
export function unseal(sealed: string, place: string): string {
	const text = opened(Buffer.from(sealed.replace(/^s1\./, ''), 'base64url'), place);
	if (text !== undefined) return text;
	throw new InputError(
		'Sensitive facts cannot be opened: they were sealed with another key, or changed since',
		'Give n8n the encryption key that it had when they were kept (N8N_ENCRYPTION_KEY).',
	);
}

function opened(bytes: Buffer, place: string): string | undefined {
	const secret = key();
	try {
		const nonce = bytes.subarray(0, NONCE_BYTES);
		const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: TAG_BYTES });
		decipher.setAAD(Buffer.from(place, 'utf8')).setAuthTag(bytes.subarray(-TAG_BYTES));
		return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
	} catch {
		return undefined;
	}
}
