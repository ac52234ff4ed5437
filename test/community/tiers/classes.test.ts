import fc from 'fast-check';
import { classify, parseClasses } from '../../../community/tiers/classes';

const policy = parseClasses({});
const classes = (scores: readonly number[], settings = policy) =>
	classify(
		scores.map((score, index) => ({ memberId: String(index), score })),
		settings,
	).map((one) => one.class);

test.each([
	['two of ten are top, two poor', [10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 'ttggggggpp'],
	['all are equal', [5, 5, 5, 5, 5], 'ggggg'],
	['one stands out', [9, 1, 1, 1, 1], 'tgggg'],
	['two share the top', [9, 9, 5, 4, 3, 2, 1, 1, 0, -1], 'ttggggggpp'],
	['half the members share the top', [9, 9, 9, 9, 9, 1, 1, 1, 1, 0], 'gggggggggp'],
	['fewer than five', [9, 5, 1, 0], 'gggg'],
	['nobody', [], ''],
])('%s', (_case, scores, expected) => {
	expect(
		classes(scores)
			.map((one) => one[0])
			.join(''),
	).toBe(expected);
});

test('scores that differ by a rounding error are equal', () => {
	const [one, other] = classify(
		[0.1 + 0.2, 0.3, 1, 2, 3].map((score, index) => ({ memberId: String(index), score })),
		policy,
	);
	expect(one).toEqual({ ...other, memberId: '0' });
	expect(one).toMatchObject({ rank: 4, percentile: 20, members: 5 });
});

describe('whatever the scores', () => {
	const scores = fc.array(fc.integer({ min: 0, max: 15 }), { maxLength: 40 });
	const order = ['poor', 'good', 'top'];

	test('the same score has the same class, and more is never worse', () => {
		fc.assert(
			fc.property(scores, (all) => {
				const found = classes(all).map((one, index) => [all[index] ?? 0, order.indexOf(one)] as const);
				for (const [score, place] of found) {
					for (const [other, otherPlace] of found) {
						if (score <= other) expect(place).toBeLessThanOrEqual(otherPlace);
					}
				}
			}),
		);
	});

	test('without ties the shares are kept to a member', () => {
		fc.assert(
			fc.property(fc.integer({ min: 5, max: 200 }), fc.integer({ min: 0, max: 50 }), (members, percent) => {
				const settings = parseClasses({ topPercent: percent, poorPercent: percent });
				const found = classes(
					Array.from({ length: members }, (_, index) => index),
					settings,
				);
				for (const edge of ['top', 'poor']) {
					const count = found.filter((one) => one === edge).length;
					expect(Math.abs(count - (members * percent) / 100)).toBeLessThanOrEqual(0.5);
				}
			}),
		);
	});
});

test('more than everybody is refused', () => {
	expect(() => parseClasses({ topPercent: 60, poorPercent: 41 })).toThrow(/more than all members/);
});
