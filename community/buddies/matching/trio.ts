import { cheapestMatching, cheapestPairingSteps, pairingOf, type Pairing, type Start } from './complete';
import { priceTable, type Costs } from './dense';
import { runToEnd, type Steps } from './steps';
import { AloneBound, boundOfRest, type Trio, type TrioBound } from './trio-bounds';

/** Pairs, and at most one trio. */
export interface Grouping {
	trio: Trio | undefined;
	/** The partner of each person; `undefined` for who is in the trio or alone. */
	partners: (number | undefined)[];
	/** Over all pairs, those inside the trio included. */
	cost: number;
	/** No grouping of as many people costs less than this; equal to `cost` where the optimum is proven. */
	atLeast: number;
}

/** How many trios are tried out at most: each try pairs everybody else. */
export function mostTries(size: number): number {
	return Math.max(12, Math.min(500, Math.floor(60_000_000 / size ** 2)));
}

/** How many trios the bounds of the tries are checked against before the search ends without a proof. */
const ROOM = 5_000;

/** See `cheapestWithTrioSteps`; all at once. */
export function cheapestWithTrio(costs: Costs): Grouping {
	return runToEnd(cheapestWithTrioSteps(costs));
}

/**
 * Groups an odd number of people: as many as possible, with one trio if that leaves fewer alone, at least
 * total cost.
 *
 * With a trio fixed, the others are paired exactly. Which trios are worth it is told by the dual solution of the
 * pairing with one person left over (see trio-bounds.ts). Trios are tried by their bounds, until no bound is below
 * the best found: then it is the optimum. Every try also gives a bound of its own, which rules out most of those
 * that are left. Where still too many are left (see `mostTries`), the best found is taken, and `atLeast` says
 * how far from the optimum it may be.
 */
export function* cheapestWithTrioSteps(costs: Costs): Steps<Grouping> {
	const alone = yield* cheapestPairingSteps(costs);
	const { forbidden } = alone;
	const price = (grouping: Grouping): number => 2 * penalised(grouping, costs, forbidden);
	let best = joined(costs, alone);
	if (costs.size < 3) return best;
	const first = new AloneBound(costs, alone);
	const bounds: TrioBound[] = [first.of];
	// Doubled prices are even, so that only a bound of at least 2 less can mean a better grouping.
	const candidates = yield* first.lowest(price(best) - 2, ROOM);
	let tries = mostTries(costs.size);
	let least = Infinity;
	for (const { trio, bound } of candidates) {
		if (bound > price(best) - 2) break;
		const known = bounds.reduce((most, of) => Math.max(most, of(trio)), bound);
		if (known > price(best) - 2) continue;
		if (tries === 0) {
			least = Math.min(least, known);
			continue;
		}
		tries -= 1;
		const { grouping, boundOf } = yield* withTrio(costs, trio, alone);
		bounds.push(boundOf);
		if (price(grouping) < price(best)) best = grouping;
	}
	// There may be more trios, none of which has a lower bound than the last one.
	if (candidates.length === ROOM) least = Math.min(least, candidates.at(-1)?.bound ?? Infinity);
	const gap = Math.max(0, penalised(best, costs, forbidden) - Math.ceil(least / 2));
	return { ...best, atLeast: Math.max(0, best.cost - gap) };
}

/** The cost of a grouping, with as much for everybody who is left alone as for half a forbidden pair. */
function penalised({ cost, partners, trio }: Grouping, { size }: Costs, forbidden: number): number {
	const together = partners.filter((partner) => partner !== undefined).length + (trio?.length ?? 0);
	return cost + (forbidden * (size - together)) / 2;
}

/** Pairs everybody but a trio. */
function* withTrio(
	{ size, cost }: Costs,
	trio: Trio,
	alone: Pairing,
): Steps<{ grouping: Grouping; boundOf: TrioBound }> {
	const { forbidden } = alone;
	const others = Array.from({ length: size }, (_, index) => index).filter((one) => !trio.includes(one));
	const costs: Costs = {
		size: others.length,
		cost: (one, other) => cost(others[one] ?? 0, others[other] ?? 0),
	};
	const matching = yield* cheapestMatching(yield* priceTable(costs, forbidden), startOf(others, alone));
	const rest = pairingOf(matching, costs);
	const partners = new Array<number | undefined>(size).fill(undefined);
	rest.partners.forEach((partner, one) => {
		if (partner !== undefined) partners[others[one] ?? 0] = others[partner];
	});
	const total = rest.cost + costOfTrio(cost, trio);
	return {
		grouping: { trio, partners, cost: total, atLeast: total },
		boundOf: boundOfRest({ size, cost }, trio, { others, rest: matching, forbidden }),
	};
}

/** What the pairing with one person left over tells about the pairing of these. */
function startOf(others: readonly number[], { matching: { duals, mates, looked } }: Pairing): Start {
	const places = new Map(others.map((one, place) => [one, place]));
	return {
		looked: looked.flatMap(([one, other]) => {
			const [from, to] = [places.get(one), places.get(other)];
			return from === undefined || to === undefined ? [] : [[from, to] as const];
		}),
		hint: {
			duals: others.map((one) => duals[one] ?? 0),
			mates: others.map((one) => places.get(mates[one] ?? -1) ?? -1),
		},
	};
}

function costOfTrio(cost: Costs['cost'], [a, b, c]: Trio): number {
	return (cost(a, b) ?? Infinity) + (cost(a, c) ?? Infinity) + (cost(b, c) ?? Infinity);
}

/** The pairing, with the person left over in the pair where that costs least, if any pair may take a third. */
function joined({ size, cost }: Costs, { partners, cost: total, matching }: Pairing): Grouping {
	const single = matching.mates[size] ?? 0;
	let best: Grouping = { trio: undefined, partners, cost: total, atLeast: total };
	partners.forEach((partner, one) => {
		if (partner === undefined || partner < one) return;
		const joining = (cost(one, single) ?? Infinity) + (cost(partner, single) ?? Infinity);
		if (total + joining >= (best.trio === undefined ? Infinity : best.cost)) return;
		const others = partners.map((other, index) => (index === one || index === partner ? undefined : other));
		best = { trio: [one, partner, single], partners: others, cost: total + joining, atLeast: total };
	});
	return best;
}
