import { createHash } from 'node:crypto';

import type { Identity, Json, JsonObject } from './types';

/** An instant as the store keeps it: UTC, milliseconds, so that text order is time order. Throws RangeError for no date. */
export function utc(instant: string): string {
	return new Date(instant).toISOString();
}

/** The instant `ms` milliseconds later, in the store's form. */
export function later(instant: string, ms: number): string {
	return new Date(Date.parse(instant) + ms).toISOString();
}

/** JSON text of a value, or `null` JSON for what JSON does not know. */
export function toJson(value: Json | object): string {
	return JSON.stringify(value);
}

/** Reads what `toJson` wrote; the caller knows what that was. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller names what it gets back
export function fromJson<T extends Json | object = JsonObject>(text: string): T {
	return JSON.parse(text) as T;
}

/** Text that both engines can hold: PostgreSQL refuses the character NUL. */
export function storable(text: string): string {
	return text.replaceAll('\0', '');
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

function base32(bytes: Uint8Array): string {
	let bits = '';
	for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
	return (bits.match(/.{5}/g) ?? []).map((five) => BASE32.charAt(Number.parseInt(five, 2))).join('');
}

/**
 * The id of the member that an identity makes the first time it is seen: the first 80 bits of
 * SHA-256 over platform, NUL and id, so that all processes that see it at once make the same member.
 */
export function memberIdOf(identity: Identity): string {
	const digest = createHash('sha256').update(`${identity.platform}\0${identity.platformMemberId}`).digest();
	return `m_${base32(digest.subarray(0, 10))}`;
}

/** Splits a page key into its instant and the rest; an absent key gives `undefined`. */
export function pageStart(after: string | undefined): { at: string; rest: string } | undefined {
	if (after === undefined) return undefined;
	const bar = after.indexOf('|');
	return bar < 0 ? { at: utc(after), rest: '' } : { at: utc(after.slice(0, bar)), rest: after.slice(bar + 1) };
}

/** Cuts a list into pieces of at most `size`. */
export function pieces<T>(list: readonly T[], size: number): T[][] {
	const out: T[][] = [];
	for (let start = 0; start < list.length; start += size) out.push(list.slice(start, start + size));
	return out;
}
