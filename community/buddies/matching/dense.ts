import type { Steps } from './steps';

/** Rows per piece of work. */
export const ROWS = 64;

/** What it costs to pair any two of `size` people, counted from 0. */
export interface Costs {
	size: number;
	/** An integer of at least 0, the same in both directions; `undefined` where the two must not be paired. */
	cost: (one: number, other: number) => number | undefined;
}

/** The prices of every two vertices in one table: rows one after the other, 0 on the diagonal. */
export interface PriceTable {
	/** Even: with an odd number of people there is a stand-in for whoever is left over. */
	size: number;
	/** How many of them are people. */
	people: number;
	cells: Float64Array;
	/** The price of two people who must not be paired. */
	forbidden: number;
}

/**
 * Prices with which a perfect matching of least price pairs as many people as possible, and then at least cost: a
 * pair that is forbidden costs more than all pairs together.
 */
export function* priceTable({ size: people, cost }: Costs, forbidden: number): Steps<PriceTable> {
	const size = people + (people % 2);
	const cells = new Float64Array(size * size);
	for (let one = 0; one < people; one += 1) {
		if (one % ROWS === 0) yield;
		const row = one * size;
		for (let other = 0; other < people; other += 1) {
			if (other !== one) cells[row + other] = cost(one, other) ?? forbidden;
		}
	}
	return { size, people, cells, forbidden };
}

/** Even, and half of it more than all allowed pairs of any pairing together, also where three of them make a trio. */
export function* costOfForbidden({ size, cost }: Costs): Steps<number> {
	let most = 0;
	for (let one = 0; one < size; one += 1) {
		if (one % ROWS === 0) yield;
		for (let other = one + 1; other < size; other += 1) most = Math.max(most, cost(one, other) ?? 0);
	}
	return 2 * most * (Math.floor(size / 2) + 3) + 2;
}
