import { DomainError } from '../domain-error';

/** Digits and capitals that nobody confuses: no I, L, O, and of U and V neither. A prime number of them. */
export const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTWXYZ';

/** Characters of a code, the last of them for checking: 31⁹ codes, about 44 bits. */
export const CODE_LENGTH = 10;
const GROUP = 5;
const SIZE = CODE_ALPHABET.length;
const RANDOM_BYTES = 16;

/**
 * The remainder that a good code leaves at 0: the sum of its symbols, each times its place from the
 * right, modulo a prime. As with ISBN-10 (ISO 2108, modulo 11), places that differ modulo the prime
 * make any single wrong character and any two exchanged characters show.
 */
function remainder(symbols: readonly number[]): number {
	return symbols.reduce((sum, symbol, index) => (sum + symbol * (symbols.length - index)) % SIZE, 0);
}

/**
 * A new code from random bytes.
 *
 * @param random at least 16 bytes from a cryptographic source; so many that no symbol is likelier than another
 * @returns ten characters, without the hyphen that `showCode` adds
 */
export function makeCode(random: Uint8Array): string {
	if (random.length < RANDOM_BYTES) throw new RangeError(`A code takes ${RANDOM_BYTES} random bytes`);
	let number = BigInt(`0x${Buffer.from(random.subarray(0, RANDOM_BYTES)).toString('hex')}`);
	const symbols: number[] = [];
	while (symbols.length < CODE_LENGTH - 1) {
		symbols.push(Number(number % BigInt(SIZE)));
		number /= BigInt(SIZE);
	}
	const check = (SIZE - remainder([...symbols, 0])) % SIZE;
	return [...symbols, check].map((symbol) => CODE_ALPHABET.charAt(symbol)).join('');
}

/** As people read it: `7K2QX-9MD4A`. */
export function showCode(code: string): string {
	return `${code.slice(0, GROUP)}-${code.slice(GROUP)}`;
}

/** A code as it is kept, from what somebody typed: full width, small letters, spaces, hyphens, O for 0, I or L for 1. */
export function normalCode(typed: string): string {
	return typed
		.normalize('NFKC')
		.replace(/[\s\p{Dash}_.]|\p{Default_Ignorable_Code_Point}/gu, '')
		.toUpperCase()
		.replaceAll('O', '0')
		.replace(/[IL]/g, '1');
}

/** What is wrong with a typed code, before anybody looks it up. */
export type CodeProblem = 'empty' | 'wrong_length' | 'wrong_character' | 'typo';

export type TypedCode = { ok: true; code: string } | { ok: false; problem: CodeProblem };

/** Reads a typed code and tells a typing error from a code that may exist. */
export function readCode(typed: string): TypedCode {
	const code = normalCode(typed);
	const symbols = Array.from(code, (character) => CODE_ALPHABET.indexOf(character));
	if (code === '') return { ok: false, problem: 'empty' };
	if (symbols.includes(-1)) return { ok: false, problem: 'wrong_character' };
	if (symbols.length !== CODE_LENGTH) return { ok: false, problem: 'wrong_length' };
	return remainder(symbols) === 0 ? { ok: true, code } : { ok: false, problem: 'typo' };
}

const PROBLEMS: Record<CodeProblem, string> = {
	empty: 'The invitation code is missing',
	wrong_length: `The invitation code is not ${CODE_LENGTH} characters long`,
	wrong_character: 'The invitation code has a character that no code has',
	typo: 'The invitation code has a typing error: its last character does not fit the others',
};

/**
 * The code as it is kept.
 *
 * @throws DomainError naming the field `code` if it cannot exist
 */
export function requireCode(typed: string): string {
	const read = readCode(typed);
	if (read.ok) return read.code;
	throw new DomainError(PROBLEMS[read.problem], 'Copy the code from the invitation, e.g. 7K2QX-9MD4A.', 'code');
}

/** For a code that is well formed but that nobody has issued here. */
export function unknownCode(code: string): DomainError {
	return new DomainError(
		`No invitation has the code ${showCode(code)}`,
		'Ask whoever invited you; a code works only in the community that it was made for.',
		'code',
	);
}
