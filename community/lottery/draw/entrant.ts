import { DomainError } from '../../domain-error';
import { BROKEN } from './canonical-json';
import { requireHex } from './hex';
import { sha256Hex } from './sha256';

/** Bytes of an entry's salt. */
export const SALT_BYTES = 16;
const CHECK_DIGITS = 8;
const TITLE = 'SQ1';

/**
 * How an entrant stands in the published list: SHA-256 over the lines `shequn-lottery/v1/entrant`, the salt
 * and the subject. The salt is random and one entry's alone, so nobody without the receipt can try out
 * identifiers; the subject is in it, so one line cannot be given to two people as "yours".
 *
 * @param salt 16 random bytes, lower-case hex, kept with the entry
 * @param subject what the member knows to be themselves, e.g. `telegram:5550100`. Its UTF-8 bytes count as
 *   they are: no normalisation, no case folding. It comes last, so nothing in it can be taken for another part.
 * @returns 32 bytes in lower-case hex
 * @throws DomainError if the salt has another length or the subject is empty or no well-formed Unicode
 */
export function entrantHash(salt: string, subject: string): string {
	requireHex(salt, SALT_BYTES, 'salt');
	requireSubject(subject);
	return sha256Hex(`shequn-lottery/v1/entrant\n${salt}\n${subject}`);
}

export interface Receipt {
	/** The line of the list that is this member's. */
	readonly entrant: string;
	/** What the member keeps and puts into the verifying page; one word without spaces, to be copied whole. */
	readonly code: string;
}

export interface ReceiptParts {
	/** First 8 hex digits of the rules' hash: which lottery it is of. */
	readonly lottery: string;
	readonly salt: string;
	readonly subject: string;
}

/**
 * What a member is sent when they enter: `SQ1.<lottery>.<salt>.<subject>.<check>`.
 *
 * @param rulesHash `hash` of `publishRules`
 */
export function receipt(of: { readonly rulesHash: string; readonly salt: string; readonly subject: string }): Receipt {
	const entrant = entrantHash(of.salt, of.subject);
	const lottery = requireHex(of.rulesHash, 32, 'rulesHash').slice(0, 8);
	const body = `${TITLE}.${lottery}.${of.salt}.${hexOfText(of.subject)}`;
	return { entrant, code: `${body}.${checkOf(body)}` };
}

/**
 * The parts of a receipt as a member copied it: spaces, line ends and letters in upper case do not matter.
 *
 * @throws DomainError if it is no receipt, or part of it was lost on the way: that is not the same as a line
 *   that is missing from the list, and must not look like it
 */
export function readReceipt(code: string): ReceiptParts {
	const [title, lottery = '', salt = '', subject = '', check, ...rest] = code
		.replace(/\s/g, '')
		.toLowerCase()
		.split('.');
	const whole = title === TITLE.toLowerCase() && rest.length === 0 && /^[0-9a-f]{8}$/.test(lottery);
	if (!whole || check !== checkOf(`${TITLE}.${lottery}.${salt}.${subject}`)) {
		throw new DomainError(
			'This is no whole receipt',
			`Copy the receipt once more, from "${TITLE}." to its last character.`,
			'receipt',
		);
	}
	return { lottery, salt: requireHex(salt, SALT_BYTES, 'salt'), subject: textOfHex(subject) };
}

function checkOf(body: string): string {
	return sha256Hex(`shequn-lottery/v1/receipt\n${body}`).slice(0, CHECK_DIGITS);
}

function requireSubject(subject: string): void {
	if (subject !== '' && !BROKEN.test(subject)) return;
	throw new DomainError(
		'The entrant has no identifier that can be hashed',
		'Give the platform and the member’s id on it, e.g. telegram:5550100.',
		'subject',
	);
}

const hexOfText = (text: string): string =>
	Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('');

function textOfHex(hex: string): string {
	return new TextDecoder().decode(Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
}
