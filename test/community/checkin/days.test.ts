import fc from 'fast-check';

import { requireDay, weekday } from '../../../community/checkin/dates';
import { candidates, happenedAt } from '../../../community/checkin/moment';
import { periodOf } from '../../../community/checkin/period';
import { streakOf, standingOn } from '../../../community/checkin/streak';
import { endOfDay, startOfDay } from '../../../community/checkin/dates';
import { parseTracker } from '../../../community/checkin/tracker';
import { Diary, lawOf, tracker } from './world';

const HOUR = 3_600_000;
const at = (base: string, hours: number): string => new Date(Date.parse(base) + hours * HOUR).toISOString();

describe('the day of a check-in', () => {
	it.each([
		['2026-06-01T15:59:59.000Z', 'Asia/Shanghai', '2026-06-01', 'the last second of the day'],
		['2026-03-08T09:59:00.000Z', 'America/Los_Angeles', '2026-03-08', 'the hour before the clocks leave one out'],
		['2026-11-01T08:30:00.000Z', 'America/Los_Angeles', '2026-11-01', 'the first of two half past ones'],
		['2026-11-01T09:30:00.000Z', 'America/Los_Angeles', '2026-11-01', 'the second of them'],
		['2028-02-29T04:00:00.000Z', 'Asia/Shanghai', '2028-02-29', 'a leap day'],
		['2026-09-06T04:30:00.000Z', 'America/Santiago', '2026-09-06', 'a day without midnight'],
	])('%s in %s is %s: %s', (instant, zone, day) => {
		const days = candidates({ ...tracker({ graceMinutes: 0 }) }, instant, zone, []);
		expect(days).toMatchObject([{ day, timeZone: zone, graced: false }]);
	});

	it('knows weekdays and weeks', () => {
		expect(weekday('2026-06-01')).toBe(1);
		expect(weekday('1969-12-28')).toBe(7);
		expect(periodOf('2026-06-07', { kind: 'week', times: 1, weekStart: 1 })).toBe('2026-06-01');
		expect(periodOf('2026-06-07', { kind: 'week', times: 1, weekStart: 7 })).toBe('2026-06-07');
		expect(periodOf('2026-06-06', { kind: 'weekdays', days: [1, 5] })).toBeUndefined();
	});

	it.each(['2026-02-29', '2026-13-01', 'today', '2026-6-1', ''])('there is no day %j', (day) => {
		expect(() => requireDay(day)).toThrow('There is no day');
	});

	it('of a time in the future is refused, of a late delivery is its own, of one that is too late none', () => {
		const rules = tracker({ lateHours: 24 });
		const now = '2026-06-02T04:00:00.000Z';
		expect(() => happenedAt(at(now, 0.2), now, rules)).toThrow('lies in the future');
		expect(happenedAt(at(now, -23), now, rules)).toBeUndefined();
		expect(happenedAt(at(now, -25), now, rules)).toBe('too_old');
	});

	it('refuses a time zone that nobody lives by', () => {
		expect(() => candidates(tracker(), '2026-06-01T04:00:00.000Z', 'Mars/Olympus', [])).toThrow(
			'There is no time zone "Mars/Olympus"',
		);
		expect(() => tracker({ timeZone: 'Beijing' })).toThrow('There is no time zone "Beijing"');
	});

	it.each([
		['20:59', undefined, 'too_early'],
		['21:00', '2026-06-01', undefined],
		['23:59', '2026-06-01', undefined],
		['01:59', '2026-06-01', undefined],
		['02:20', '2026-06-01', undefined],
		['02:30', undefined, 'too_early'],
	])('in a window from 21:00 to 02:00 with half an hour of grace, at %s, is %s', (time, day, why) => {
		const rules = tracker({ window: { from: '21:00', to: '02:00' }, graceMinutes: 30 });
		const date = Number(time.slice(0, 2)) < 12 ? '2026-06-02' : '2026-06-01';
		const found = candidates(rules, new Date(`${date}T${time}:00+08:00`).toISOString(), 'Asia/Shanghai', []);
		if (day === undefined) expect(found).toBe(why);
		else expect(found).toMatchObject([{ day }]);
	});
});

