import fc from 'fast-check';
import { cheapestPairing, type Costs } from '../../../community/buddies/matching/complete';
import { flaws } from '../../../community/buddies/matching/certificate';
import { cheapestWithTrio } from '../../../community/buddies/matching/trio';

/** More people come first, then the lower cost. */
interface Outcome {
	people: number;
	cost: number;
}

const better = (one: Outcome, other: Outcome): Outcome =>
	one.people > other.people || (one.people === other.people && one.cost <= other.cost) ? one : other;

/** Tries every way to pair people or leave them alone. */
function bestPairs(people: readonly number[], cost: Costs['cost']): Outcome {
	const [first, ...others] = people;
	if (first === undefined) return { people: 0, cost: 0 };
	return others.reduce(
		(best, other) => {
			const price = cost(first, other);
			if (price === undefined) return best;
			const rest = bestPairs(
				others.filter((one) => one !== other),
				cost,
			);
			return better(best, { people: rest.people + 2, cost: rest.cost + price });
		},
		bestPairs(others, cost),
	);
}

function bestGroups({ size, cost }: Costs): Outcome {
	const everybody = Array.from({ length: size }, (_, index) => index);
	let best = bestPairs(everybody, cost);
	for (let a = 0; a < size; a += 1) {
		for (let b = a + 1; b < size; b += 1) {
			for (let c = b + 1; c < size; c += 1) {
				const [ab, ac, bc] = [cost(a, b), cost(a, c), cost(b, c)];
				if (ab === undefined || ac === undefined || bc === undefined) continue;
				const rest = bestPairs(
					everybody.filter((one) => ![a, b, c].includes(one)),
					cost,
				);
				best = better(best, { people: rest.people + 3, cost: rest.cost + ab + ac + bc });
			}
		}
	}
	return best;
}

/** Costs of every two people; a share of the pairs is forbidden. */
const costTables = (sizes: fc.Arbitrary<number>): fc.Arbitrary<Costs> =>
	fc
		.record({ size: sizes, most: fc.constantFrom(0, 1, 4, 100), forbidden: fc.constantFrom(0, 20, 60, 85) })
		.chain(({ size, most, forbidden }) =>
			fc
				.array(fc.record({ cost: fc.nat(most), lot: fc.nat(99) }), { minLength: size ** 2, maxLength: size ** 2 })
				.map((cells) => ({
					size,
					cost: (one, other) => {
						const cell = cells[Math.min(one, other) * size + Math.max(one, other)];
						return cell === undefined || cell.lot < forbidden ? undefined : cell.cost;
					},
				})),
		);

test('pairs as many people as possible, then at least cost, whatever is forbidden', () => {
	fc.assert(
		fc.property(costTables(fc.integer({ min: 0, max: 9 })), (costs) => {
			const { partners, cost, pairs } = cheapestPairing(costs);
			const everybody = Array.from({ length: costs.size }, (_, index) => index);
			expect({ people: 2 * pairs, cost }).toEqual(bestPairs(everybody, costs.cost));
			partners.forEach((partner, one) => {
				if (partner !== undefined) expect(partners[partner]).toBe(one);
			});
		}),
		{ numRuns: 600 },
	);
});

test('an odd number of people gets the best of all trios', () => {
	fc.assert(
		fc.property(costTables(fc.constantFrom(1, 3, 5, 7, 9)), (costs) => {
			const { trio, partners, cost, atLeast } = cheapestWithTrio(costs);
			const paired = partners.filter((partner) => partner !== undefined).length;
			expect({ people: paired + (trio?.length ?? 0), cost }).toEqual(bestGroups(costs));
			expect(atLeast).toBe(cost);
			for (const one of trio ?? []) expect(partners[one]).toBeUndefined();
		}),
		{ numRuns: 400 },
	);
});

test('the pairs of 200 people are proven to cost least, over every two of them', () => {
	const place = (one: number): number => (one * one * 7919) % 1009;
	const cost = (one: number, other: number): number | undefined =>
		(one + other) % 7 === 0 ? undefined : Math.abs(place(one) - place(other));
	const { matching, forbidden, pairs } = cheapestPairing({ size: 200, cost });
	expect(pairs).toBe(100);
	expect(flaws(matching, (one, other) => cost(one, other) ?? forbidden)).toEqual([]);
});

test('pairs that were not among the first choices are found where they are needed', () => {
	// Two halves of odd size: somebody must be paired across, and everybody has enough of their own half nearer.
	const cost = (one: number, other: number): number =>
		(one + other) % 2 === 0 ? 1 : 100 - ((one * other * 31 + one + other) % 50);
	const { matching, cost: total } = cheapestPairing({ size: 62, cost });
	expect(flaws(matching, cost)).toEqual([]);
	const across = Array.from({ length: 62 }, (_, one) => Array.from({ length: 62 }, (__, other) => cost(one, other)));
	expect(total).toBe(30 + Math.min(...across.flat().filter((price) => price > 1)));
});

test('where not every trio can be tried, the result still says how good it may be at best', () => {
	const cost = (one: number, other: number): number => 20 + (((one * 17) ^ (other * 17)) % 23);
	const size = 301;
	const { trio, cost: total, atLeast, partners } = cheapestWithTrio({ size, cost });
	expect(trio).toHaveLength(3);
	expect(partners.filter((partner) => partner !== undefined)).toHaveLength(298);
	expect(atLeast).toBeLessThanOrEqual(total);
	expect(atLeast).toBeGreaterThanOrEqual(20 * 152);
});
