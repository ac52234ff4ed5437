import { hash } from 'node:crypto';

/**
 * SHA-256 in lower-case hex. The one place where the draw touches a hash function: the verifying page,
 * which has no node:crypto, is built with another file in this one's stead.
 *
 * @param data bytes, or text that is hashed as UTF-8
 */
export function sha256Hex(data: Uint8Array | string): string {
	return hash('sha256', data);
}
