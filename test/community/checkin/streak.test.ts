import fc from 'fast-check';

import { addDays, dayOfNumber, endOfDay, startOfDay } from '../../../community/checkin/dates';
import { boardDays, ranked } from '../../../community/checkin/board';
import { freezeDay, pauseDays } from '../../../community/checkin/leave';
import { cardsLeft, makeUpPlace } from '../../../community/checkin/make-up';
import { pointsFor } from '../../../community/checkin/points';
import {
	advance,
	completePeriods,
	livesThrough,
	NO_STREAK,
	streakOf,
	type CheckInFact,
	type LeaveFact,
} from '../../../community/checkin/streak';
import { lawOf, tracker } from './world';

const ZONE = 'Asia/Shanghai';
const FIRST = 20_599;
const day = (n: number): string => dayOfNumber(FIRST + n);
const livedDay = (date: string) => ({
	day: date,
	timeZone: ZONE,
	startsAt: startOfDay(date, ZONE),
	endsAt: endOfDay(date, ZONE),
});
const fact = (n: number, more: Partial<CheckInFact> = {}): CheckInFact => ({
	...livedDay(day(n)),
	slot: 1,
	kind: 'own',
	occurredAt: new Date(Date.parse(startOfDay(day(n), ZONE)) + 3_600_000).toISOString(),
	...more,
});
const facts = (...days: number[]) => days.map((n) => fact(n));
const pause = (from: number, to: number): LeaveFact => ({ kind: 'pause', fromDay: day(from), toDay: day(to) });
const freeze = (n: number): LeaveFact => ({ kind: 'freeze', fromDay: day(n), toDay: day(n) });
const law = (rules: object = {}) => lawOf(tracker(rules));
const none = { freezes: { every: 7, most: 0 } };