describe('the grace after midnight', () => {
	it('gives a check-in to the day before only if nothing else counts for it', () => {
		const diary = new Diary(tracker());
		diary.deliver('2026-06-01T16:30:00.000Z');
		expect(diary.rows).toMatchObject([{ day: '2026-06-01', graced: true }]);
		diary.deliver('2026-06-01T16:40:00.000Z');
		expect(diary.days).toEqual(['2026-06-01', '2026-06-02']);
		expect(diary.deliver('2026-06-02T10:00:00.000Z')).toMatchObject({ outcome: 'already' });
	});

	it('makes room for what happened in time and was delivered late', () => {
		const diary = new Diary(tracker());
		diary.deliver('2026-06-01T16:30:00.000Z');
		diary.deliver('2026-06-01T15:00:00.000Z');
		expect(diary.rows).toMatchObject([
			{ day: '2026-06-01', occurredAt: '2026-06-01T15:00:00.000Z' },
			{ day: '2026-06-02', occurredAt: '2026-06-01T16:30:00.000Z', graced: false },
		]);
	});

	it('gives one day for what happened within a minute, also after midnight', () => {
		const diary = new Diary(tracker());
		diary.deliver('2026-06-01T16:30:05.000Z');
		expect(diary.deliver('2026-06-01T16:30:05.000Z')).toMatchObject({ outcome: 'already' });
		expect(diary.deliver('2026-06-01T16:30:59.000Z')).toMatchObject({ outcome: 'already' });
		expect(diary.days).toEqual(['2026-06-01']);
		// What came in time for the day before makes it the check-in of its own day, and still one.
		diary.deliver('2026-06-01T15:59:50.000Z');
		expect(diary.deliver('2026-06-01T16:30:07.000Z')).toMatchObject({ outcome: 'already' });
		expect(diary.days).toEqual(['2026-06-01', '2026-06-02']);
	});

	it('lets whoever checks in on both sides of midnight have both days', () => {
		const diary = new Diary(tracker());
		diary.deliver('2026-06-01T15:59:50.000Z');
		expect(diary.deliver('2026-06-01T16:00:10.000Z')).toMatchObject({ outcome: 'free' });
		expect(diary.days).toEqual(['2026-06-01', '2026-06-02']);
	});

	it('gives one day for what happened within a minute, of several times a day too', () => {
		const twice = new Diary(tracker({ period: { kind: 'day', times: 2, minutesApart: 0 } }));
		for (const second of ['05', '06', '07']) twice.deliver(`2026-06-01T16:30:${second}.000Z`);
		expect(twice.days).toEqual(['2026-06-01', '2026-06-01']);
	});

	const slots = (hours: fc.Arbitrary<number>) =>
		fc
			.uniqueArray(fc.tuple(hours, fc.integer({ min: 0, max: 3 })), {
				...{ minLength: 1, maxLength: 14 },
				selector: ([hour, n]) => `${hour}+${n}`,
			})
			// A few within a minute, and one in the next.
			.map((moments) => moments.map(([hour, n]) => at('2026-03-27T16:00:00.000Z', hour + (n * 20) / 3600)));
	const tenMinutes = (min: number, max: number) => fc.integer({ min, max }).map((n) => n / 6);
	const midnights = fc.tuple(fc.integer({ min: 0, max: 2 }), tenMinutes(-2, 7)).map(([day, hour]) => day * 24 + hour);
	const instants = fc.oneof(slots(tenMinutes(0, 6 * 24 * 6)), slots(midnights));

	it.each(['Asia/Shanghai', 'Europe/Berlin', 'America/Santiago', 'Pacific/Apia'])(
		'fills the same days whatever the order of deliveries, in %s',
		(zone) => {
			fc.assert(
				fc.property(
					instants.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
					([list, shuffled]) => {
						const inOrder = new Diary(tracker(), zone);
						for (const instant of [...list].sort()) inOrder.deliver(instant);
						const other = new Diary(tracker(), zone);
						for (const instant of shuffled) other.deliver(instant);
						expect(other.days).toEqual(inOrder.days);
					},
				),
				{ numRuns: 300 },
			);
		},
	);
});

