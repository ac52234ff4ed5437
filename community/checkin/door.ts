import { createHmac, timingSafeEqual } from 'node:crypto';
import { PNG } from 'pngjs';
import { encodeQR } from 'qr';
import { z } from 'zod/v4';
import { DomainError } from '../domain-error';

/**
 * What a code of a door, or a member's personal link, is signed as: `c1.<payload>.<signature>`, both base64url without
 * padding (RFC 4648, section 5). The payload is JSON with the expiry `e` in whole seconds since 1970; the signature is
 * HMAC-SHA256 (RFC 2104) over `c1.<payload>`.
 */
const VERSION = 'c1';
const MIN_KEY_BYTES = 32;
const SIGNATURE_BYTES = 32;
const MAX_TOKEN_LENGTH = 1024;

const common = { c: z.string().min(1), t: z.string().min(1), e: z.int().min(0) };
const payloadSchema = z.union([
	z.strictObject({ k: z.string().min(1), ...common }),
	z.strictObject({ p: z.string().min(1), m: z.string().min(1), n: z.string().optional(), ...common }),
]);

/** A door's code, or a member, of a tracker. */
export type Pass = {
	communityId: string;
	trackerId: string;
	/** ISO 8601; kept in whole seconds. */ expiresAt: string;
} & (
	| { kind: 'door'; code: string }
	| { kind: 'member'; platform: string; platformMemberId: string; name?: string | undefined }
);

export type PassVerdict = ({ valid: true } & Pass) | { valid: false; reason: 'malformed' | 'forged' | 'expired' };

/**
 * Signs a pass.
 *
 * @param key at least 32 secret bytes
 * @throws DomainError if the key is too short to be safe, or the pass too long for a QR code
 */
export function signPass(pass: Pass, key: Uint8Array): string {
	checkKey(key);
	const base = { c: pass.communityId, t: pass.trackerId, e: Math.floor(Date.parse(pass.expiresAt) / 1000) };
	const payload =
		pass.kind === 'door'
			? { k: pass.code, ...base }
			: { p: pass.platform, m: pass.platformMemberId, ...(pass.name === undefined ? {} : { n: pass.name }), ...base };
	const body = `${VERSION}.${Buffer.from(JSON.stringify(payload), 'utf8').toString('base64url')}`;
	const token = `${body}.${signature(body, key).toString('base64url')}`;
	if (token.length <= MAX_TOKEN_LENGTH) return token;
	throw new DomainError(
		`The link would have ${token.length} characters`,
		`Shorten the ids: at most ${MAX_TOKEN_LENGTH} characters fit.`,
		'communityId',
	);
}

/** What a pass says, if it is one of ours and still good; nothing of it is looked at before its signature is right. */
export function verifyPass(token: string, keys: readonly Uint8Array[], now: string): PassVerdict {
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
	const isOurs = keys.some((key) => {
		checkKey(key);
		return timingSafeEqual(signed, signature(`${VERSION}.${payload}`, key));
	});
	if (!isOurs) return { valid: false, reason: 'forged' };
	const read = payloadSchema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
	if (!read.success) return { valid: false, reason: 'malformed' };
	const { c: communityId, t: trackerId, e: seconds } = read.data;
	// Written so that a clock that cannot be read opens nothing.
	if (!(Date.parse(now) < seconds * 1000)) return { valid: false, reason: 'expired' };
	const base = { valid: true as const, communityId, trackerId, expiresAt: new Date(seconds * 1000).toISOString() };
	return 'k' in read.data
		? { ...base, kind: 'door', code: read.data.k }
		: { ...base, kind: 'member', platform: read.data.p, platformMemberId: read.data.m, name: read.data.n };
}

function signature(body: string, key: Uint8Array): Buffer {
	return createHmac('sha256', key).update(body, 'utf8').digest();
}

function checkKey(key: Uint8Array): void {
	if (key.length >= MIN_KEY_BYTES) return;
	throw new DomainError(
		`The key for links has ${key.length} bytes`,
		`Use at least ${MIN_KEY_BYTES} random bytes.`,
		'key',
	);
}

/** The letters and digits of a code: none that is mistaken for another. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Eight letters that members can type, 40 bits of the random bytes. */
export function doorCode(random: Uint8Array): string {
	if (random.length < 8) throw new Error('a code needs eight random bytes');
	return Array.from(random.subarray(0, 8), (byte) => LETTERS.charAt(byte & 31)).join('');
}

/** A QR code as SVG. */
export function qrSvg(text: string): string {
	return encodeQR(text, 'svg', { ecc: 'medium', border: 4 });
}

/** A QR code as PNG, black on white, with the quiet zone of four modules that scanners need (ISO/IEC 18004). */
export function qrPng(text: string, scale = 10): Uint8Array {
	const modules = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
	const size = modules.length * scale;
	const png = new PNG({
		width: size,
		height: size,
		colorType: 0,
		inputColorType: 0,
		inputHasAlpha: false,
		bitDepth: 8,
	});
	const pixels = Buffer.alloc(size * size, 255);
	for (const [row, cells] of modules.entries()) {
		for (const [column, dark] of cells.entries()) {
			if (!dark) continue;
			for (let y = row * scale; y < (row + 1) * scale; y += 1) {
				pixels.fill(0, y * size + column * scale, y * size + (column + 1) * scale);
			}
		}
	}
	png.data = pixels;
	return PNG.sync.write(png, { colorType: 0, inputColorType: 0, inputHasAlpha: false });
}
