import { DomainError } from '../../domain-error';
import { SECRET_BYTES } from './commitment';
import { requireHex } from './hex';
import { sha256Hex } from './sha256';

/** A round of drand whose signature was verified, see `verifyBeacon`. */
export interface DrandRandomness {
	/** Which network of drand: the hash of its chain, 32 bytes in hex. */
	readonly chainHash: string;
	readonly round: number;
	/** 32 bytes in hex: SHA-256 of the round's signature. */
	readonly randomness: string;
}

export interface SeedParts {
	/** What `commitSeed` was given before the first entry. */
	readonly secret: string;
	/** `hash` of `canonicalEntrants`. */
	readonly listHash: string;
	/** Present exactly when the rules name a round. */
	readonly drand?: DrandRandomness | undefined;
}

/**
 * The seed of the draw: SHA-256 over four lines, each ended by a line feed. Every part has a fixed length or
 * is a decimal number on a line of its own, so two different inputs never give the same text.
 *
 * ```text
 * shequn-lottery/v1/seed
 * secret <64 hex>
 * list <64 hex>
 * drand <chain hash> <round> <randomness>      or: drand none
 * ```
 *
 * @returns 32 bytes in lower-case hex
 * @throws DomainError if a part has the wrong length
 */
export function finalSeed({ secret, listHash, drand }: SeedParts): string {
	return sha256Hex(
		'shequn-lottery/v1/seed\n' +
			`secret ${requireHex(secret, SECRET_BYTES, 'secret')}\n` +
			`list ${requireHex(listHash, 32, 'listHash')}\n` +
			`drand ${drand === undefined ? 'none' : drandWords(drand)}\n`,
	);
}

function drandWords({ chainHash, round, randomness }: DrandRandomness): string {
	if (!Number.isSafeInteger(round) || round < 1) {
		throw new DomainError(
			`"${String(round)}" is no round of drand`,
			'Give the number of the round, a whole number from 1.',
			'drand.round',
		);
	}
	return `${requireHex(chainHash, 32, 'drand.chainHash')} ${String(round)} ${requireHex(randomness, 32, 'drand.randomness')}`;
}
