import fc from 'fast-check';
import { DomainError } from '../../../community/domain-error';

import {
	CODE_ALPHABET,
	CODE_LENGTH,
	makeCode,
	normalCode,
	readCode,
	requireCode,
	showCode,
	unknownCode,
} from '../../../community/admission/code';

const codes = fc.uint8Array({ minLength: 16, maxLength: 32 }).map(makeCode);
const place = fc.nat({ max: CODE_LENGTH - 1 });

describe('an invitation code', () => {
	test('has ten characters that nobody confuses, and is good', () => {
		fc.assert(
			fc.property(codes, (code) => {
				expect(code).toMatch(/^[0-9A-HJKMNP-TW-Z]{10}$/);
				expect(readCode(code)).toEqual({ ok: true, code });
			}),
		);
	});

	test('comes from its random bytes alone', () => {
		expect(makeCode(new Uint8Array(16))).toBe('0000000000');
		const bytes = Uint8Array.from({ length: 16 }, (_, index) => index * 7);
		expect(makeCode(bytes)).toBe(makeCode(Uint8Array.from(bytes)));
		expect(() => makeCode(new Uint8Array(15))).toThrow(RangeError);
	});

	test('uses every character about as often as any other', () => {
		const counts = new Map<string, number>();
		let state = 1;
		const next = () => (state = (state * 48_271) % 2_147_483_647) & 255;
		for (let round = 0; round < 3100; round += 1) {
			for (const character of makeCode(Uint8Array.from({ length: 16 }, next))) {
				counts.set(character, (counts.get(character) ?? 0) + 1);
			}
		}
		expect(counts.size).toBe(CODE_ALPHABET.length);
		for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(200);
	});

	test('shows any single wrong character', () => {
		fc.assert(
			fc.property(codes, place, fc.constantFrom(...Array.from(CODE_ALPHABET)), (code, at, character) => {
				fc.pre(code.charAt(at) !== character);
				const wrong = code.slice(0, at) + character + code.slice(at + 1);
				expect(readCode(wrong)).toEqual({ ok: false, problem: 'typo' });
			}),
		);
	});

	test('shows any two exchanged characters', () => {
		fc.assert(
			fc.property(codes, place, place, (code, a, b) => {
				fc.pre(code.charAt(a) !== code.charAt(b));
				const wrong = [...code];
				[wrong[a], wrong[b]] = [code.charAt(b), code.charAt(a)];
				expect(readCode(wrong.join(''))).toEqual({ ok: false, problem: 'typo' });
			}),
		);
	});

	test('is read as people type it', () => {
		fc.assert(
			fc.property(codes, (code) => {
				const wide = Array.from(code, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).join('');
				const letters = code.replaceAll('0', 'o').replaceAll('1', 'l');
				for (const typed of [showCode(code), ` ${code.toLowerCase()}\n`, wide, letters, [...code].join(' ')]) {
					expect(readCode(typed)).toEqual({ ok: true, code });
				}
				expect(normalCode(normalCode(letters))).toBe(normalCode(letters));
			}),
		);
	});

	test.each([
		['', 'empty', /missing/],
		[' - ', 'empty', /missing/],
		['ABC', 'wrong_length', /10 characters/],
		['00000-000000', 'wrong_length', /10 characters/],
		['邀请码', 'wrong_character', /character/],
		['0000U-00000', 'wrong_character', /character/],
		['00000-00001', 'typo', /typing error/],
	])('%j cannot exist: %s', (typed, problem, message) => {
		expect(readCode(typed)).toEqual({ ok: false, problem });
		expect(() => requireCode(typed)).toThrow(DomainError);
		expect(() => requireCode(typed)).toThrow(message);
		expect(() => requireCode(typed)).toThrow(expect.objectContaining({ field: 'code' }));
	});

	test('that was never issued is told from one mistyped', () => {
		expect(requireCode('OOOOO-ooooo')).toBe('0000000000');
		expect(unknownCode('0000000000')).toMatchObject({
			field: 'code',
			message: 'No invitation has the code 00000-00000',
		});
	});
});
