import { DomainError } from '../domain-error';
import { minorUnits } from './money';
import type { Prize } from './rules';

const SIGNS: Readonly<Record<string, string>> = { '¥': 'CNY', '￥': 'CNY', $: 'USD', '€': 'EUR', '£': 'GBP' };

/** A name, `×` and how many, and what one is worth: `一等奖：机械键盘 ×1 ¥499`, `Mug x 10 USD 8.50`, `红包*5 10元`. */
const LINE =
	/^(?<name>\S.*?)\s*[x×*＊✕]\s*(?<quantity>\d{1,9})(?:\s*[个份名台件])?\s*(?:[,，]\s*)?(?:(?<before>[¥￥$€£]|[A-Z]{3})\s*(?<amount>[\d.,]+)|(?<yuan>[\d.,]+)\s*元)?$/u;

/**
 * Reads prizes as an operator types them into a form, one tier a line, the best first.
 *
 * @throws DomainError naming the first line that cannot be read
 */
export function readPrizeLines(text: string): Prize[] {
	return text
		.split(/\r?\n/)
		.map((line) => line.normalize('NFC').trim())
		.filter((line) => line !== '')
		.map((line, index) => prizeOfLine(line, index));
}

function prizeOfLine(line: string, index: number): Prize {
	const { name, quantity, before, amount, yuan } = LINE.exec(line)?.groups ?? {};
	if (name === undefined || Number(quantity) < 1) {
		throw new DomainError(
			`Line ${index + 1} of the prizes cannot be read: ${line}`,
			'Write name, × and quantity, and the value of one, e.g. 一等奖：机械键盘 ×1 ¥499.',
			'prizes',
		);
	}
	const currency = yuan === undefined ? (SIGNS[before ?? ''] ?? before) : 'CNY';
	const value = yuan ?? amount;
	return {
		tierId: `tier-${index + 1}`,
		name,
		quantity: Number(quantity),
		...(currency === undefined || value === undefined ? {} : { valueMinor: minorUnits(value, currency), currency }),
	};
}