describe('a streak', () => {
	it.each([
		['every day', [0, 1, 2], [], none, { current: 3, longest: 3, total: 3 }],
		['a day missed', [0, 1, 3], [], none, { current: 1, longest: 2, total: 3 }],
		['a pause over the day', [0, 1, 3], [pause(2, 2)], none, { current: 3, total: 3 }],
		[
			'a freeze that was earned',
			[0, 1, 3],
			[],
			{ freezes: { every: 2, most: 1 } },
			{ current: 3, freezes: { held: 0, spent: 1, earned: 1 } },
		],
		['more missed than frozen', [0, 1, 4], [], { freezes: { every: 2, most: 1 } }, { current: 1, longest: 2 }],
		['freezes not by themselves', [0, 1, 3], [], { freezes: { every: 2, most: 1, automatic: false } }, { current: 1 }],
		[
			'one that the member asked for',
			[0, 1, 3],
			[freeze(2)],
			{ freezes: { every: 2, most: 1, automatic: false } },
			{ current: 3 },
		],
		[
			'one on a day that was checked in',
			[0, 1, 2],
			[freeze(2)],
			{ freezes: { every: 2, most: 1 } },
			{ current: 3, freezes: { held: 1, spent: 0 } },
		],
		[
			'no more than the most',
			[0, 1, 2, 3, 4, 5],
			[],
			{ freezes: { every: 2, most: 1 } },
			{ freezes: { held: 1, earned: 1 } },
		],
	])('with %s', (_name, days, leaves, rules, expected) => {
		expect(streakOf(law(rules), facts(...days), leaves)).toMatchObject(expected);
	});

	it('counts weeks with enough days, and weekdays without those between', () => {
		// 20,599 is a Tuesday: 2026-05-26.
		expect(day(0)).toBe('2026-05-26');
		const weekly = law({ ...none, period: { kind: 'week', times: 2 } });
		expect(streakOf(weekly, facts(0, 2, 7, 8, 9, 14), [])).toMatchObject({ current: 2, total: 2 });
		const workdays = law({ ...none, period: { kind: 'weekdays', days: [1, 3] } });
		expect(streakOf(workdays, facts(1, 6, 8), [])).toMatchObject({ current: 3 });
		expect(streakOf(workdays, facts(1, 8), [])).toMatchObject({ current: 1 });
	});

	it('needs all the times of a day, and takes the same slot of two merged members once', () => {
		const thrice = law({ ...none, period: { kind: 'day', times: 2 } });
		expect(streakOf(thrice, [fact(0), fact(0, { slot: 2 }), fact(1)], [])).toMatchObject({ total: 1 });
		expect(streakOf(thrice, [fact(0), fact(0)], [])).toMatchObject({ total: 0 });
		expect(streakOf(law(), [fact(0), fact(0, { occurredAt: '2026-05-26T09:00:00.000Z' })], [])).toMatchObject({
			total: 1,
		});
	});

	const days = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 });
	const rules = fc.record({
		every: fc.integer({ min: 1, max: 5 }),
		most: fc.integer({ min: 0, max: 3 }),
		automatic: fc.boolean(),
	});
	const leaves = fc
		.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 6 })), { maxLength: 4 })
		.map((list) => list.map(([isPause, from, length]) => (isPause ? pause(from, from + length) : freeze(from))));

	it('is the same for the same facts in any order, and step by step', () => {
		fc.assert(
			fc.property(
				days.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
				rules,
				leaves,
				([list, shuffled], freezes, away) => {
					const now = law({ freezes });
					const whole = streakOf(now, facts(...list), away);
					expect(streakOf(now, facts(...shuffled), away)).toEqual(whole);
					const stepwise = [...list]
						.sort((a, b) => a - b)
						.reduce((state, n) => {
							const [complete] = completePeriods(facts(n), now.period);
							if (complete === undefined) throw new Error('a day without a period');
							return advance(now, state, complete, away);
						}, NO_STREAK);
					expect(stepwise).toEqual(whole);
				},
			),
		);
	});

	it('is what it was when a check-in is taken back, and never held more freezes than earned', () => {
		fc.assert(
			fc.property(days, fc.integer({ min: 0, max: 60 }), rules, (list, extra, freezes) => {
				const without = list.filter((n) => n !== extra);
				const now = law({ freezes });
				const state = streakOf(now, facts(...without, extra), []);
				expect(streakOf(now, facts(...[...without, extra].filter((n) => n !== extra)), [])).toEqual(
					streakOf(now, facts(...without), []),
				);
				expect(state.total).toBe(without.length + 1);
				expect(state.freezes.earned - state.freezes.spent).toBe(state.freezes.held);
				expect(state.freezes.held).toBeLessThanOrEqual(freezes.most);
				expect(state.longest).toBeGreaterThanOrEqual(state.current);
			}),
		);
	});

	it('keeps the rules that earlier days were lived by', () => {
		const generous = { every: 2, most: 1, automatic: true };
		const strict = { every: 2, most: 0, automatic: true };
		const changed = {
			period: tracker().period,
			rules: [
				{ fromDay: '0001-01-01', freezes: generous },
				{ fromDay: day(10), freezes: strict },
			],
		};
		expect(streakOf(changed, facts(0, 1, 3, 4), [])).toMatchObject({ current: 4 });
	});

	it('says through which day it lives', () => {
		const now = law({ freezes: { every: 2, most: 1 } });
		const state = streakOf(now, facts(0, 1), []);
		expect(livesThrough(now, state, [])).toBe(day(3));
		expect(livesThrough(now, state, [pause(2, 5)])).toBe(day(7));
		expect(livesThrough(now, NO_STREAK, [])).toBeNull();
	});
});

