import type { Costs, Pairing } from './complete';
import type { PerfectMatching } from './perfect';

/** Three people, each of whom meets both others. */
export type Trio = readonly [number, number, number];

export interface Candidate {
	trio: Trio;
	/** The doubled least cost of any grouping with this trio, as far as the dual solution tells. */
	bound: number;
}

/** How many trios are tried out at most: all that matter in small groups, the most promising few in large ones. */
export function mostTries(size: number): number {
	return Math.max(1, Math.min(500, Math.floor(3_000_000 / size ** 2)));
}

/** Trios that may be part of a cheapest grouping, the lowest bound first: at most one more than may be tried. */
export function worthTrying(costs: Costs, alone: Pairing, known: number): Candidate[] {
	const { size } = costs;
	const { duals } = alone.matching;
	// The doubled totals count who is left alone as `penalised` does; one person is, whatever the pairs are.
	const without = 2 * totalOf(alone, costs) - (duals[size] ?? 0);
	const room = mostTries(size) + 1;
	const shares = sharesOfPairs(costs, duals);
	// Totals are integers, so that only a bound of at least 2 less (doubled) can mean a better one.
	let most = 2 * known - 2 - without;
	const kept: Candidate[] = [];
	const inSets = bonusReader(alone.matching);
	const keep = (trio: Trio, share: number): void => {
		const sum = share + inSets([...trio, size]);
		if (sum > most) return;
		kept.push({ trio, bound: without + sum });
		if (kept.length < 2 * room) return;
		kept.sort((left, right) => left.bound - right.bound);
		kept.length = room;
		most = Math.min(most, (kept.at(-1)?.bound ?? Infinity) - without - 1);
	};
	for (let one = 0; one < size; one += 1) {
		for (let other = one + 1; other < size; other += 1) {
			const share = shares[one * size + other] ?? Infinity;
			// The smallest of three shares is at most a third of their sum.
			if (3 * share > most) continue;
			for (let third = 0; third < size; third += 1) {
				if (third === one || third === other) continue;
				const left = shares[one * size + third] ?? Infinity;
				const right = shares[other * size + third] ?? Infinity;
				if (share + left + right > most) continue;
				if (isFirst(share, left, third > other) && isFirst(share, right, third > one)) {
					keep([one, other, third], share + left + right);
				}
			}
		}
	}
	return kept.sort((left, right) => left.bound - right.bound).slice(0, room);
}

/**
 * What the odd sets add to the bound when people are taken out: the dual value of a set counts once less for
 * each pair that no longer fits in it.
 */
function bonusReader({ duals, oddSets }: PerfectMatching): (taken: readonly number[]) => number {
	const around = duals.map((): number[] => []);
	oddSets.forEach(({ members }, set) => {
		for (const member of members) around[member]?.push(set);
	});
	const counts = new Map<number, number>();
	return (taken) => {
		counts.clear();
		let sum = 0;
		for (const one of taken) {
			for (const set of around[one] ?? []) {
				const count = (counts.get(set) ?? 0) + 1;
				counts.set(set, count);
				if (count % 2 === 0) sum += oddSets[set]?.dual ?? 0;
			}
		}
		return sum;
	};
}

/** Whether a trio is to be taken from this pair and not from another of its pairs with an equal share. */
function isFirst(share: number, another: number, standsBefore: boolean): boolean {
	return share < another || (share === another && standsBefore);
}

/** What each pair adds to the bound of a trio: its doubled cost, less half the dual values of both. */
function sharesOfPairs({ size, cost }: Costs, duals: readonly number[]): Float64Array {
	const shares = new Float64Array(size * size).fill(Infinity);
	for (let one = 0; one < size; one += 1) {
		for (let other = 0; other < size; other += 1) {
			const price = one === other ? undefined : cost(one, other);
			if (price === undefined) continue;
			shares[one * size + other] = 2 * price - ((duals[one] ?? 0) + (duals[other] ?? 0)) / 2;
		}
	}
	return shares;
}

/** The total of a pairing, with what its forbidden pairs cost. */
function totalOf({ cost, pairs, forbidden }: Pairing, { size }: Costs): number {
	return cost + forbidden * (Math.floor(size / 2) - pairs);
}
