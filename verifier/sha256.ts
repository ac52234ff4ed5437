/**
 * SHA-256 (FIPS 180-4) without anything around it, for browsers: crypto.subtle is missing where a page is opened as
 * a file or over plain HTTP, and is far too slow for a million short texts. Stands in for
 * community/lottery/draw/sha256.ts when the page is built. Where crypto.subtle exists, the page holds the two
 * against each other (page/self-check.ts).
 */
const ROUNDS = 64;
const BLOCK = 64;

/** The first 32 bits of the fractions of the cube roots of the first 64 primes, and of the square roots of the first 8. */
const { K, START } = constants();

/** @param data bytes, or text that is hashed as UTF-8 */
export function sha256Hex(data: Uint8Array | string): string {
	const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
	const state = Int32Array.from(START);
	const whole = bytes.length - (bytes.length % BLOCK);
	for (let at = 0; at < whole; at += BLOCK) compress(state, bytes, at);
	const tail = padded(bytes.subarray(whole), bytes.length);
	for (let at = 0; at < tail.length; at += BLOCK) compress(state, tail, at);
	let hex = '';
	for (const word of state) hex += (word >>> 0).toString(16).padStart(8, '0');
	return hex;
}

/** A one bit, zeros, and the length in bits as eight bytes. */
function padded(rest: Uint8Array, length: number): Uint8Array {
	const tail = new Uint8Array(rest.length + 9 > BLOCK ? BLOCK * 2 : BLOCK);
	tail.set(rest);
	tail[rest.length] = 0x80;
	const view = new DataView(tail.buffer);
	view.setUint32(tail.length - 8, Math.floor(length / 0x2000_0000));
	view.setUint32(tail.length - 4, (length * 8) >>> 0);
	return tail;
}

const schedule = new Int32Array(ROUNDS);

function compress(state: Int32Array, bytes: Uint8Array, from: number): void {
	const w = schedule;
	const byte = (at: number) => bytes[from + at] ?? 0;
	for (let t = 0; t < 16; t++) {
		const at = t * 4;
		w[t] = (byte(at) << 24) | (byte(at + 1) << 16) | (byte(at + 2) << 8) | byte(at + 3);
	}
	for (let t = 16; t < ROUNDS; t++) {
		const x = w[t - 15] ?? 0;
		const y = w[t - 2] ?? 0;
		const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
		const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
		w[t] = ((w[t - 16] ?? 0) + s0 + (w[t - 7] ?? 0) + s1) | 0;
	}
	// One by one: taking a typed array apart goes through its iterator, which costs more than all the rounds.
	let a = state[0] ?? 0;
	let b = state[1] ?? 0;
	let c = state[2] ?? 0;
	let d = state[3] ?? 0;
	let e = state[4] ?? 0;
	let f = state[5] ?? 0;
	let g = state[6] ?? 0;
	let h = state[7] ?? 0;
	for (let t = 0; t < ROUNDS; t++) {
		const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
		const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[t] ?? 0) + (w[t] ?? 0)) | 0;
		const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
		const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
		h = g;
		g = f;
		f = e;
		e = (d + t1) | 0;
		d = c;
		c = b;
		b = a;
		a = (t1 + t2) | 0;
	}
	state[0] = ((state[0] ?? 0) + a) | 0;
	state[1] = ((state[1] ?? 0) + b) | 0;
	state[2] = ((state[2] ?? 0) + c) | 0;
	state[3] = ((state[3] ?? 0) + d) | 0;
	state[4] = ((state[4] ?? 0) + e) | 0;
	state[5] = ((state[5] ?? 0) + f) | 0;
	state[6] = ((state[6] ?? 0) + g) | 0;
	state[7] = ((state[7] ?? 0) + h) | 0;
}

function constants(): { K: Int32Array; START: Int32Array } {
	const primes: number[] = [];
	for (let n = 2; primes.length < ROUNDS; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
	return {
		K: Int32Array.from(primes, (prime) => rootFraction(prime, 3)),
		START: Int32Array.from(primes.slice(0, 8), (prime) => rootFraction(prime, 2)),
	};
}

/** The first 32 bits of the fraction of a root, in whole numbers: the root of prime × 2^(32 × degree). */
function rootFraction(prime: number, degree: 2 | 3): number {
	const power = BigInt(degree);
	const target = BigInt(prime) << (32n * power);
	let root = 0n;
	for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) if ((root | bit) ** power <= target) root |= bit;
	return Number(BigInt.asIntN(32, root));
}
