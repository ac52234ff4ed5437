import { createHmac } from 'node:crypto';

/** Bits of a number of the stream: below this, JavaScript's own numbers are exact. */
const BYTES = 6;
const LIMIT = 2 ** (BYTES * 8);

/**
 * Whole numbers that look like chance to whoever does not know the secret, and are the same for whoever does: the bytes of
 * HMAC-SHA256(secret, label NUL counter), six at a time, big-endian. Numbers that would make some results likelier than
 * others are thrown away (rejection sampling), so every result is exactly as likely as every other.
 *
 * @param secret 32 bytes in hex
 * @param label what the numbers are for; another label gives other numbers
 * @returns gives the next number from 0 to below `size`, which is at most 2^48
 */
export function numbersOf(secret: string, label: string): (size: number) => number {
	const key = Buffer.from(secret, 'hex');
	let counter = 0;
	let bytes = Buffer.alloc(0);
	const next = (): number => {
		if (bytes.length < BYTES) {
			const block = createHmac('sha256', key)
				.update(`${label}\0${String(counter)}`, 'utf8')
				.digest();
			counter += 1;
			bytes = Buffer.concat([bytes, block]);
		}
		const number = bytes.readUIntBE(0, BYTES);
		bytes = bytes.subarray(BYTES);
		return number;
	};
	return (size) => {
		if (!Number.isSafeInteger(size) || size < 1 || size > LIMIT)
			throw new RangeError(`no numbers below ${String(size)}`);
		const fair = LIMIT - (LIMIT % size);
		for (;;) {
			const number = next();
			if (number < fair) return number % size;
		}
	};
}
