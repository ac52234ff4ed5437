import { createHash } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * A short identifier that anybody computes alike from the same parts: the first 80 bits of
 * SHA-256, as 16 characters of RFC 4648 base32 in lower case. The same request therefore gets the
 * same identifier in every process, however often it is delivered.
 *
 * @param parts joined by NUL, which no platform's identifier contains
 */
export function stableId(...parts: readonly string[]): string {
	const digest = createHash('sha256').update(parts.join('\0'), 'utf8').digest();
	let bits = 0;
	let value = 0;
	let id = '';
	for (const byte of digest.subarray(0, 10)) {
		value = (value << 8) | byte;
		bits += 8;
		while (bits >= 5) {
			bits -= 5;
			id += ALPHABET.charAt((value >>> bits) & 31);
		}
		value &= (1 << bits) - 1;
	}
	return id;
}