describe('corrections', () => {
	const rules = tracker({
		makeUp: { perMonth: 1, withinDays: 3 },
		pauseDays: 5,
		period: { kind: 'weekdays', days: [1, 2, 3, 4, 5] },
	});
	const today = livedDay('2026-06-12');

	it('make up days of the tracker that are over, not far back, as far as there are cards', () => {
		expect(makeUpPlace(rules, '2026-06-11', today, [])).toMatchObject({ day: '2026-06-11', graced: false });
		expect(() => makeUpPlace(rules, '2026-06-07', today, [])).toThrow('not one of the tracker');
		expect(() => makeUpPlace(rules, '2026-06-12', today, [])).toThrow('is not over');
		expect(() => makeUpPlace(rules, '2026-06-15', today, [])).toThrow('is not over');
		expect(() => makeUpPlace(rules, '2026-06-31', today, [])).toThrow('There is no day');
		expect(() => makeUpPlace(rules, '2026-06-05', today, [])).toThrow('too far back');
		expect(() => makeUpPlace(rules, '2026-06-11', today, ['2026-06-10'])).toThrow('No make-up is left');
		expect(makeUpPlace(rules, '2026-06-05', today, ['2026-06-10'], false)).toMatchObject({ day: '2026-06-05' });
		expect(cardsLeft(rules, '2026-07-01', ['2026-06-10'])).toBe(1);
	});

	it('pause from today on, within the limit', () => {
		expect(pauseDays(rules, { from: undefined, until: undefined }, today.day, [])).toEqual({
			fromDay: '2026-06-12',
			toDay: '2026-06-16',
		});
		expect(() => pauseDays(rules, { from: '2026-06-11', until: undefined }, today.day, [])).toThrow('is over');
		expect(() => pauseDays(rules, { from: undefined, until: '2026-06-30' }, today.day, [])).toThrow(
			'would last 19 days',
		);
		expect(() => pauseDays(rules, { from: undefined, until: '2026-06-11' }, today.day, [])).toThrow(
			'ends before it begins',
		);
		const other: LeaveFact = { kind: 'pause', fromDay: '2026-06-13', toDay: '2026-06-14' };
		expect(() => pauseDays(rules, { from: undefined, until: undefined }, today.day, [other])).toThrow(
			'There is a pause',
		);
	});

	it('spend freezes only where there are any, and not twice', () => {
		const held = (count: number) => ({
			...NO_STREAK,
			current: 3,
			lastPeriod: '2026-06-11',
			freezes: { held: count, earned: count, spent: 0, progress: 0 },
		});
		expect(freezeDay(rules, '2026-06-15', today.day, held(1), [])).toBe('2026-06-15');
		expect(() => freezeDay(rules, '2026-06-15', today.day, held(0), [])).toThrow('has no freeze');
		expect(() => freezeDay(rules, '2026-06-13', today.day, held(1), [])).toThrow('There is no check-in on');
		const spent: LeaveFact = { kind: 'freeze', fromDay: '2026-06-15', toDay: '2026-06-15' };
		expect(() => freezeDay(rules, '2026-06-16', today.day, held(1), [spent])).toThrow('are spent on days to come');
		expect(() => freezeDay(rules, '2026-06-15', today.day, held(2), [spent])).toThrow('already');
	});
});

describe('points', () => {
	const rules = tracker({
		points: {
			base: 2,
			streak: [
				{ from: 3, points: 1 },
				{ from: 7, points: 5 },
			],
			milestones: [{ streak: 7, points: 10 }],
			surprise: { percent: 25, least: 1, most: 4, seed: 'seed' },
		},
		makeUp: { points: 1 },
	});
	const of = (completes: number | undefined, memberId = 'm') =>
		pointsFor(rules, { trackerId: 't', memberId, period: '2026-06-01', slot: 1, kind: 'own', completes });

	it('follow the curve', () => {
		expect([undefined, 1, 3, 6, 7, 8].map((length) => of(length).streak)).toEqual([0, 0, 1, 1, 5, 5]);
		expect([of(6), of(7), of(8)].map(({ milestone }) => milestone)).toEqual([0, 10, 0]);
		expect(
			pointsFor(rules, { trackerId: 't', memberId: 'm', period: '2026-06-01', slot: 1, kind: 'made_up', completes: 7 })
				.total,
		).toBe(1);
	});

	it('surprise as often as said, within the bounds, and the same each time', () => {
		const drawn = Array.from({ length: 4000 }, (_, n) => of(1, `m${n}`).surprise);
		expect(drawn.every((points) => points >= 0 && points <= 4)).toBe(true);
		const share = drawn.filter((points) => points > 0).length / drawn.length;
		expect(share).toBeGreaterThan(0.2);
		expect(share).toBeLessThan(0.3);
		expect(new Set(drawn)).toEqual(new Set([0, 1, 2, 3, 4]));
		expect(of(1)).toEqual(of(1));
	});
});

describe('leaderboards', () => {
	it('rank equals alike, and go on from page to page', () => {
		const scores = [9, 7, 7, 7, 5].map((score) => ({ score }));
		expect(ranked(scores, 0).map(({ rank }) => rank)).toEqual([1, 2, 2, 2, 5]);
		expect(ranked(scores.slice(2), 1, 1).map(({ rank, tied }) => [rank, tied])).toEqual([
			[2, true],
			[2, true],
			[5, false],
		]);
		expect(ranked(scores.slice(4), 4).map(({ rank }) => rank)).toEqual([5]);
	});

	it('are about the days of the tracker', () => {
		const rules = tracker();
		const now = '2028-02-28T16:30:00.000Z';
		expect(boardDays('today', now, rules)).toEqual({ from: '2028-02-29', to: '2028-02-29' });
		expect(boardDays('week', now, rules)).toEqual({ from: '2028-02-28', to: '2028-03-05' });
		expect(boardDays('month', now, rules)).toEqual({ from: '2028-02-01', to: '2028-02-29' });
		expect(boardDays('streak', now, rules)).toBeUndefined();
		expect(addDays('2028-02-29', 1)).toBe('2028-03-01');
	});
});