describe('moving', () => {
	const streak = (diary: Diary) => streakOf(lawOf(diary.rules), diary.facts, []);
	const strict = { freezes: { every: 7, most: 0 }, graceMinutes: 0 };

	it('west does not give the same date twice', () => {
		const diary = new Diary(tracker(strict));
		diary.deliver('2026-06-05T12:00:00.000Z');
		diary.zone = 'America/Los_Angeles';
		expect(diary.deliver('2026-06-05T17:00:00.000Z')).toMatchObject({ outcome: 'already' });
		diary.deliver('2026-06-06T17:00:00.000Z');
		expect(diary.days).toEqual(['2026-06-05', '2026-06-06']);
		expect(streak(diary).current).toBe(2);
	});

	it('west does not bring back a day that was missed', () => {
		const diary = new Diary(tracker(strict), 'Pacific/Kiritimati');
		// The 6th in Kiritimati, from 2026-06-05T10:00Z to 2026-06-06T10:00Z; the 5th was missed.
		diary.deliver('2026-06-05T11:00:00.000Z');
		diary.zone = 'Etc/GMT+12';
		expect(diary.deliver('2026-06-06T11:00:00.000Z')).toMatchObject({ outcome: 'already' });
		expect(diary.days).toEqual(['2026-06-06']);
	});

	it('east neither starts the next day early nor breaks the streak over a day that was hardly there', () => {
		const diary = new Diary(tracker(strict), 'America/Los_Angeles');
		diary.deliver('2026-06-05T18:00:00.000Z');
		diary.zone = 'Asia/Shanghai';
		// The 6th in Shanghai; in Los Angeles the 5th goes on until 07:00Z.
		expect(diary.deliver('2026-06-06T02:00:00.000Z')).toMatchObject({ outcome: 'already' });
		// The 6th ends in Shanghai at 16:00Z; the member checks in on the 7th.
		diary.deliver('2026-06-06T17:00:00.000Z');
		expect(diary.days).toEqual(['2026-06-05', '2026-06-07']);
		expect(streak(diary)).toMatchObject({ current: 2, total: 2 });
	});

	it('does not break the streak over the day that Samoa left out', () => {
		const diary = new Diary(tracker(strict), 'Pacific/Apia');
		diary.deliver('2011-12-29T20:00:00.000Z');
		diary.deliver('2011-12-30T20:00:00.000Z');
		expect(diary.days).toEqual(['2011-12-29', '2011-12-31']);
		expect(streak(diary).current).toBe(2);
	});

	it('never gives more days than were lived, and never takes one from whoever checks in every twelve hours', () => {
		const zones = [
			'Asia/Shanghai',
			'America/Los_Angeles',
			'Pacific/Kiritimati',
			'Pacific/Honolulu',
			'Europe/Berlin',
			'Asia/Kolkata',
		];
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...zones), { minLength: 4, maxLength: 24 }), (trip) => {
				const diary = new Diary(tracker(strict), trip[0]);
				let now = '2026-10-30T03:00:00.000Z';
				// The member may move once in three days.
				for (const zone of trip) {
					diary.zone = zone;
					for (let half = 0; half < 6; half += 1) {
						diary.deliver(now);
						now = at(now, 12);
					}
				}
				const elapsed = (Date.parse(now) - Date.parse('2026-10-30T03:00:00.000Z')) / (24 * HOUR);
				expect(new Set(diary.days).size).toBe(diary.days.length);
				// The date line moves a calendar by one day at the most.
				expect(diary.days.length).toBeLessThanOrEqual(elapsed + 2);
				const last = diary.rows.at(-1);
				const state = streak(diary);
				expect(state.current).toBe(state.total);
				expect(last).toBeDefined();
			}),
			{ numRuns: 200 },
		);
	});
});

describe('standing on a day', () => {
	it('does not miss the day that goes on', () => {
		const rules = tracker({ freezes: { every: 7, most: 0 } });
		const diary = new Diary(rules);
		diary.deliver('2026-06-01T04:00:00.000Z');
		const state = streakOf(lawOf(rules), diary.facts, []);
		const zone = 'Asia/Shanghai';
		const on = (day: string) =>
			standingOn(
				lawOf(rules),
				state,
				{ day, timeZone: zone, startsAt: startOfDay(day, zone), endsAt: endOfDay(day, zone) },
				[],
			).current;
		expect([on('2026-06-01'), on('2026-06-02'), on('2026-06-03')]).toEqual([1, 1, 0]);
	});
});

describe('the rules of a tracker', () => {
	it.each([
		[{ window: { from: '09:00', to: '09:00' } }, 'The window of the day is empty'],
		[{ period: { kind: 'fortnight' } }, '"period.kind" cannot be used'],
		[{ period: { kind: 'weekdays', days: [1, 1] } }, '"1" stands in "period.days" twice'],
		[{ reminder: { from: '22:00', quietFrom: '20:00' } }, 'The quiet hours begin before the reminders'],
		[{ points: { surprise: { percent: 10, least: 5, most: 1, seed: 's' } } }, 'least above its most'],
		[{ window: { from: '25:00', to: '26:00' } }, 'must be a time such as 05:30'],
		[{ titel: 'x' }, 'cannot be used'],
	])('%j are refused: %s', (rules, message) => {
		expect(() => parseTracker({ title: 'x', timeZone: 'UTC', ...rules })).toThrow(message);
	});
});
