import fc from 'fast-check';

import { cohortOf } from '../../../community/ritual/cohort';
import { isOpen, nudgesBehind, planStep, whenOpen } from '../../../community/ritual/schedule';

const DAY = { from: '09:00', until: '21:00' };
const NIGHT = { from: '21:00', until: '09:00' };
const ZONES = [
	'Asia/Shanghai',
	'America/New_York',
	'Europe/Berlin',
	'Pacific/Apia',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
];
const instants = fc
	.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) })
	.map((ms) => new Date(ms).toISOString());
const clock = fc
	.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30'))
	.map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);

describe('the hours in which members are spoken to', () => {
	test.each([
		['2026-06-01T01:00:00Z', DAY, 'Asia/Shanghai', true],
		['2026-06-01T00:59:59Z', DAY, 'Asia/Shanghai', false],
		['2026-06-01T13:00:00Z', DAY, 'Asia/Shanghai', false],
		['2026-06-01T13:00:00Z', NIGHT, 'Asia/Shanghai', true],
		['2026-06-01T13:00:00Z', { from: '00:00', until: '00:00' }, 'Asia/Shanghai', true],
		['2026-06-01T13:00:00Z', DAY, 'America/New_York', true],
	])('at %s with %j in %s: %s', (instant, hours, zone, open) => {
		expect(isOpen(instant, hours, zone)).toBe(open);
	});

	test.each([
		['2026-06-01T00:00:00Z', 'Asia/Shanghai', '2026-06-01T01:00:00.000Z'],
		['2026-06-01T13:00:00Z', 'Asia/Shanghai', '2026-06-02T01:00:00.000Z'],
		// The clocks of New York go forward on 8 March 2026 and back on 1 November 2026.
		['2026-03-08T03:00:00Z', 'America/New_York', '2026-03-08T13:00:00.000Z'],
		['2026-11-01T03:00:00Z', 'America/New_York', '2026-11-01T14:00:00.000Z'],
		// Leap day.
		['2028-02-28T23:00:00Z', 'Asia/Shanghai', '2028-02-29T01:00:00.000Z'],
	])('after %s in %s they open at %s', (instant, zone, opens) => {
		expect(whenOpen(instant, DAY, zone)).toBe(opens);
	});

	test('are open at the time that is given, which is not before, and within two days', () => {
		fc.assert(
			fc.property(instants, clock, clock, fc.constantFrom(...ZONES), (instant, from, until, zone) => {
				// Hours that a change of the clocks can skip altogether are no hours to choose.
				fc.pre(from === until || from < '01:00' || from > '03:30');
				const opens = whenOpen(instant, { from, until }, zone);
				expect(isOpen(opens, { from, until }, zone)).toBe(true);
				expect(Date.parse(opens)).toBeGreaterThanOrEqual(Date.parse(instant));
				expect(Date.parse(opens) - Date.parse(instant)).toBeLessThan(2 * 86_400_000);
			}),
		);
	});
});

describe('the plan of a step', () => {
	const clocks = { hours: DAY, timeZone: 'Asia/Shanghai' };
	const asked = '2026-06-01T02:00:00.000Z';

	test.each([
		[{ nudgeHours: [] }, 0, null, null],
		[{ nudgeHours: [24, 12] }, 0, null, '2026-06-02T01:00:00.000Z'],
		[{ nudgeHours: [24, 12] }, 1, null, '2026-06-02T02:00:00.000Z'],
		[{ nudgeHours: [24, 12] }, 2, null, null],
		[{ nudgeHours: [24], dueHours: 2 }, 0, '2026-06-01T04:00:00.000Z', '2026-06-01T04:00:00.000Z'],
		[{ nudgeHours: [1], dueHours: 2 }, 0, '2026-06-01T04:00:00.000Z', '2026-06-01T03:00:00.000Z'],
	])('of %j with %i reminders behind it is due %s, next %s', (step, nudges, dueAt, nextAt) => {
		expect(planStep({ dueHours: undefined, ...step }, asked, nudges, clocks)).toEqual({ dueAt, nextAt });
	});

	test('counts reminders whose time has passed', () => {
		expect(nudgesBehind({ nudgeHours: [48, 1, 2] }, asked, '2026-06-01T04:00:00.000Z')).toBe(2);
	});
});

test.each([
	['2026-06-01T02:00:00Z', 'Asia/Shanghai', '2026-06-01'],
	['2026-05-31T15:59:59Z', 'Asia/Shanghai', '2026-05-25'],
	['2026-05-31T16:00:00Z', 'Asia/Shanghai', '2026-06-01'],
	['2027-01-01T12:00:00Z', 'Europe/Berlin', '2026-12-28'],
])('the cohort of %s in %s is the week of %s', (instant, zone, monday) => {
	expect(cohortOf(instant, zone)).toBe(monday);
});
