import fc from 'fast-check';
import { matches, segmentJudge } from '../../../community/segments/matches';
import { conditionId, normalCondition } from '../../../community/segments/normal';
import { parseCondition } from '../../../community/segments/parse';
import { conditions, daysAgo, facts, members, NOW, ZONE } from './samples';

const holds = (condition: unknown, changes: Parameters<typeof facts>[0], zone = ZONE, now = NOW): boolean =>
	matches({ condition: parseCondition(condition) }, facts(changes), now, zone);

const checkins = (...days: number[]) => days.map((day) => ({ kind: 'checkin', at: daysAgo(day) }));

describe('checked in on 5 of the last 7 days and never bought', () => {
	const condition = {
		when: 'all',
		of: [
			{ when: 'events', kinds: ['checkin'], count: 'days', atLeast: 5, withinDays: 7 },
			{ when: 'events', kinds: ['payment_succeeded'], atMost: 0 },
		],
	};

	test.each([
		['five days', checkins(0, 1, 2, 3, 4), true],
		['five days, the oldest a week with today', checkins(0, 1, 2, 3, 6), true],
		['the fifth is eight days ago', checkins(0, 1, 2, 3, 7), false],
		['five times on four days', [...checkins(0, 1, 2, 3), { kind: 'checkin', at: daysAgo(3, 1) }], false],
		[
			'five days, but bought a year ago',
			[...checkins(0, 1, 2, 3, 4), { kind: 'payment_succeeded', at: daysAgo(365) }],
			false,
		],
		['the fifth is still to come', checkins(-1, 0, 1, 2, 3), false],
	])('%s', (_case, events, expected) => {
		expect(holds(condition, { events })).toBe(expected);
	});

	test('explains itself with what it saw', () => {
		const finding = segmentJudge(parseCondition(condition), NOW, ZONE)(facts({ events: checkins(0, 1, 2) }));
		expect(finding).toEqual({
			when: 'all',
			holds: false,
			of: [
				{ when: 'events', holds: false, saw: 3 },
				{ when: 'events', holds: true, saw: 0 },
			],
		});
	});
});

describe('days', () => {
	const today = { when: 'events', kinds: ['checkin'], atLeast: 1, withinDays: 1 };

	test.each([
		// 00:30 on the 20th in Shanghai is still the 19th in UTC.
		['2026-03-19T16:30:00Z', 'Asia/Shanghai', true],
		['2026-03-19T16:30:00Z', 'UTC', false],
		['2026-03-19T15:59:59Z', 'Asia/Shanghai', false],
	])('%s is today in %s: %s', (at, zone, expected) => {
		expect(holds(today, { events: [{ kind: 'checkin', at }] }, zone)).toBe(expected);
	});

	test('have 23 or 25 hours where the clocks change', () => {
		const two = { when: 'events', kinds: ['checkin'], count: 'days', atLeast: 2, withinDays: 2 };
		const at = (first: string, second: string) => [
			{ kind: 'checkin', at: first },
			{ kind: 'checkin', at: second },
		];
		// 1 November 2026 has 25 hours in New York: 00:10 and 23:50 are one day, 24:40 hours apart.
		const long = at('2026-11-01T04:10:00Z', '2026-11-02T04:50:00Z');
		expect(holds(two, { events: long }, 'America/New_York', '2026-11-02T04:55:00Z')).toBe(false);
		// 8 March 2026 has 23 hours.
		const short = at('2026-03-08T05:10:00Z', '2026-03-09T04:10:00Z');
		expect(holds(two, { events: short }, 'America/New_York', '2026-03-09T12:00:00Z')).toBe(true);
	});
});

describe('a field', () => {
	const fields = { 城市: '深圳', age: 30, born: '1996-02-29', interests: ['摄影', '📷'], vip: true };
	test.each([
		[{ equals: '深圳' }, '城市', true],
		[{ equals: '广州' }, '城市', false],
		[{ contains: '深' }, '城市', true],
		[{ oneOf: ['上海', '深圳'] }, '城市', true],
		[{ equals: '📷' }, 'interests', true],
		[{ equals: true }, 'vip', true],
		[{ equals: 'true' }, 'vip', false],
		[{ atLeast: 30, atMost: 30 }, 'age', true],
		[{ atLeast: 31 }, 'age', false],
		[{ atLeast: 1 }, '城市', false],
		[{ from: '1996-02-29', until: '1996-02-29' }, 'born', true],
		[{ from: '1996-03-01' }, 'born', false],
		[{ from: '0001-01-01' }, '城市', false],
		[{ known: true }, 'age', true],
		[{ known: false }, 'job', true],
		[{ equals: 'x' }, 'job', false],
		[{ known: false }, 'constructor', true],
	])('%j of %s: %s', (comparison, field, expected) => {
		expect(holds({ when: 'field', field, ...comparison }, { fields })).toBe(expected);
	});
});

