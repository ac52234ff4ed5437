import fc from 'fast-check';

import { rank, type Candidate } from '../../../community/admission/ranking';
import { moveUp, readSelection, select } from '../../../community/admission/selection';

const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 8, 0, second)).toISOString();
const candidate = (applicationId: string, score: number, second = 0, tags: string[] = []): Candidate => ({
	applicationId,
	score,
	appliedAt: at(second),
	tags,
});
const ids = (list: readonly { applicationId: string }[]) => list.map(({ applicationId }) => applicationId);
const SEED = '2026-03';

const batches = fc.uniqueArray(
	fc.record({
		applicationId: fc.string({ minLength: 1, maxLength: 3 }),
		score: fc.integer({ min: 0, max: 3 }),
		appliedAt: fc.nat(2).map(at),
		tags: fc.subarray(['vip', 'founder']),
	}),
	{ selector: ({ applicationId }) => applicationId, maxLength: 12 },
);
const quotas = fc
	.record({ open: fc.nat(4), vip: fc.nat(3), founder: fc.nat(3), fillKept: fc.boolean() })
	.map(({ open, vip, founder, fillKept }) =>
		readSelection({
			places: open + vip + founder,
			tiers: [
				{ tier: 'vip', quota: vip },
				{ tier: 'founder', quota: founder },
			],
			fillKept,
		}),
	);

describe('the order of a batch', () => {
	test('is by score, then by who applied earlier', () => {
		const batch = [candidate('a', 1), candidate('b', 3, 9), candidate('c', 3, 2), candidate('d', 2)];
		expect(ids(rank(batch, SEED))).toEqual(['c', 'b', 'd', 'a']);
		expect(rank(batch, SEED).map((one) => one.rank)).toEqual([1, 2, 3, 4]);
	});

	test('takes one instant for the same in every time zone', () => {
		const same = [
			{ applicationId: 'late', score: 1, appliedAt: '2026-03-01T08:00:01Z' },
			{ applicationId: 'early', score: 1, appliedAt: '2026-03-01T16:00:00+08:00' },
		];
		expect(ids(rank(same, SEED))).toEqual(['early', 'late']);
	});

	test('of equals is a lot that depends on the seed', () => {
		const equals = Array.from({ length: 8 }, (_, index) => candidate(`a${index}`, 1));
		const orders = new Set(Array.from({ length: 20 }, (_, seed) => ids(rank(equals, `${seed}`)).join()));
		expect(orders.size).toBeGreaterThan(15);
		expect(ids(rank(equals, SEED))).toEqual(['a2', 'a3', 'a7', 'a1', 'a5', 'a4', 'a0', 'a6']);
	});

	test('does not depend on the order in which applications come', () => {
		const shuffled = batches.chain((batch) =>
			fc.tuple(fc.constant(batch), fc.shuffledSubarray(batch, { minLength: batch.length })),
		);
		fc.assert(
			fc.property(shuffled, quotas, ([batch, other], settings) => {
				expect(rank(other, SEED)).toEqual(rank(batch, SEED));
				expect(select(other, settings, SEED)).toEqual(select(batch, settings, SEED));
			}),
		);
	});

	test.each([
		[[candidate('a', Number.NaN)], 'score'],
		[[candidate('a', 1), candidate('a', 2)], 'applicationId'],
		[[{ applicationId: 'a', score: 1, appliedAt: 'today' }], 'appliedAt'],
	])('of %j is refused, naming %s', (batch, field) => {
		expect(() => rank(batch, SEED)).toThrow(expect.objectContaining({ field }));
	});
});

