import type { Pairing } from './complete';
import { ROWS, type Costs } from './dense';
import type { PerfectMatching } from './perfect';
import type { Steps } from './steps';

/** Three people, each of whom meets both others. */
export type Trio = readonly [number, number, number];

/** The doubled least price of any grouping with this trio, as far as a dual solution tells. */
export type TrioBound = (trio: Trio) => number;

export interface Candidate {
	trio: Trio;
	bound: number;
}

/**
 * What the pairing with one person left over tells of trios. Without a, b, c and the stand-in the value of its dual
 * solution less theirs is a bound of what the others cost (weak duality); the dual value of an odd set counts once less
 * for each pair that no longer fits in it.
 */
export class AloneBound {
	private readonly without: number;
	private readonly bonus: (taken: readonly number[]) => number;

	constructor(
		private readonly costs: Costs,
		private readonly alone: Pairing,
	) {
		const { size } = costs;
		const { cost, pairs, forbidden, matching } = alone;
		const total = cost + forbidden * (Math.floor(size / 2) - pairs);
		this.without = 2 * total - (matching.duals[size] ?? 0);
		this.bonus = bonusReader(matching);
	}

	readonly of: TrioBound = (trio) => {
		const [a, b, c] = trio;
		const { size } = this.costs;
		return this.without + this.share(a, b) + this.share(a, c) + this.share(b, c) + this.bonus([a, b, c, size]);
	};

	/** What a pair adds to the bound of a trio: its doubled cost, less half the dual values of both. */
	private share(one: number, other: number): number {
		const { duals } = this.alone.matching;
		const price = this.costs.cost(one, other);
		return price === undefined ? Infinity : 2 * price - ((duals[one] ?? 0) + (duals[other] ?? 0)) / 2;
	}

	/**
	 * The trios with the lowest bounds, lowest first, but none above `most`: all of them, or `room` of them.
	 */
	*lowest(most: number, room: number): Steps<Candidate[]> {
		const kept = new Map<string, Candidate>();
		const { size, cost } = this.costs;
		const { duals } = this.alone.matching;
		let limit = most - this.without;
		const shares = new Float64Array(size);
		for (let a = 0; a < size; a += 1) {
			if (a % ROWS === 0) yield;
			let least = Infinity;
			for (let b = 0; b < size; b += 1) {
				const price = a === b ? undefined : cost(a, b);
				const share = price === undefined ? Infinity : 2 * price - ((duals[a] ?? 0) + (duals[b] ?? 0)) / 2;
				shares[b] = share;
				least = Math.min(least, share);
			}
			// Of the three pairs those of `a` count least, so that the third counts at least as much as the second.
			const near = nearest(shares, (limit - least) / 2);
			for (const [place, b] of near.entries()) {
				const first = shares[b] ?? Infinity;
				if (3 * first > limit) break;
				for (let next = place + 1; next < near.length; next += 1) {
					const c = near[next] ?? 0;
					const second = shares[c] ?? Infinity;
					if (first + 2 * second > limit) break;
					const third = this.share(b, c);
					if (third < second || first + second + third > limit) continue;
					const trio = ordered(a, b, c);
					const bound = this.of(trio);
					if (bound - this.without > limit) continue;
					kept.set(trio.join(), { trio, bound });
					if (kept.size < 2 * room) continue;
					const worst = shrink(kept, room);
					// Equal ones are left out from here on: there are enough of them.
					limit = Math.min(limit, worst - this.without - 0.5);
				}
			}
		}
		shrink(kept, room);
		return [...kept.values()];
	}
}

/** Keeps those with the lowest bounds, in their order, and gives the highest of these. */
function shrink(kept: Map<string, Candidate>, room: number): number {
	const sorted = [...kept].sort(([, left], [, right]) => left.bound - right.bound).slice(0, room);
	kept.clear();
	for (const [key, candidate] of sorted) kept.set(key, candidate);
	return sorted.at(-1)?.[1].bound ?? Infinity;
}

function nearest(shares: Float64Array, most: number): number[] {
	const near: number[] = [];
	for (let one = 0; one < shares.length; one += 1) if ((shares[one] ?? Infinity) <= most) near.push(one);
	return near.sort((left, right) => (shares[left] ?? 0) - (shares[right] ?? 0));
}

function ordered(...trio: [number, number, number]): Trio {
	return trio.sort((left, right) => left - right);
}

/** What the odd sets add to a bound when people are taken out. */
function bonusReader({
	duals,
	oddSets,
}: Pick<PerfectMatching, 'duals' | 'oddSets'>): (taken: readonly number[]) => number {
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

/**
 * What the pairing of everybody but one trio tells of other trios: its dual solution, with the highest values for the
 * three that every pair allows, is one for everybody.
 *
 * @param others the people that it pairs, in its order
 */
export function boundOfRest(
	{ size, cost }: Costs,
	trio: Trio,
	{ others, rest, forbidden }: { others: readonly number[]; rest: PerfectMatching; forbidden: number },
): TrioBound {
	const duals = new Array<number>(size).fill(0);
	others.forEach((one, place) => {
		duals[one] = rest.duals[place] ?? 0;
	});
	const known = [...others];
	for (const one of trio) {
		duals[one] = known.reduce(
			(least, other) => Math.min(least, 2 * (cost(one, other) ?? forbidden) - (duals[other] ?? 0)),
			Infinity,
		);
		known.push(one);
	}
	const oddSets = rest.oddSets.map(({ members, dual }) => ({
		members: members.map((place) => others[place] ?? 0),
		dual,
	}));
	const bonus = bonusReader({ duals, oddSets });
	const total =
		duals.reduce((sum, dual) => sum + dual, 0) -
		oddSets.reduce((sum, { members, dual }) => sum + (dual * (members.length - 1)) / 2, 0);
	return (taken) => {
		const [a, b, c] = taken;
		const price = (cost(a, b) ?? Infinity) + (cost(a, c) ?? Infinity) + (cost(b, c) ?? Infinity);
		return total - taken.reduce((sum, one) => sum + (duals[one] ?? 0), 0) + bonus(taken) + 2 * price;
	};
}
