import fc from 'fast-check';
import { DomainError } from '../../community/domain-error';

import {
	checkThresholds,
	evaluate,
	type Evaluation,
	type ScreeningRule,
	type Thresholds,
} from '../../community/screening/evaluate';

const LIMITS: Thresholds = { approveFrom: 60, rejectBelow: 0 };
const RANK = { rejected: 0, review: 1, approved: 2 };

interface Case extends ScreeningRule {
	holds: boolean;
}

const run = (cases: readonly Case[], limits = LIMITS): Evaluation =>
	evaluate(
		cases,
		limits,
		() => 'seen',
		(index) => cases[index]?.holds === true,
	);
const rule = (weight: number, holds = true): Case => ({ name: `${weight}`, field: 'text', weight, holds });

const cents = fc.integer({ min: -10_000, max: 10_000 }).map((amount) => amount / 100);
const aRule = fc.record({ name: fc.string(), field: fc.string(), weight: cents, holds: fc.boolean() });
const rules = fc.array(aRule, { maxLength: 12 });
const limits = fc.tuple(cents, cents).map(([a, b]) => ({ approveFrom: Math.max(a, b), rejectBelow: Math.min(a, b) }));

describe('evaluate', () => {
	test.each([
		[[rule(60)], 'approved', 60],
		[[rule(59)], 'review', 59],
		[[rule(30), rule(30)], 'approved', 60],
		[[rule(60), rule(100, false)], 'approved', 60],
		[[], 'review', 0],
		[[rule(-1)], 'rejected', -1],
		[[rule(60), rule(-61)], 'rejected', -1],
		[[rule(-1, false)], 'review', 0],
		[[rule(0)], 'review', 0],
	] as const)('%j is %s', (cases, decision, score) => {
		expect(run(cases)).toMatchObject({ decision, score });
	});

	test('lets a person decide about nobody where the thresholds are equal', () => {
		const equal = { approveFrom: 10, rejectBelow: 10 };
		expect(run([rule(10)], equal).decision).toBe('approved');
		expect(run([rule(9.99)], equal).decision).toBe('rejected');
	});

	test.each([
		[[0.1, 0.2], 0.3],
		[[0.7, 0.1], 0.8],
		[Array.from({ length: 10 }, () => 0.1), 1],
		[[1.1, 2.2], 3.3],
	])('adds %j up to %d', (weights, sum) => {
		const evaluation = run(
			weights.map((weight) => rule(weight)),
			{ approveFrom: sum, rejectBelow: 0 },
		);
		expect(evaluation).toMatchObject({ score: sum, decision: 'approved' });
	});

	test('explains itself by every rule, in the order of the rules', () => {
		const seen: Record<string, unknown> = { city: '深圳', age: null, note: '', agreed: false };
		const cases = ['city', 'age', 'note', 'agreed', 'job'].map((field) => ({
			name: `Rule ${field}`,
			field,
			weight: 5,
		}));
		const { reasons } = evaluate(
			cases,
			LIMITS,
			(field) => seen[field],
			(_index, value) => value === '深圳',
		);
		expect(reasons).toEqual([
			{ rule: 'Rule city', field: 'city', saw: '深圳', passed: true, missing: false, points: 5 },
			{ rule: 'Rule age', field: 'age', saw: null, passed: false, missing: true, points: 0 },
			{ rule: 'Rule note', field: 'note', saw: '', passed: false, missing: true, points: 0 },
			{ rule: 'Rule agreed', field: 'agreed', saw: false, passed: false, missing: false, points: 0 },
			{ rule: 'Rule job', field: 'job', saw: null, passed: false, missing: true, points: 0 },
		]);
	});

	test('does not depend on the order of the rules', () => {
		const shuffled = rules.chain((some) =>
			fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
		);
		fc.assert(
			fc.property(shuffled, limits, ([some, other], thresholds) => {
				const [a, b] = [run(some, thresholds), run(other, thresholds)];
				expect([a.decision, a.score]).toEqual([b.decision, b.score]);
			}),
		);
	});

	test('never decides worse because one more good rule holds, nor better because of a bad one', () => {
		fc.assert(
			fc.property(rules, aRule, limits, (some, one, thresholds) => {
				const before = RANK[run(some, thresholds).decision];
				const more = (weight: number) => RANK[run([...some, { ...one, weight, holds: true }], thresholds).decision];
				expect(more(Math.abs(one.weight))).toBeGreaterThanOrEqual(before);
				expect(more(-Math.abs(one.weight))).toBeLessThanOrEqual(before);
				expect(RANK[run([...some, { ...one, holds: false }], thresholds).decision]).toBe(before);
			}),
		);
	});

	test('never lets anybody in for points that are no number', () => {
		expect(run([rule(Number.NaN), rule(1000)]).decision).not.toBe('approved');
	});

	test('stops at a broken rule', () => {
		const broken = () => {
			throw new Error('broken');
		};
		expect(() => evaluate([rule(100)], LIMITS, () => '', broken)).toThrow('broken');
		expect(() => evaluate([rule(100)], LIMITS, broken, () => true)).toThrow('broken');
	});
});

describe('thresholds', () => {
	test.each([
		[{ approveFrom: 10, rejectBelow: 11 }, /cross.*11.*10/],
		[{ approveFrom: Number.NaN, rejectBelow: 0 }, /not a number/],
		[{ approveFrom: 10, rejectBelow: Number.NaN }, /not a number/],
		[{ approveFrom: Number.POSITIVE_INFINITY, rejectBelow: 0 }, /not a number/],
	])('%j are refused with a hint', (thresholds, message) => {
		const check = () => {
			checkThresholds(thresholds);
		};
		expect(check).toThrow(DomainError);
		expect(check).toThrow(message);
		expect(() => run([], thresholds)).toThrow(expect.objectContaining({ hint: expect.stringMatching(/\S/) as string }));
	});

	test.each([
		{ approveFrom: 10, rejectBelow: 10 },
		{ approveFrom: -5, rejectBelow: -6 },
	])('%j are fine', (thresholds) => {
		expect(() => {
			checkThresholds(thresholds);
		}).not.toThrow();
	});
});
