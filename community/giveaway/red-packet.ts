import { DomainError } from '../domain-error';
import { numbersOf } from './numbers';

/** `lucky`: shares by chance; `equal`: as equal as whole units allow, the first ones a unit more. */
export type SplitMode = 'lucky' | 'equal';

/**
 * Splits an amount into so many shares of at least one unit that add up to it exactly.
 *
 * Lucky shares are drawn all at once, before anybody grabs: of all ways to cut `total` units into `shares` parts of at
 * least one, each is exactly as likely as every other. So a share has the same distribution whoever takes it and in
 * whatever order: mean total / shares, variance total · (total − shares) · (shares − 1) / (shares² · (shares + 1)).
 * (The cuts are a uniform subset of the total − 1 places between units, by Floyd's algorithm: R. Floyd and J. Bentley,
 * "A sample of brilliance", CACM 30(9), 1987.)
 *
 * @param total whole units: points, or the smallest unit of a currency
 * @param secret 32 bytes in hex; the same secret gives the same shares
 * @returns the shares in the order in which they are given out
 * @throws DomainError if a share would be less than one unit
 */
export function splitRedPacket(total: number, shares: number, mode: SplitMode, secret: string): number[] {
	requireSplittable(total, shares);
	if (mode === 'equal') {
		const least = Math.floor(total / shares);
		return Array.from({ length: shares }, (_, index) => least + (index < total % shares ? 1 : 0));
	}
	const below = numbersOf(secret, 'shequn-red-packet/v1/cuts');
	const cuts = new Set<number>();
	for (let last = total - shares + 1; last <= total - 1; last++) {
		const place = below(last) + 1;
		cuts.add(cuts.has(place) ? last : place);
	}
	const ends = [...cuts].sort((a, b) => a - b).concat(total);
	return ends.map((end, index) => end - (ends[index - 1] ?? 0));
}

/** @throws DomainError if the amount cannot be split so */
export function requireSplittable(total: number, shares: number): void {
	if (!Number.isSafeInteger(total) || !Number.isSafeInteger(shares) || total < 1 || shares < 1) {
		throw new DomainError(
			'A red packet is split in whole units',
			'Give the amount in the smallest unit of the currency, e.g. 1000 for ¥10.00, and a whole number of shares.',
			'total',
		);
	}
	if (total >= shares) return;
	throw new DomainError(
		`${total} units cannot make ${shares} shares of at least one`,
		'Give more, or make fewer shares.',
		'shares',
	);
}

/** The variance of a lucky share, in units squared; see splitRedPacket. */
export function shareVariance(total: number, shares: number): number {
	return (total * (total - shares) * (shares - 1)) / (shares ** 2 * (shares + 1));
}
