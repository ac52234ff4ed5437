import { assignmentStart } from './assignment';
import { slackReader } from './certificate';
import { costOfForbidden, priceTable, ROWS, type Costs, type PriceTable } from './dense';
import { perfectMatchingSteps, type Edge, type Hint, type PerfectMatching } from './perfect';
import { runToEnd, type Steps } from './steps';

export type { Costs } from './dense';

/** A pair that is looked at. */
export type Choice = readonly [one: number, other: number];

/** As many pairs as possible and, of all such pairings, one that costs least in total. */
export interface Pairing {
	/** The partner of each person; `undefined` for who is left alone. */
	partners: (number | undefined)[];
	/** The sum over all pairs. */
	cost: number;
	pairs: number;
	/** The proof, over every two people and, if their number is odd, a stand-in who costs nothing. */
	matching: ProvenMatching;
	/** What the proof takes as the cost of two people who must not be paired. */
	forbidden: number;
}

export interface ProvenMatching extends PerfectMatching {
	/** The pairs that were looked at, which were enough. */
	looked: Choice[];
}

/** Where a search begins: the dual solution and the pairs of almost the same table. They only decide how long it takes. */
export interface Start {
	hint: Hint;
	looked: readonly Choice[];
}

/** How many of the most promising partners of each person the first attempt looks at. */
const FIRST_CHOICES = 10;
/** How many more each person gets where the proof finds that some were missing. */
const MORE_CHOICES = 6;

/** See `cheapestPairingSteps`; all at once. */
export function cheapestPairing(costs: Costs): Pairing {
	return runToEnd(cheapestPairingSteps(costs));
}

/**
 * Pairs people at least total cost, exactly, without a search among all edges: the search begins where the fractional relaxation
 * ends (see assignment.ts) and looks at everybody's most promising partners; its dual solution is then checked
 * against every two people, those that it does not cover become edges too, and so on until the proof holds for all
 * (M. Grötschel and O. Holland, "Solving matching problems with linear programming", 1985).
 *
 * A pair that is forbidden costs more than all pairs together, so that as many as possible are paired.
 */
export function* cheapestPairingSteps(costs: Costs): Steps<Pairing> {
	const forbidden = yield* costOfForbidden(costs);
	const table = yield* priceTable(costs, forbidden);
	return { ...pairingOf(yield* cheapestMatching(table), costs), forbidden };
}

/**
 * A perfect matching of least price over the whole table, with its proof.
 */
export function* cheapestMatching(table: PriceTable, start?: Start): Steps<ProvenMatching> {
	const { size, cells } = table;
	const edges = new Map<number, Edge>();
	const add = (one: number, other: number): void => {
		const [low, high] = [Math.min(one, other), Math.max(one, other)];
		edges.set(low * size + high, [low, high, cells[low * size + high] ?? 0]);
	};
	let hint = start?.hint ?? (yield* assignmentStart(table));
	yield;
	const looked = start?.looked ?? (yield* firstChoices(table, hint));
	// The ring of everybody makes sure that there is a perfect matching.
	for (let one = 0; one < size; one += 1) add(one, (one + 1) % size);
	for (const [one, other] of hint.mates.entries()) if (other >= 0) add(one, other);
	for (const [one, other] of looked) add(one, other);
	for (;;) {
		yield;
		const matching = yield* perfectMatchingSteps(size, [...edges.values()], hint);
		if (matching === undefined) throw new RangeError('A ring of an even number of people has a perfect matching');
		const missing = yield* uncovered(table, matching);
		if (missing.length === 0) return { ...matching, looked: [...edges.values()].map(ends) };
		for (const [one, other] of missing) add(one, other);
		hint = matching;
	}
}

function ends([one, other]: Edge): Choice {
	return [one, other];
}

/** For each vertex the others with the least (doubled) slack. */
function* firstChoices({ size, cells }: PriceTable, { duals }: Hint): Steps<Choice[]> {
	const own = Float64Array.from(duals);
	const choices: Choice[] = [];
	for (let one = 0; one < size; one += 1) {
		if (one % ROWS === 0) yield;
		const row = one * size;
		const slack = (other: number): number => 2 * (cells[row + other] ?? 0) - (own[other] ?? 0);
		for (const other of smallest(size, one, FIRST_CHOICES, slack)) choices.push([one, other]);
	}
	return choices;
}

/**
 * The others with the smallest values below `bar`. Among equals whoever follows in the ring comes first, so that
 * not everybody chooses the same few.
 */
function smallest(
	size: number,
	one: number,
	count: number,
	value: (other: number) => number,
	below = Infinity,
): number[] {
	const best: { other: number; at: number }[] = [];
	let bar = below;
	for (let step = 1; step < size; step += 1) {
		const other = one + step < size ? one + step : one + step - size;
		const at = value(other);
		if (at >= bar) continue;
		const position = best.findLastIndex((kept) => kept.at <= at) + 1;
		best.splice(position, 0, { other, at });
		if (best.length > count) best.pop();
		if (best.length === count) bar = best.at(-1)?.at ?? bar;
	}
	return best.map(({ other }) => other);
}

/** The pairs whose slack is negative: for each vertex those that are so most. */
function* uncovered({ size, cells }: PriceTable, matching: PerfectMatching): Steps<Choice[]> {
	const duals = Float64Array.from(matching.duals);
	const slackOf = slackReader(matching);
	const missing: Choice[] = [];
	for (const [one, dual] of matching.duals.entries()) {
		if (one % ROWS === 0) yield;
		const row = one * size;
		const slack = (other: number): number => {
			const price = cells[row + other] ?? 0;
			// Most pairs are covered by the dual values alone.
			const outside = 2 * price - dual - (duals[other] ?? 0);
			return outside >= 0 ? outside : slackOf(one, other, price);
		};
		for (const other of smallest(size, one, MORE_CHOICES, slack, 0)) missing.push([one, other]);
	}
	return missing;
}

/** What a proven matching over the price table of some people means for them. */
export function pairingOf(matching: ProvenMatching, { size, cost }: Costs): Omit<Pairing, 'forbidden'> {
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
