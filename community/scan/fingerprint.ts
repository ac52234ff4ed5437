import { createHash } from 'node:crypto';
import { tightText } from './normalise';

/** What is kept of a text to know it, or one like it, again. */
export interface Fingerprint {
	/** Equal for texts that differ only in punctuation, white space, case or width; 16 hexadecimal digits. */
	exact: string;
	/** Close for texts that are alike (see `distance`); 16 hexadecimal digits. */
	simhash: string;
	/** Letters and digits in the text. */
	length: number;
}

const SHINGLE = 3;
const FNV_PRIME = 0x01000193;

/** FNV-1a over UTF-16 units, then the final mix of MurmurHash3, as FNV alone hardly moves its high bits. */
function hash(text: string, start: number, end: number, seed: number): number {
	let value = seed;
	for (let index = start; index < end; index += 1) {
		value = Math.imul(value ^ text.charCodeAt(index), FNV_PRIME);
	}
	value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
	value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
	return (value ^ (value >>> 16)) >>> 0;
}

function vote(votes: Int32Array, offset: number, bits: number): void {
	for (let bit = 0; bit < 32; bit += 1) {
		const at = offset + bit;
		votes[at] = (votes[at] ?? 0) + ((bits >>> bit) & 1 ? 1 : -1);
	}
}

function half(votes: Int32Array, offset: number): string {
	let bits = 0;
	for (let bit = 0; bit < 32; bit += 1) {
		if ((votes[offset + bit] ?? 0) > 0) bits |= 1 << bit;
	}
	return (bits >>> 0).toString(16).padStart(8, '0');
}

/** 64-bit simhash (Charikar, "Similarity estimation techniques from rounding algorithms", 2002) over shingles of 3 characters. */
function simhashOf(text: string): string {
	const votes = new Int32Array(64);
	for (let start = 0; start + SHINGLE <= Math.max(text.length, SHINGLE); start += 1) {
		vote(votes, 0, hash(text, start, Math.min(start + SHINGLE, text.length), 0x811c9dc5));
		vote(votes, 32, hash(text, start, Math.min(start + SHINGLE, text.length), 0x9747b28c));
	}
	return half(votes, 0) + half(votes, 32);
}

/** @param tight letters and digits of a normalised text */
export function fingerprintOfTight(tight: string): Fingerprint {
	return {
		exact: createHash('sha256').update(tight).digest('hex').slice(0, 16),
		simhash: simhashOf(tight),
		length: [...tight].length,
	};
}

export function fingerprintOf(text: string): Fingerprint {
	return fingerprintOfTight(tightText(text));
}

/** How many bits of a 32-bit number are 1. */
export function ones(bits: number): number {
	let left = bits - ((bits >>> 1) & 0x55555555);
	left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
	return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** In how many of 64 bits two simhashes differ: 0 for the same text, around 32 for unrelated ones. */
export function distance(one: string, other: string): number {
	const differing = (from: number): number =>
		ones(Number.parseInt(one.slice(from, from + 8), 16) ^ Number.parseInt(other.slice(from, from + 8), 16));
	return differing(0) + differing(8);
}

export type Likeness = 'same' | 'similar' | 'different';

/** Texts shorter than this are only ever the same or different: a word more changes all of them. */
export const SHORTEST_SIMILAR = 16;

/**
 * How alike two texts are.
 *
 * @param closest bits in which the simhashes of similar texts may differ
 */
export function likeness(one: Fingerprint, other: Fingerprint, closest: number): Likeness {
	if (one.exact === other.exact) return 'same';
	if (Math.min(one.length, other.length) < SHORTEST_SIMILAR) return 'different';
	return distance(one.simhash, other.simhash) <= closest ? 'similar' : 'different';
}
