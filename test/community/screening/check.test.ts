import fc from 'fast-check';
import { DomainError } from '../../../community/domain-error';

import { checkRules, screeningWarnings, type WrittenRule } from '../../../community/screening/check';
import { evaluate } from '../../../community/screening/evaluate';

const LIMITS = { approveFrom: 60, rejectBelow: 0 };
const shenzhen = { combinator: 'and', conditions: [{ id: 'x1', rightValue: '深圳', operator: 'equals' }] };
const same = { conditions: [{ operator: 'equals', id: 'y2', rightValue: '深圳' }], combinator: 'and' };

const rule = (more: Partial<WrittenRule>): WrittenRule => ({ name: 'City', field: 'city', weight: 60, ...more });
const warnings = (rules: readonly WrittenRule[], limits = LIMITS) =>
	screeningWarnings(rules, limits).map(({ code, fatal, field }) => ({ code, fatal, field }));

describe('the rules are checked before anybody applies', () => {
	test.each<[string, WrittenRule[], object[]]>([
		['sound rules', [rule({ condition: shenzhen }), rule({ name: 'Job', field: 'job', condition: shenzhen })], []],
		[
			'one name twice, as it was always allowed',
			[rule({}), rule({})],
			[{ code: 'same_name', fatal: false, field: 'rules.1.name' }],
		],
		[
			'a hard stop that shares a name',
			[rule({}), rule({}), rule({ effect: 'reject' })],
			[{ code: 'same_name', fatal: true, field: 'rules.1.name' }],
		],
		[
			'two stops that contradict each other',
			[
				rule({ name: 'a', weight: 60 }),
				rule({ name: 'b', field: 'x', effect: 'reject', condition: shenzhen }),
				rule({ name: 'c', field: 'x', effect: 'review', condition: same }),
			],
			[{ code: 'contradiction', fatal: true, field: 'rules.2.condition' }],
		],
		[
			'the same rule twice',
			[rule({ name: 'a', condition: shenzhen }), rule({ name: 'b', condition: same })],
			[{ code: 'repeated', fatal: false, field: 'rules.1.condition' }],
		],
		[
			'points that do not reach',
			[rule({ weight: 59 })],
			[{ code: 'nobody_approved', fatal: false, field: 'approveFrom' }],
		],
	])('%s', (_name, rules, expected) => {
		expect(warnings(rules)).toEqual(expected);
	});

	test('points that equal conditions give and take at once do not count as reachable', () => {
		const rules = [
			rule({ name: 'a', weight: 60, condition: shenzhen }),
			rule({ name: 'b', weight: -10, condition: same }),
		];
		expect(warnings(rules).map(({ code }) => code)).toContain('nobody_approved');
	});

	test('a threshold below everything is mentioned', () => {
		expect(warnings([rule({})], { approveFrom: 60, rejectBelow: -1 })).toEqual([
			{ code: 'nobody_rejected', fatal: false, field: 'rejectBelow' },
		]);
	});

	test('signals count among the points', () => {
		expect(screeningWarnings([rule({ weight: 50 })], LIMITS, [10])).toEqual([]);
		expect(screeningWarnings([rule({})], { approveFrom: 60, rejectBelow: -5 }, [-10])).toEqual([]);
	});
});

describe('rules are refused', () => {
	test.each<[string, WrittenRule[], { approveFrom: number; rejectBelow: number }, string]>([
		['that reject everybody', [rule({ weight: 5 })], { approveFrom: 20, rejectBelow: 10 }, 'rejectBelow'],
		['whose thresholds cross', [rule({})], { approveFrom: 10, rejectBelow: 20 }, 'rejectBelow'],
		['that have no threshold', [rule({})], { approveFrom: Number.NaN, rejectBelow: 0 }, 'approveFrom'],
		['that share a name with a stop', [rule({ effect: 'review' }), rule({})], LIMITS, 'rules.1.name'],
	])('%s', (_name, rules, limits, field) => {
		const check = () => checkRules(rules, limits);
		expect(check).toThrow(DomainError);
		expect(check).toThrow(expect.objectContaining({ field, hint: expect.stringMatching(/\S/) }));
	});

	test('not where a person decides about everybody', () => {
		expect(() => checkRules([], LIMITS)).not.toThrow();
		expect(() => checkRules([rule({ weight: 1 })], { approveFrom: 1000, rejectBelow: 0 })).not.toThrow();
	});
});

test('whatever the conditions say, nobody does what a warning says that nobody can do', () => {
	const aRule = fc.record({
		name: fc.uuid(),
		field: fc.constantFrom('a', 'b'),
		weight: fc.integer({ min: -50, max: 50 }),
		condition: fc.constantFrom(1, 2, undefined),
	});
	const limits = fc
		.tuple(fc.integer({ min: -200, max: 200 }), fc.integer({ min: -200, max: 200 }))
		.map(([a, b]) => ({ approveFrom: Math.max(a, b), rejectBelow: Math.min(a, b) }));
	const judgements = fc.array(fc.boolean(), { minLength: 24, maxLength: 24 });
	fc.assert(
		fc.property(fc.array(aRule, { maxLength: 8 }), limits, judgements, (rules, thresholds, holds) => {
			const codes = screeningWarnings(rules, thresholds).map(({ code }) => code);
			// Equal conditions on equal fields hold together.
			const judge = (index: number) => {
				const { field, condition } = rules[index] ?? {};
				return holds[condition === undefined ? index : 8 + condition * 2 + (field === 'a' ? 0 : 1)] === true;
			};
			const { decision } = evaluate(rules, thresholds, () => 'x', judge);
			if (codes.includes('all_rejected')) expect(decision).toBe('rejected');
			if (codes.includes('nobody_approved')) expect(decision).not.toBe('approved');
			if (codes.includes('nobody_rejected')) expect(decision).not.toBe('rejected');
		}),
		{ numRuns: 500 },
	);
});
