import { DateTime } from 'luxon';
import type { Language } from '../language';
import { fillText } from '../text';
import { showCode, type CodeProblem } from './code';
import { ADMISSION_COPY, type AdmissionCopy } from './copy';
import type { Redeemable } from './invitation';
import type { PaymentVerdict, Price } from './payment';
import type { TasksVerdict } from './task';
import type { Admission, AdmissionSettings, Way } from './ways';

const WAY_COPY: Record<Way, keyof AdmissionCopy> = {
	application: 'wayApplication',
	invitation: 'wayInvitation',
	task: 'wayTask',
	payment: 'wayPayment',
	selection: 'waySelection',
};

type Refusal = CodeProblem | 'unknown' | Extract<Redeemable, { ok: false }>['reason'];

const CODE_COPY: Record<Refusal, keyof AdmissionCopy> = {
	empty: 'codeEmpty',
	wrong_length: 'codeWrong',
	wrong_character: 'codeWrong',
	typo: 'codeTypo',
	unknown: 'codeUnknown',
	expired: 'codeExpired',
	used_up: 'codeUsedUp',
	revoked: 'codeRevoked',
	own_code: 'codeOwn',
};

/** What an applicant still has to do, as a list; nothing if there is nothing to do. */
export function missingInWords(
	{ missing }: Admission,
	mode: AdmissionSettings['mode'],
	community: string | undefined,
	language: Language,
): string {
	if (missing.length === 0) return '';
	const copy = ADMISSION_COPY[language];
	const steps = missing.map(({ way }) => `• ${copy[WAY_COPY[way]]}`).join('\n');
	return fillText(mode === 'any' && missing.length > 1 ? copy.missingAny : copy.missingAll, { community, steps });
}

/** Why a code was not taken. */
export function codeInWords(refusal: Refusal, code: string, language: Language): string {
	return fillText(ADMISSION_COPY[language][CODE_COPY[refusal]], { code: showCode(code) });
}

/** Which tasks are still to do, and which wait for an operator; nothing once all are done. */
export function tasksInWords({ missing, inReview }: TasksVerdict, language: Language): string {
	const copy = ADMISSION_COPY[language];
	const list = new Intl.ListFormat(language, { style: 'narrow', type: 'conjunction' });
	const line = (text: string, tasks: TasksVerdict['missing']) =>
		tasks.length === 0 ? [] : [fillText(text, { tasks: list.format(tasks.map(({ title }) => title)) })];
	return [...line(copy.taskMissing, missing), ...line(copy.taskInReview, inReview)].join('\n');
}

/** An amount as people write it, e.g. `¥99.00`. */
export function amountInWords({ amountMinor, currency }: Price, language: Language): string {
	const format = new Intl.NumberFormat(language, { style: 'currency', currency });
	const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
	// A decimal text, since a division could show another last digit.
	const padded = String(amountMinor).padStart(digits + 1, '0');
	const whole = padded.slice(0, padded.length - digits);
	const text = digits === 0 ? padded : `${whole}.${padded.slice(-digits)}`;
	return format.format(text as Intl.StringNumericLiteral);
}

/** What is the matter with a payment; nothing once the price is covered. */
export function paymentInWords(
	{ state, reason, missingMinor }: PaymentVerdict,
	price: Price,
	language: Language,
): string {
	if (state === 'satisfied') return '';
	const copy = ADMISSION_COPY[language];
	if (reason === 'refunded') return copy.paymentRefunded;
	if (reason === 'other_currency') return fillText(copy.paymentCurrency, { currency: price.currency });
	const amount = amountInWords({ ...price, amountMinor: missingMinor ?? price.amountMinor }, language);
	return fillText(copy.paymentMissing, { amount });
}

/** An instant by the clocks of a place, e.g. 2026年3月1日 08:00. */
export function instantInWords(instant: string, timeZone: string, language: Language): string {
	return DateTime.fromISO(instant, { zone: timeZone })
		.setLocale(language)
		.toLocaleString({ ...DateTime.DATETIME_MED, hourCycle: 'h23' });
}