test.each([
	[undefined, true],
	[null, true],
	['2026-03-20T04:00:00.001Z', true],
	[NOW, false],
])('a tag that expires at %s is held: %s', (expiresAt, expected) => {
	const tags = [{ tag: '铁粉', expiresAt }];
	expect(holds({ when: 'tag', tag: '铁粉' }, { tags })).toBe(expected);
	expect(holds({ when: 'tag', tag: '铁粉', has: false }, { tags })).toBe(!expected);
});

test.each([
	[{ when: 'points', atLeast: 10 }, { points: 10 }, true],
	[{ when: 'points', atMost: 9 }, { points: 10 }, false],
	[{ when: 'intimacy', atMost: 0 }, {}, true],
	[{ when: 'tier', oneOf: ['gold'] }, { tier: 'gold' }, true],
	[{ when: 'tier', oneOf: ['gold'] }, { tier: null }, false],
	[{ when: 'joined', before: '2026-03-01T00:00:00Z' }, { joinedAt: '2026-02-28T23:59:59Z' }, true],
	[{ when: 'joined', after: '2026-03-01T00:00:00+08:00' }, { joinedAt: '2026-02-28T16:00:00Z' }, true],
	[{ when: 'joined', before: '2026-03-01T00:00:00Z' }, {}, false],
	[{ when: 'lastActive', notWithinDays: 30 }, { joinedAt: daysAgo(40) }, true],
	[{ when: 'lastActive', notWithinDays: 30 }, { joinedAt: daysAgo(40), lastActiveAt: daysAgo(1) }, false],
])('%j of %j: %s', (condition, changes, expected) => {
	expect(holds(condition, changes)).toBe(expected);
});

describe('the normal form', () => {
	test('means the same', () => {
		fc.assert(
			fc.property(conditions, members, (condition, member) => {
				const judge = (one: typeof condition) => matches({ condition: one }, member, NOW, ZONE);
				expect(judge(normalCondition(condition))).toBe(judge(condition));
			}),
		);
	});

	test('is its own, and still within the limits', () => {
		fc.assert(
			fc.property(conditions, (condition) => {
				const normal = normalCondition(condition);
				expect(normalCondition(normal)).toEqual(normal);
				expect(parseCondition(normal)).toEqual(normal);
			}),
		);
	});

	test('is one for all spellings', () => {
		const a = { when: 'tag', tag: 'a' };
		const b = { when: 'tier', oneOf: ['y', 'x', 'y'] };
		const one = parseCondition({ when: 'all', of: [a, { when: 'all', of: [b, a] }] });
		const other = parseCondition({
			when: 'not',
			of: { when: 'not', of: { when: 'all', of: [{ when: 'any', of: [b] }, a] } },
		});
		expect(normalCondition(one)).toEqual(normalCondition(other));
		expect(conditionId(one)).toBe(conditionId(other));
		expect(conditionId(one)).not.toBe(conditionId(parseCondition(a)));
	});
});

test('not is the contrary, all is both, any is either', () => {
	fc.assert(
		fc.property(conditions, conditions, members, (a, b, member) => {
			const judge = (condition: typeof a) => matches({ condition }, member, NOW, ZONE);
			expect(judge({ when: 'not', of: a })).toBe(!judge(a));
			expect(judge({ when: 'all', of: [a, b] })).toBe(judge(a) && judge(b));
			expect(judge({ when: 'any', of: [a, b] })).toBe(judge(a) || judge(b));
		}),
	);
});

test('a time zone that is none is refused', () => {
	expect(() => holds({ when: 'points', atLeast: 1 }, {}, 'Asia/Atlantis')).toThrow(/Atlantis/);
});
