import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod/v4';
import { DomainError } from '../domain-error';

/**
 * Tokens for the hosted review page: `r1.<payload>.<signature>`, both base64url without padding
 * (RFC 4648, section 5). The payload is the JSON `{"c":community,"r":reviewer,"e":expiry}` with the
 * expiry in whole seconds since 1970; the signature is HMAC-SHA256 (RFC 2104) over `r1.<payload>`.
 */
const VERSION = 'r1';
const MIN_KEY_BYTES = 32;
const SIGNATURE_BYTES = 32;
const MAX_TOKEN_LENGTH = 2048;

const payloadSchema = z.strictObject({ c: z.string().min(1), r: z.string().min(1), e: z.int().min(0) });

export interface ReviewLink {
	communityId: string;
	reviewerId: string;
	/** ISO 8601; kept in whole seconds, rounded down. */
	expiresAt: string;
}

export type LinkVerdict =
	| ({ valid: true } & ReviewLink)
	/** `malformed`: no token of ours. `forged`: signed with another key, or changed. `expired`: was valid once. */
	| { valid: false; reason: 'malformed' | 'forged' | 'expired' };

/**
 * Signs a link for one reviewer of one community.
 *
 * @param key at least 32 secret bytes
 * @throws DomainError if the key is too short to be safe, or the expiry is no instant
 */
export function signReviewLink({ communityId, reviewerId, expiresAt }: ReviewLink, key: Uint8Array): string {
	checkKey(key);
	const seconds = Math.floor(Date.parse(expiresAt) / 1000);
	const payload = payloadSchema.safeParse({ c: communityId, r: reviewerId, e: seconds });
	if (!payload.success) {
		throw new DomainError(
			'The review link cannot be signed: community, reviewer or expiry is missing',
			'Give the ids of community and reviewer, and the expiry as ISO 8601.',
			'expiresAt',
		);
	}
	const body = `${VERSION}.${Buffer.from(JSON.stringify(payload.data), 'utf8').toString('base64url')}`;
	const token = `${body}.${signature(body, key).toString('base64url')}`;
	if (token.length <= MAX_TOKEN_LENGTH) return token;
	throw new DomainError(
		`The review link would have ${token.length} characters`,
		`Shorten the ids: at most ${MAX_TOKEN_LENGTH} characters fit.`,
		'communityId',
	);
}

/**
 * Whose link it is, if it is one of ours and still good. Nothing of the payload is looked at
 * before its signature is right, and signatures are compared in constant time.
 *
 * @throws DomainError if the key is too short to be safe
 */
export function verifyReviewLink(token: string, key: Uint8Array, now: string): LinkVerdict {
	checkKey(key);
	const parts = token.length <= MAX_TOKEN_LENGTH ? token.split('.') : [];
	const [version, payload, given] = parts;
	if (parts.length !== 3 || version !== VERSION || payload === undefined || given === undefined) {
		return { valid: false, reason: 'malformed' };
	}
	const signed = Buffer.from(given, 'base64url');
	// Only the one spelling of a signature counts: decoding skips what it does not know.
	if (signed.length !== SIGNATURE_BYTES || signed.toString('base64url') !== given) {
		return { valid: false, reason: 'malformed' };
	}
	if (!timingSafeEqual(signed, signature(`${VERSION}.${payload}`, key))) return { valid: false, reason: 'forged' };
	const read = payloadSchema.safeParse(readJson(payload));
	if (!read.success) return { valid: false, reason: 'malformed' };
	const { c: communityId, r: reviewerId, e: seconds } = read.data;
	// Written so that a clock that cannot be read opens nothing.
	if (!(Date.parse(now) < seconds * 1000)) return { valid: false, reason: 'expired' };
	return { valid: true, communityId, reviewerId, expiresAt: new Date(seconds * 1000).toISOString() };
}

function signature(body: string, key: Uint8Array): Buffer {
	return createHmac('sha256', key).update(body, 'utf8').digest();
}

function readJson(payload: string): unknown {
	try {
		return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
	} catch {
		return undefined;
	}
}

function checkKey(key: Uint8Array): void {
	if (key.length >= MIN_KEY_BYTES) return;
	throw new DomainError(
		`The key for review links has ${key.length} bytes`,
		`Use at least ${MIN_KEY_BYTES} random bytes.`,
		'key',
	);
}
