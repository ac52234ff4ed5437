import { createHash } from 'node:crypto';
import fc from 'fast-check';

import { stableId } from '../../community/digest';

/** RFC 4648 base32 of the first 80 bits, by way of one large number instead of a bit buffer. */
function reference(text: string): string {
	const bits = BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 20)}`);
	return bits
		.toString(32)
		.padStart(16, '0')
		.replace(/./g, (digit) => 'abcdefghijklmnopqrstuvwxyz234567'.charAt(parseInt(digit, 32)));
}

const part = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));

describe('stableId', () => {
	test.each([
		// SHA-256 of "" and of "abc" are published in NIST's examples (FIPS 180-4); base32 by RFC 4648.
		[[''], '4oymiquy7qobjgx36tejs35zeq'],
		[['abc'], 'xj4bnp4pahh6uqkbidpf3lrceoyagyndsylxvhfucd7wd4qacwwq'],
	])('of %j begins the base32 of its SHA-256', (parts, base32) => {
		expect(stableId(...parts)).toBe(base32.slice(0, 16));
	});

	test('agrees with another way to compute it', () => {
		fc.assert(
			fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
				expect(stableId(...parts)).toBe(reference(parts.join('\0')));
			}),
		);
	});

	test('tells apart where one part ends and the next begins', () => {
		expect(stableId('a', 'bc')).not.toBe(stableId('ab', 'c'));
		expect(stableId('a', '')).not.toBe(stableId('a'));
		expect(stableId('', 'a')).not.toBe(stableId('a', ''));
		fc.assert(
			fc.property(fc.array(part, { minLength: 1 }), fc.array(part, { minLength: 1 }), (a, b) => {
				expect(stableId(...a) === stableId(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
			}),
		);
	});

	test('is 16 characters that a button and a URL can carry', () => {
		fc.assert(fc.property(fc.array(part), (parts) => expect(stableId(...parts)).toMatch(/^[a-z2-7]{16}$/)));
	});
});
