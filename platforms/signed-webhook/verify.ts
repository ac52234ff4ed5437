import { timingSafeEqual } from 'node:crypto';
import { secretProblem } from './secret';
import { signature, WEBHOOK_ID, WEBHOOK_SIGNATURE, WEBHOOK_TIMESTAMP } from './sign';

export interface SignedRequest {
	/** Names in any case. */
	headers: Readonly<Record<string, string | string[] | undefined>>;
	/** The body, byte for byte as it came. */
	rawBody: Uint8Array;
	/** The current secret and, while it is being changed, the one before. */
	secrets: readonly string[];
	now: Date;
	/** How far the sender's clock may be off, and how long a request stays valid. */
	toleranceSeconds?: number;
}

/** `status` is the HTTP answer: 400 malformed, 401 not proven, 500 our own secret is unusable. */
export type Refused<Status extends number> = { ok: false; status: Status; reason: string };

const DEFAULT_TOLERANCE_S = 300;
const MAX_ID_LENGTH = 256;
const MAX_SIGNATURES = 16;

/**
 * Whether a request was signed with one of the secrets, according to Standard Webhooks.
 * Compares in constant time; reasons carry neither secrets nor expected signatures.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function verifySignedWebhook(request: SignedRequest): { ok: true; id: string } | Refused<400 | 401 | 500> {
	const id = header(request.headers, WEBHOOK_ID);
	const timestamp = header(request.headers, WEBHOOK_TIMESTAMP);
	const signatures = header(request.headers, WEBHOOK_SIGNATURE);
	if (id === undefined) return missing(WEBHOOK_ID);
	if (timestamp === undefined) return missing(WEBHOOK_TIMESTAMP);
	if (signatures === undefined) return missing(WEBHOOK_SIGNATURE);

	// A "." in the id could shift text between id, timestamp and body under one signature.
	if (id.length > MAX_ID_LENGTH || !/^[\x21-\x2D\x2F-\x7E]+$/.test(id)) {
		return refused(400, `${WEBHOOK_ID} must be 1–${MAX_ID_LENGTH} visible ASCII characters other than "."`);
	}
	if (!/^\d{1,12}$/.test(timestamp)) return refused(400, `${WEBHOOK_TIMESTAMP} must be whole seconds since 1970`);

	const usable = request.secrets.filter((secret) => secretProblem(secret) === undefined);
	if (usable.length === 0) return refused(500, 'the receiver has no usable secret');

	const signed = { id, timestamp, rawBody: request.rawBody };
	const candidates = candidatesOf(signatures);
	if (candidates.length === 0) return refused(400, `${WEBHOOK_SIGNATURE} has no signature of the form "v1,<base64>"`);
	if (
		!matchesAny(
			candidates,
			usable.map((secret) => signature(signed, secret)),
		)
	) {
		return refused(
			401,
			'no signature matches: check the secret, and that the body is signed byte for byte as it is sent',
		);
	}
	return checkAge(Number(timestamp), request) ?? { ok: true, id };
}

function header(headers: SignedRequest['headers'], name: string): string | undefined {
	const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
	const value = entry?.[1];
	return typeof value === 'string' && value !== '' ? value : undefined;
}

function candidatesOf(signatures: string): string[] {
	return signatures
		.split(' ')
		.filter((candidate) => candidate.startsWith('v1,'))
		.slice(0, MAX_SIGNATURES)
		.map((candidate) => candidate.slice('v1,'.length));
}

function matchesAny(candidates: readonly string[], expected: readonly string[]): boolean {
	let matches = false;
	for (const one of expected) {
		// No early end, so that the time does not tell which secret or signature matched.
		for (const other of candidates) matches = isSame(one, other) || matches;
	}
	return matches;
}

function isSame(expected: string, given: string): boolean {
	const [a, b] = [Buffer.from(expected), Buffer.from(given)];
	return a.length === b.length && timingSafeEqual(a, b);
}

function checkAge(timestamp: number, request: SignedRequest): Refused<401> | undefined {
	const tolerance = request.toleranceSeconds ?? DEFAULT_TOLERANCE_S;
	const age = Math.floor(request.now.getTime() / 1000) - timestamp;
	if (age > tolerance)
		return refused(401, `${WEBHOOK_TIMESTAMP} is ${age} s old, more than ${tolerance} s: sign again`);
	if (age < -tolerance) {
		return refused(401, `${WEBHOOK_TIMESTAMP} is ${-age} s in the future, more than ${tolerance} s: set the clock`);
	}
	return undefined;
}

function missing(name: string): Refused<401> {
	return refused(401, `the header ${name} is missing`);
}

function refused<Status extends number>(status: Status, reason: string): Refused<Status> {
	return { ok: false, status, reason };
}
