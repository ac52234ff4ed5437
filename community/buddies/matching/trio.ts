import { cheapestPairing, type Costs, type Pairing, type Start } from './complete';
import { mostTries, worthTrying, type Trio } from './trio-bounds';

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

/** Among more people no trio is searched for: whoever is left over joins the pair where that costs least. */
const MOST_SEARCHED = 700;

/**
 * Groups an odd number of people: as many as possible, with one trio if that leaves fewer alone, at least
 * total cost.
 *
 * With a trio fixed, the others are paired exactly. Which trios are worth it is told by the dual solution of the
 * pairing with one person left over: without a, b, c and the stand-in its value less theirs is
 * a bound of what the others cost (weak duality). Trios are tried by their bounds, until no bound is below
 * the best found: then it is the optimum. Where there are too many (see `mostTries`), the best found is
 * taken, and `atLeast` says how far from the optimum it may be.
 */
export function cheapestWithTrio(costs: Costs): Grouping {
	const alone = cheapestPairing(costs);
	let best = joined(costs, alone);
	if (costs.size > MOST_SEARCHED) return best;
	const candidates = worthTrying(costs, alone, penalised(best, costs, alone.forbidden));
	const most = mostTries(costs.size);
	for (const { trio, bound } of candidates.slice(0, most)) {
		const total = penalised(best, costs, alone.forbidden);
		if (bound > 2 * total - 2) break;
		const grouping = withTrio(costs, trio, alone);
		if (penalised(grouping, costs, alone.forbidden) < total) best = grouping;
	}
	const next = candidates.length > most ? (candidates[most]?.bound ?? Infinity) : Infinity;
	const gap = Math.max(0, penalised(best, costs, alone.forbidden) - Math.ceil(next / 2));
	return { ...best, atLeast: Math.max(0, best.cost - gap) };
}

/** The cost of a grouping, with as much for everybody who is left alone as for half a forbidden pair. */
function penalised({ cost, partners, trio }: Grouping, { size }: Costs, forbidden: number): number {
	const together = partners.filter((partner) => partner !== undefined).length + (trio?.length ?? 0);
	return cost + (forbidden * (size - together)) / 2;
}

/** Pairs everybody but a trio. */
function withTrio({ size, cost }: Costs, trio: Trio, alone: Pairing): Grouping {
	const others = Array.from({ length: size }, (_, index) => index).filter((one) => !trio.includes(one));
	const rest = cheapestPairing(
		{ size: others.length, cost: (one, other) => cost(others[one] ?? 0, others[other] ?? 0) },
		startOf(others, alone),
	);
	const partners = new Array<number | undefined>(size).fill(undefined);
	rest.partners.forEach((partner, one) => {
		if (partner !== undefined) partners[others[one] ?? 0] = others[partner];
	});
	const total = rest.cost + costOfTrio(cost, trio);
	return { trio, partners, cost: total, atLeast: total };
}

/** What the pairing with one person left over tells about the pairing of these. */
function startOf(others: readonly number[], { looked, matching: { duals, mates } }: Pairing): Start {
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
