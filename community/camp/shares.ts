import { DomainError } from '../domain-error';

/**
 * Divides an amount in whole minor units by weights, so that the parts add up to it exactly: each gets the whole part of
 * its quota, and what is left over goes, one unit each, to the largest remainders (Hamilton's method of largest
 * remainders). Among equal remainders the earlier in the list comes first, so the order of the list decides ties.
 *
 * @param weights whole numbers from 0 on, at least one of them above 0
 * @throws DomainError if the amount or a weight is no whole number from 0 on, or all weights are 0
 */
export function largestRemainder(amountMinor: number, weights: readonly number[]): number[] {
	if (!isCount(amountMinor) || !weights.every(isCount)) {
		throw new DomainError('Only whole amounts can be divided', 'Give amounts in minor units, e.g. 9900 for ¥99.00.');
	}
	const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
	if (total === 0n) throw new DomainError('Nobody has a share in the amount', 'Give at least one weight above 0.');
	// BigInt: amount times weight may pass 2^53.
	const quotas = weights.map((weight) => BigInt(amountMinor) * BigInt(weight));
	const shares = quotas.map((quota) => quota / total);
	let left = BigInt(amountMinor) - shares.reduce((sum, share) => sum + share, 0n);
	const byRemainder = quotas
		.map((quota, index) => ({ index, remainder: quota % total }))
		.sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
	for (const { index } of byRemainder) {
		if (left === 0n) break;
		shares[index] = (shares[index] ?? 0n) + 1n;
		left -= 1n;
	}
	return shares.map(Number);
}

function isCount(value: number): boolean {
	return Number.isSafeInteger(value) && value >= 0;
}
