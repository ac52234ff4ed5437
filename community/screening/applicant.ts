import { DomainError } from '../domain-error';

/** What is known of a person who asks to join, as written by the person or the platform. */
export interface Applicant {
	platform: string;
	/** The person's id on that platform. */
	memberId: string;
	name?: string | undefined;
	phone?: string | undefined;
	email?: string | undefined;
	/** One id for a person across all apps of one owner, as WeChat gives it. */
	unionId?: string | undefined;
	/** A 64-bit perceptual hash of the picture, as 16 hexadecimal digits. */
	avatarHash?: string | undefined;
}

/** @throws DomainError naming the field if an application does not say who applies */
export function requireIdentity(applicant: Partial<Applicant>): asserts applicant is Applicant {
	for (const field of ['memberId', 'platform'] as const) {
		if ((applicant[field] ?? '').trim() !== '') continue;
		throw new DomainError(
			`The application names no applicant: ${field} is missing`,
			`Send ${field} with the event, e.g. in a hidden field of the form.`,
			field,
		);
	}
}

/** How a country writes its own numbers; China if nothing else is said. */
export interface PhonePlan {
	callingCode: string;
	/** Dialled before an area code inside the country, not from abroad. */
	trunkPrefix: string;
}

const CHINA: PhonePlan = { callingCode: '86', trunkPrefix: '0' };

/** A mobile number of mainland China with the country's code but without a plus sign, as forms often send it. */
const CHINESE_MOBILE_WITH_CODE = /^861[3-9]\d{9}$/;

/**
 * A telephone number as ITU-T E.164 writes it (`+8613800138000`), so that two spellings compare equal.
 *
 * @returns `undefined` if the text is no telephone number
 */
export function normalPhone(typed: string, plan: PhonePlan = CHINA): string | undefined {
	const compact = typed
		.normalize('NFKC')
		.replace(/\(0\)/g, '')
		.replace(/[\s\p{Dash}().·/]|\p{Default_Ignorable_Code_Point}/gu, '');
	const match = /^(\+|00)?(\d+)$/.exec(compact);
	const digits = match?.[2];
	if (digits === undefined) return undefined;
	const hasCode = match?.[1] !== undefined || (plan.callingCode === '86' && CHINESE_MOBILE_WITH_CODE.test(digits));
	const number = hasCode ? digits : plan.callingCode + withoutTrunk(digits, plan.trunkPrefix);
	return /^[1-9]\d{6,14}$/.test(number) ? `+${number}` : undefined;
}

function withoutTrunk(digits: string, prefix: string): string {
	return prefix !== '' && digits.startsWith(prefix) ? digits.slice(prefix.length) : digits;
}

const GMAIL = new Set(['gmail.com', 'googlemail.com']);

/**
 * The mailbox behind an e-mail address: case and a tag after "+" (RFC 5233) do not count, nor do dots
 * before Gmail's "@". To compare, not to write to.
 *
 * @returns `undefined` if the text is no address
 */
export function normalEmail(typed: string): string | undefined {
	const match = /^([^\s@]+)@([^\s@]+\.[^\s@.]+)\.?$/.exec(typed.normalize('NFKC').trim().toLowerCase());
	const [, local = '', domain = ''] = match ?? [];
	const untagged = local.replace(/(?!^)\+.*$/, '');
	if (untagged === '') return undefined;
	return GMAIL.has(domain) ? gmailBox(untagged) : `${untagged}@${domain}`;
}

function gmailBox(local: string): string | undefined {
	const box = local.replaceAll('.', '');
	return box === '' ? undefined : `${box}@gmail.com`;
}

const DECORATION =
	/[\s\p{P}\p{S}\p{C}\p{Me}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * A name without what people change to look different: width, case, spacing, emoji, punctuation.
 *
 * @returns `undefined` if nothing is left
 */
export function normalName(typed: string): string | undefined {
	const bare = typed.normalize('NFKC').toLowerCase().replace(DECORATION, '');
	return bare === '' ? undefined : bare;
}

/** @returns `undefined` if there is none */
export function normalId(typed: string): string | undefined {
	const bare = typed.trim();
	return bare === '' ? undefined : bare;
}