describe('a selection', () => {
	test('takes the best; the others wait in order', () => {
		const batch = [candidate('a', 1), candidate('b', 4), candidate('c', 3), candidate('d', 2), candidate('e', 0)];
		const { chosen, waiting, belowMinimum } = select(batch, readSelection({ places: 2, minimumScore: 1 }), SEED);
		expect(chosen).toEqual([
			{ applicationId: 'b', rank: 1 },
			{ applicationId: 'c', rank: 2 },
		]);
		expect(ids(waiting)).toEqual(['d', 'a']);
		expect(belowMinimum).toEqual(['e']);
	});

	test('keeps places for a tier, and fills what the tier leaves', () => {
		const batch = [candidate('a', 9), candidate('b', 8), candidate('c', 7), candidate('v', 1, 0, ['vip'])];
		const tiers = [{ tier: 'vip', quota: 2 }];
		expect(select(batch, readSelection({ places: 3, tiers }), SEED).chosen).toEqual([
			{ applicationId: 'a', rank: 1 },
			{ applicationId: 'b', rank: 2 },
			{ applicationId: 'v', rank: 4, tier: 'vip' },
		]);
		const kept = select(batch, readSelection({ places: 3, tiers, fillKept: false }), SEED);
		expect(ids(kept.chosen)).toEqual(['a', 'v']);
		expect(ids(kept.waiting)).toEqual(['b', 'c']);
	});

	test('loses nobody, and never goes over a quota', () => {
		fc.assert(
			fc.property(batches, quotas, (batch, settings) => {
				const { chosen, waiting, belowMinimum } = select(batch, settings, SEED);
				expect([...ids(chosen), ...ids(waiting), ...belowMinimum].sort()).toEqual(ids(batch).sort());
				expect(chosen.length).toBeLessThanOrEqual(settings.places);
				for (const { tier, quota } of settings.tiers) {
					expect(chosen.filter((one) => one.tier === tier).length).toBeLessThanOrEqual(quota);
				}
				if (settings.fillKept && chosen.length < settings.places) expect(waiting).toEqual([]);
			}),
		);
	});
});

describe('the waiting list', () => {
	test('moves up as if there had been more places from the start', () => {
		fc.assert(
			fc.property(batches, fc.nat(6), fc.nat(6), (batch, places, freed) => {
				const settings = readSelection({ places });
				const first = select(batch, settings, SEED);
				const after = moveUp(first.waiting, [{ places: freed }], settings);
				const all = select(batch, readSelection({ places: places + freed }), SEED);
				expect([...first.chosen, ...after.moved]).toEqual(all.chosen);
				expect(after.waiting).toEqual(all.waiting);
			}),
		);
	});

	test.each([
		['a freed place of a tier goes to the tier', [{ tier: 'vip', places: 1 }], true, ['v'], ['a', 'b']],
		['one open place goes to the first', [{ places: 1 }], true, ['a'], ['b', 'v']],
		['a place that no tier fills goes to the first', [{ tier: 'vip', places: 2 }], true, ['a', 'v'], ['b']],
		['unless it stays kept', [{ tier: 'vip', places: 2 }], false, ['v'], ['a', 'b']],
		['nothing freed moves nobody', [{ places: 0 }], true, [], ['a', 'b', 'v']],
		['more places than people take all', [{ places: 9 }], true, ['a', 'b', 'v'], []],
	])('%s', (_name, freed, fillKept, moved, left) => {
		const settings = readSelection({ places: 3, tiers: [{ tier: 'vip', quota: 2 }], fillKept });
		const waiting = rank([candidate('a', 3), candidate('b', 2), candidate('v', 1, 0, ['vip'])], SEED);
		const after = moveUp(waiting, freed, settings);
		expect(ids(after.moved)).toEqual(moved);
		expect(ids(after.waiting)).toEqual(left);
	});

	test('never takes more than was freed, and stays in order', () => {
		const freed = fc.array(fc.record({ tier: fc.constantFrom('vip', 'founder', undefined), places: fc.nat(3) }), {
			maxLength: 4,
		});
		fc.assert(
			fc.property(batches, quotas, freed, (batch, settings, places) => {
				const list = rank(batch, SEED);
				const { moved, waiting } = moveUp(list, places, settings);
				expect(moved.length).toBeLessThanOrEqual(places.reduce((sum, one) => sum + one.places, 0));
				expect(ids(waiting)).toEqual(ids(list).filter((id) => !ids(moved).includes(id)));
			}),
		);
	});
});
