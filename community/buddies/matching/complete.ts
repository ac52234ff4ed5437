import { slackReader } from './certificate';
import { perfectMatching, type Edge, type Hint, type PerfectMatching } from './perfect';

/** What it costs to pair any two of `size` people, counted from 0. */
export interface Costs {
	size: number;
	/** An integer of at least 0, the same in both directions; `undefined` where the two must not be paired. */
	cost: (one: number, other: number) => number | undefined;
}

/** As many pairs as possible and, of all such pairings, one that costs least in total. */
export interface Pairing {
	/** The partner of each person; `undefined` for who is left alone. */
	partners: (number | undefined)[];
	/** The sum over all pairs. */
	cost: number;
	pairs: number;
	/** The proof, over every two people and, if their number is odd, a stand-in who costs nothing. */
	matching: PerfectMatching;
	/** The pairs that were looked at, which were enough. */
	looked: (readonly [number, number])[];
	/** What the proof takes as the cost of two people who must not be paired. */
	forbidden: number;
}

/** Where to begin, from a pairing of almost the same people. */
export interface Start {
	looked: Pairing['looked'];
	hint: Hint;
}

/** How many of the cheapest partners of each person the first attempt looks at. */
const FIRST_CHOICES = 20;
/** How many more each person gets where the proof finds that some were missing. */
const MORE_CHOICES = 6;

/**
 * Pairs people at least total cost, exactly, without building all edges: a matching is sought among everybody's
 * cheapest partners, its dual solution is checked against every two people, those that it does not
 * cover become edges too, and so on until the proof holds for all (M. Grötschel and O. Holland, "Solving
 * matching problems with linear programming", 1985).
 *
 * A pair that is forbidden costs more than all pairs together, so that as many as possible are paired.
 */
export function cheapestPairing(costs: Costs, start?: Start): Pairing {
	const forbidden = costOfForbidden(costs);
	const size = costs.size + (costs.size % 2);
	const price = (one: number, other: number): number => {
		if (one >= costs.size || other >= costs.size) return 0;
		return costs.cost(one, other) ?? forbidden;
	};
	const edges = new Map<number, Edge>();
	const add = (one: number, other: number): void => {
		const [low, high] = [Math.min(one, other), Math.max(one, other)];
		edges.set(low * size + high, [low, high, price(low, high)]);
	};
	// The ring of everybody makes sure that there is a perfect matching.
	for (let one = 0; one < size; one += 1) add(one, (one + 1) % size);
	const looked = start?.looked ?? firstChoices(size, price);
	for (const [one, other] of looked) add(one, other);
	let hint: Hint | undefined = start?.hint;
	for (;;) {
		const matching = perfectMatching(size, [...edges.values()], hint);
		if (matching === undefined) throw new RangeError('A ring of an even number of people has a perfect matching');
		const missing = uncovered(matching, price);
		if (missing.length === 0)
			return { ...pairingOf(matching, costs), looked: [...edges.values()].map(ends), forbidden };
		for (const [one, other] of missing) add(one, other);
		hint = matching;
	}
}

function ends([one, other]: Edge): readonly [number, number] {
	return [one, other];
}

function firstChoices(size: number, price: (one: number, other: number) => number): (readonly [number, number])[] {
	return Array.from({ length: size }, (_, one) =>
		smallest(size, one, FIRST_CHOICES, (other) => price(one, other)).map((other) => [one, other] as const),
	).flat();
}

/** Even, and half of it more than all allowed pairs of any pairing together, also where three of them make a trio. */
function costOfForbidden({ size, cost }: Costs): number {
	let most = 0;
	for (let one = 0; one < size; one += 1) {
		for (let other = one + 1; other < size; other += 1) most = Math.max(most, cost(one, other) ?? 0);
	}
	return 2 * most * (Math.floor(size / 2) + 3) + 2;
}

/**
 * The others with the smallest values. Among equals whoever follows in the ring comes first, so that not
 * everybody chooses the same few.
 */
function smallest(size: number, one: number, count: number, value: (other: number) => number): number[] {
	const best: { other: number; at: number }[] = [];
	let bar = Infinity;
	for (let step = 1; step < size; step += 1) {
		const other = (one + step) % size;
		const at = value(other);
		if (at >= bar) continue;
		const position = best.findLastIndex((kept) => kept.at <= at) + 1;
		best.splice(position, 0, { other, at });
		if (best.length > count) best.pop();
		if (best.length === count) bar = best.at(-1)?.at ?? bar;
	}
	return best.map(({ other }) => other);
}

/** The pairs whose slack is negative: for each person those that are so most. */
function uncovered(
	matching: PerfectMatching,
	price: (one: number, other: number) => number,
): (readonly [number, number])[] {
	const { duals } = matching;
	const slackOf = slackReader(matching);
	return duals.flatMap((dual, one) => {
		const slack = (other: number): number => {
			const cost = price(one, other);
			const outside = 2 * cost - dual - (duals[other] ?? 0);
			return outside >= 0 ? Infinity : slackOf(one, other, cost);
		};
		return smallest(duals.length, one, MORE_CHOICES, (other) => {
			const found = slack(other);
			return found < 0 ? found : Infinity;
		}).map((other) => [one, other] as const);
	});
}

function pairingOf(matching: PerfectMatching, { size, cost }: Costs): Omit<Pairing, 'looked' | 'forbidden'> {
	const pairing: ReturnType<typeof pairingOf> = { partners: [], cost: 0, pairs: 0, matching };
	for (let one = 0; one < size; one += 1) {
		const other = matching.mates[one] ?? size;
		const price = other < size ? cost(one, other) : undefined;
		pairing.partners.push(price === undefined ? undefined : other);
		if (price === undefined || other < one) continue;
		pairing.cost += price;
		pairing.pairs += 1;
	}
	return pairing;
}
