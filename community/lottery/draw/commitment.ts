import { requireHex } from './hex';
import { sha256Hex } from './sha256';

/** Bytes of the operator's secret. */
export const SECRET_BYTES = 32;

/**
 * What is published before the first entry, so that the secret cannot be chosen once the entrants are known:
 * SHA-256 of the line `shequn-lottery/v1/commitment` and the line with the secret.
 *
 * @param secret 32 random bytes of this lottery alone, in lower-case hex
 * @returns the commitment, 32 bytes in lower-case hex
 * @throws DomainError if the secret has another length
 */
export function commitSeed(secret: string): string {
	return sha256Hex(`shequn-lottery/v1/commitment\n${requireHex(secret, SECRET_BYTES, 'secret')}\n`);
}
