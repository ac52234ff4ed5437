import fc from 'fast-check';

import {
	evaluate,
	MISSING_POLICIES,
	RULE_EFFECTS,
	type Evaluation,
	type ScreeningReason,
	type ScreeningRule,
} from '../../../community/screening/evaluate';

const LIMITS = { approveFrom: 60, rejectBelow: 0 };

const run = (
	rules: readonly ScreeningRule[],
	answers: Readonly<Record<string, unknown>>,
	signals: readonly ScreeningReason[] = [],
): Evaluation =>
	evaluate(
		rules,
		LIMITS,
		(field) => answers[field],
		(_index, value) => value === 'yes',
		signals,
	);

const good: ScreeningRule = { name: 'Good', field: 'good', weight: 100 };
const ads: ScreeningRule = { name: 'Sells things', field: 'ads', weight: 0, effect: 'reject' };
const young: ScreeningRule = { name: 'Under 18', field: 'young', weight: 0, effect: 'review' };
const bad: ScreeningRule = { name: 'Bad', field: 'bad', weight: -100 };

describe('a hard stop', () => {
	test.each([
		[{ good: 'yes' }, 'approved', undefined],
		[{ good: 'yes', ads: 'yes' }, 'rejected', ['Sells things']],
		[{ good: 'yes', young: 'yes' }, 'review', ['Under 18']],
		[{ bad: 'yes', young: 'yes' }, 'review', ['Under 18']],
		[{ good: 'yes', young: 'yes', ads: 'yes' }, 'rejected', ['Sells things']],
		[{ good: 'yes', young: 'no', ads: 'no' }, 'approved', undefined],
	] as const)('decides %j as %s', (answers, decision, stoppedBy) => {
		const evaluation = run([good, young, ads, bad], answers);
		expect(evaluation.decision).toBe(decision);
		expect(evaluation.stoppedBy).toEqual(stoppedBy);
	});

	test('gives no points, whatever its weight says', () => {
		const { score, reasons } = run([{ ...young, weight: 500 }], { young: 'yes' });
		expect(score).toBe(0);
		expect(reasons[0]).toMatchObject({ passed: true, points: 0, stops: 'review' });
	});
});

describe('a missing answer', () => {
	test.each([
		['skip', undefined, 'approved'],
		['review', undefined, 'review'],
		['reject', undefined, 'rejected'],
		['review', null, 'review'],
		['reject', '', 'rejected'],
		['reject', ' \u200B', 'rejected'],
		['reject', [], 'rejected'],
		['skip', ' ', 'approved'],
		['reject', false, 'approved'],
		['review', 'no', 'approved'],
	] as const)('with policy %s and value %j is %s', (onMissing, value, decision) => {
		const rule: ScreeningRule = { name: 'City', field: 'city', weight: 10, onMissing };
		const evaluation = run([good, rule], { good: 'yes', city: value });
		expect(evaluation.decision).toBe(decision);
		expect(evaluation.stoppedBy).toEqual(decision === 'approved' ? undefined : ['City']);
	});

	test('is not judged where it stops the decision', () => {
		const judge = jest.fn(() => true);
		const rule: ScreeningRule = { name: 'City', field: 'city', weight: 10, effect: 'reject', onMissing: 'review' };
		expect(evaluate([rule], LIMITS, () => undefined, judge).decision).toBe('review');
		expect(judge).not.toHaveBeenCalled();
	});

	test('is judged under the policy of old, so that "is empty" can hold', () => {
		expect(
			evaluate(
				[good],
				LIMITS,
				() => undefined,
				() => true,
			),
		).toMatchObject({ decision: 'approved', score: 100 });
	});
});

describe('signals', () => {
	const signal = (more: Partial<ScreeningReason>): ScreeningReason => ({
		rule: 'duplicate_person',
		field: 'signals.duplicate',
		saw: [],
		passed: true,
		missing: false,
		points: 0,
		source: 'duplicate',
		...more,
	});

	test('count among the reasons, after the rules', () => {
		const evaluation = run([good], { good: 'yes' }, [signal({ points: -50 })]);
		expect(evaluation).toMatchObject({ decision: 'review', score: 50 });
		expect(evaluation.reasons.map(({ source }) => source)).toEqual([undefined, 'duplicate']);
	});

	test('stop a decision like a rule', () => {
		expect(run([good], { good: 'yes' }, [signal({ stops: 'reject' })])).toMatchObject({
			decision: 'rejected',
			stoppedBy: ['duplicate_person'],
		});
	});
});

test('a workflow saved before there were hard stops gets what it always got, key by key', () => {
	expect(Object.keys(run([good], { good: 'yes' }))).toEqual([
		'decision',
		'score',
		'approveFrom',
		'rejectBelow',
		'reasons',
	]);
	expect(Object.keys(run([good], {}).reasons[0] ?? {})).toEqual([
		'rule',
		'field',
		'saw',
		'passed',
		'missing',
		'points',
	]);
});

test('a fired stop decides, in any order of the rules, and reject beats review', () => {
	const aRule = fc.record({
		name: fc.string(),
		field: fc.constantFrom('a', 'b', 'c'),
		weight: fc.integer({ min: -100, max: 100 }),
		effect: fc.constantFrom(...RULE_EFFECTS),
		onMissing: fc.constantFrom(...MISSING_POLICIES),
	});
	const answers = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('yes', 'no', ''));
	fc.assert(
		fc.property(fc.array(aRule, { maxLength: 8 }), answers, (rules, seen) => {
			const evaluation = run(rules, seen);
			const stops = new Set(evaluation.reasons.map(({ stops: stop }) => stop));
			if (stops.has('reject')) expect(evaluation.decision).toBe('rejected');
			else if (stops.has('review')) expect(evaluation.decision).toBe('review');
			expect(evaluation.stoppedBy !== undefined).toBe(stops.has('reject') || stops.has('review'));
			expect(run([...rules].reverse(), seen).decision).toBe(evaluation.decision);
		}),
	);
});
