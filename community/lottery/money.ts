import { DomainError } from '../domain-error';
import type { Language } from '../language';

/** Decimals of a currency by ISO 4217, as the runtime knows them: CNY 2, JPY 0, KWD 3. */
function decimals(currency: string): number {
	return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * An amount as people write it, in the currency's smallest unit: `499`, `4,999.90`.
 *
 * @throws DomainError if it is no amount of that currency
 */
export function minorUnits(amount: string, currency: string): number {
	const digits = decimals(currency);
	const [, whole, fraction = ''] = /^(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.(\d+))?$/.exec(amount.trim()) ?? [];
	if (whole !== undefined && fraction.length <= digits) {
		return Number(whole.replaceAll(',', '') + fraction.padEnd(digits, '0'));
	}
	throw new DomainError(
		`"${amount}" is no amount of ${currency}`,
		`Write a number with at most ${digits} decimals, e.g. ${digits === 0 ? '500' : '499.90'}.`,
		'prizes',
	);
}

/** An amount for people: `¥499`, `¥499.90`. */
export function showMoney(valueMinor: number, currency: string, language: Language): string {
	const digits = decimals(currency);
	const style = { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' } as const;
	return new Intl.NumberFormat(language, style).format(valueMinor / 10 ** digits);
}
