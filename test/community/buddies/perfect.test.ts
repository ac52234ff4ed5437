import fc from 'fast-check';
import { flaws } from '../../../community/buddies/matching/certificate';
import { perfectMatching, type Edge, type PerfectMatching } from '../../../community/buddies/matching/perfect';

const costOf = (edges: readonly Edge[]) => {
	const costs = new Map<string, number>();
	for (const [one, other, cost] of edges) {
		const key = `${Math.min(one, other)}-${Math.max(one, other)}`;
		costs.set(key, Math.min(cost, costs.get(key) ?? Infinity));
	}
	return (one: number, other: number) => costs.get(`${Math.min(one, other)}-${Math.max(one, other)}`);
};

function totalOf({ mates }: PerfectMatching, edges: readonly Edge[]): number {
	const cost = costOf(edges);
	return mates.reduce((sum, mate, one) => sum + (one < mate ? (cost(one, mate) ?? Number.NaN) : 0), 0);
}

/** The least cost of all perfect matchings, found by trying every one. */
function bruteForce(size: number, edges: readonly Edge[]): number {
	const cost = costOf(edges);
	const best = (left: readonly number[]): number => {
		const [first, ...others] = left;
		if (first === undefined) return 0;
		return others.reduce((least, other) => {
			const price = cost(first, other);
			return price === undefined ? least : Math.min(least, price + best(others.filter((one) => one !== other)));
		}, Infinity);
	};
	return best(Array.from({ length: size }, (_, index) => index));
}

const graphs = (sizes: fc.Arbitrary<number>, mostCost: number) =>
	sizes.chain((half) => {
		const size = 2 * half;
		const edge = fc
			.tuple(fc.nat(size - 1), fc.nat(size - 1), fc.integer({ min: -3, max: mostCost }))
			.filter(([one, other]) => one !== other);
		return fc.record({ size: fc.constant(size), edges: fc.array(edge, { maxLength: size * 4 }) });
	});

test.each([2, 20, 1_000_000])('costs as little as the best of all matchings (costs up to %i)', (mostCost) => {
	fc.assert(
		fc.property(graphs(fc.integer({ min: 1, max: 5 }), mostCost), ({ size, edges }) => {
			const matching = perfectMatching(size, edges);
			const least = bruteForce(size, edges);
			if (matching === undefined) return least === Infinity;
			expect(totalOf(matching, edges)).toBe(least);
			expect(flaws(matching, costOf(edges))).toEqual([]);
			return true;
		}),
		{ numRuns: 1500 },
	);
});

/** A small generator of numbers (Park and Miller's), so that large graphs need no large test data. */
function numbers(seed: number): (below: number) => number {
	let state = (seed % 2_147_483_646) + 1;
	return (below) => {
		state = (state * 48_271) % 2_147_483_647;
		return state % below;
	};
}

function largeGraph(size: number, degree: number, mostCost: number, seed: number): Edge[] {
	const below = numbers(seed);
	const ring = Array.from({ length: size }, (_, one): Edge => [one, (one + 1) % size, mostCost]);
	const others = Array.from({ length: (size * degree) / 2 }, (): Edge => {
		const one = below(size);
		return [one, (one + 1 + below(size - 1)) % size, below(mostCost)];
	});
	return [...ring, ...others];
}

test('large graphs come with a proof that no matching costs less', () => {
	fc.assert(
		fc.property(
			fc.record({
				size: fc.integer({ min: 10, max: 100 }).map((half) => 2 * half),
				degree: fc.integer({ min: 2, max: 30 }),
				mostCost: fc.constantFrom(2, 10, 300, 100_000),
				seed: fc.nat(),
			}),
			({ size, degree, mostCost, seed }) => {
				const edges = largeGraph(size, degree, mostCost, seed);
				const matching = perfectMatching(size, edges);
				expect(matching === undefined ? ['no matching'] : flaws(matching, costOf(edges))).toEqual([]);
			},
		),
		{ numRuns: 150 },
	);
});

test('a hint, however wrong, changes nothing about the cost', () => {
	const edges = largeGraph(40, 8, 50, 7);
	const least = perfectMatching(40, edges);
	if (least === undefined) throw new Error('no matching');
	fc.assert(
		fc.property(
			fc.array(fc.integer({ min: -200, max: 200 }), { minLength: 40, maxLength: 40 }),
			fc.array(fc.nat(39), { minLength: 40, maxLength: 40 }),
			(duals, mates) => {
				const hinted = perfectMatching(40, edges, { duals, mates });
				expect(hinted === undefined ? undefined : totalOf(hinted, edges)).toBe(totalOf(least, edges));
				expect(hinted === undefined ? ['no matching'] : flaws(hinted, costOf(edges))).toEqual([]);
			},
		),
	);
});

test('a proof with a flaw is found', () => {
	const edges = largeGraph(20, 6, 50, 3);
	const right = perfectMatching(20, edges);
	if (right === undefined) throw new Error('no matching');
	const raised = right.duals.map((dual, one) => (one === 0 ? dual + 2 : dual));
	expect(flaws({ ...right, duals: raised }, costOf(edges))).not.toEqual([]);
	expect(flaws({ ...right, mates: right.mates.map(() => 0) }, costOf(edges))).not.toEqual([]);
});

test('an odd number of vertices, or one without edges, has no perfect matching', () => {
	expect(perfectMatching(3, [[0, 1, 1]])).toBeUndefined();
	expect(perfectMatching(4, [[0, 1, 1]])).toBeUndefined();
	expect(perfectMatching(0, [])).toEqual({ mates: [], duals: [], oddSets: [] });
});
