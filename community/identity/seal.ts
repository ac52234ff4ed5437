import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { DomainError } from '../domain-error';

/** A key for sensitive values, with the name that is kept beside each of them. */
export interface SealKey {
	/** Tells keys apart, and nothing about them: the first 8 bytes of SHA-256 over the key, in base64url. */
	id: string;
	/** 32 bytes. */
	key: Buffer;
}

const PURPOSE = 'n8n-nodes-shequn member values v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A key of 32 bytes from a secret of any length, by HKDF-SHA256 (RFC 5869) with an empty salt. The purpose is part of
 * it, so that what n8n encrypts with the same secret has nothing in common with it.
 */
export function sealKey(secret: string): SealKey {
	const key = Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'utf8'), Buffer.alloc(0), PURPOSE, 32));
	const id = createHash('sha256').update(key).digest().subarray(0, 8).toString('base64url');
	return { id, key };
}

/**
 * Encrypts a text with AES-256-GCM (NIST SP 800-38D): `v1.<key id>.<base64url of IV, ciphertext and tag>`.
 *
 * @param iv 12 random bytes, never used twice with one key
 * @param about what the value belongs to, e.g. community, member and field: it opens nowhere else
 */
export function seal(text: string, { id, key }: SealKey, iv: Buffer, about: string): string {
	if (iv.length !== IV_BYTES) throw new RangeError('an IV of AES-GCM has 12 bytes');
	const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about, 'utf8'));
	const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
	return `v1.${id}.${sealed.toString('base64url')}`;
}

/**
 * Decrypts what `seal` made.
 *
 * @throws DomainError if it was sealed with another key, or is damaged or was moved from somewhere else
 */
export function unseal(sealed: string, { id, key }: SealKey, about: string): string {
	const [version, keyId, data = ''] = sealed.split('.');
	if (version !== 'v1') throw damaged();
	if (keyId !== id) {
		throw new DomainError(
			`A sensitive value was encrypted with the key ${keyId ?? ''}, but the key now is ${id}`,
			'Give the key that was used, as "Encryption Key" of the Community Store credential, or n8n’s own N8N_ENCRYPTION_KEY as it was.',
		);
	}
	const bytes = Buffer.from(data, 'base64url');
	try {
		const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
			.setAAD(Buffer.from(about, 'utf8'))
			.setAuthTag(bytes.subarray(-TAG_BYTES));
		const text = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES));
		return Buffer.concat([text, decipher.final()]).toString('utf8');
	} catch {
		throw damaged();
	}
}

function damaged(): DomainError {
	return new DomainError(
		'A sensitive value cannot be decrypted: it is damaged, or was moved from another place',
		'Restore the store from a backup, or write the value again.',
	);
}
