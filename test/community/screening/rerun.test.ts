import fc from 'fast-check';

import { evaluate, type Evaluation, type ScreeningRule } from '../../../community/screening/evaluate';
import { rerun } from '../../../community/screening/rerun';

const LIMITS = { approveFrom: 60, rejectBelow: 0 };
const CITY: ScreeningRule = { name: 'City', field: 'city', weight: 60 };
const AD: ScreeningRule = { name: 'Ad', field: 'ad', weight: -100 };
type Answers = Record<string, boolean>;

const judge = (rules: readonly ScreeningRule[], answers: Answers, limits = LIMITS): Evaluation =>
	evaluate(
		rules,
		limits,
		(field) => answers[field] ?? false,
		(_index, value) => value === true,
	);
const past = (applicationId: string, answers: Answers, byPerson?: 'approved' | 'rejected') => ({
	applicationId,
	answers,
	evaluation: judge([CITY, AD], answers),
	byPerson,
});
const HISTORY = [past('a', { city: true }), past('b', {}, 'approved'), past('c', { ad: true }, 'rejected')];

describe('a dry run on history', () => {
	test('with the same rules changes nothing', () => {
		const answers = fc.dictionary(fc.constantFrom('city', 'ad'), fc.boolean());
		fc.assert(
			fc.property(fc.array(answers, { maxLength: 10 }), (all) => {
				const history = all.map((one, index) => past(String(index), one));
				const report = rerun(history, (one) => judge([CITY, AD], one.answers));
				expect(report).toMatchObject({ total: all.length, changed: [], failed: [] });
				expect(report.after).toEqual(report.before);
			}),
		);
	});

	test('shows whom a changed rule would have decided differently, and why', () => {
		const report = rerun(HISTORY, (one) => judge([{ ...CITY, weight: 10 }, AD], one.answers));
		expect(report.before).toEqual({ approved: 1, review: 1, rejected: 1 });
		expect(report.after).toEqual({ approved: 0, review: 2, rejected: 1 });
		expect(report.moves.approved).toEqual({ approved: 0, review: 1, rejected: 0 });
		expect(report.changed).toEqual([
			{
				applicationId: 'a',
				before: 'approved',
				after: 'review',
				scoreBefore: 60,
				scoreAfter: 10,
				thresholdsChanged: false,
				because: [
					{
						rule: 'City',
						before: expect.objectContaining({ points: 60 }),
						after: expect.objectContaining({ points: 10 }),
					},
				],
			},
		]);
	});

	test('names rules that are new or gone', () => {
		const stop: ScreeningRule = { name: 'No city', field: 'city', weight: 0, effect: 'reject' };
		const [changed] = rerun(HISTORY.slice(0, 1), (one) => judge([stop], one.answers)).changed;
		expect(changed?.because.map(({ rule, before, after }) => [rule, before?.points, after?.stops])).toEqual([
			['City', 60, undefined],
			['Ad', 0, undefined],
			['No city', undefined, 'reject'],
		]);
	});

	test('names a rule that has become a hard stop', () => {
		const [city] = HISTORY;
		const plain = { ...CITY, weight: 0 };
		const before = judge([plain], { city: true }, { approveFrom: 0, rejectBelow: 0 });
		const [changed] = rerun([{ applicationId: 'a', answers: city?.answers ?? {}, evaluation: before }], (one) =>
			judge([{ ...plain, effect: 'reject' }], one.answers, { approveFrom: 0, rejectBelow: 0 }),
		).changed;
		expect(changed?.because.map(({ rule }) => rule)).toEqual(['City']);
	});

	test('tells a change of thresholds from one of rules', () => {
		const report = rerun(HISTORY, (one) => judge([CITY, AD], one.answers, { approveFrom: 0, rejectBelow: 0 }));
		expect(report.changed).toEqual([
			expect.objectContaining({ applicationId: 'b', after: 'approved', because: [], thresholdsChanged: true }),
		]);
	});

	test('compares with what people decided', () => {
		const report = rerun(HISTORY, (one) => judge([CITY, AD], one.answers, { approveFrom: 0, rejectBelow: 0 }));
		expect(report.people).toEqual({ decided: 2, agreedBefore: 1, agreeAfter: 2 });
	});

	test('carries on after an application that the rules cannot judge', () => {
		const report = rerun(HISTORY, (one) => {
			if (one.applicationId === 'b') throw new Error('broken');
			return judge([CITY, AD], one.answers);
		});
		expect(report).toMatchObject({ total: 3, failed: [{ applicationId: 'b', error: 'broken' }], changed: [] });
		expect(report.after).toEqual({ approved: 1, review: 0, rejected: 1 });
	});
});
