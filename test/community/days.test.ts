import fc from 'fast-check';
import { DateTime } from 'luxon';
import { DomainError } from '../../community/domain-error';

import { dayAfter, daysBetween, isYounger, localDate, periodEnd, windowStart } from '../../community/days';
import { instantMs } from '../../community/parse';

const ZONES = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Apia', 'UTC'];
const instants = fc
	.date({ min: new Date('2009-01-01T00:00:00Z'), max: new Date('2030-01-01T00:00:00Z'), noInvalidDate: true })
	.map((date) => date.toISOString());
const zones = fc.constantFrom(...ZONES);

describe('days between two instants', () => {
	test.each([
		['2026-03-20T15:59:00Z', '2026-03-20T16:01:00Z', 'Asia/Shanghai', 1],
		['2026-03-20T15:59:00Z', '2026-03-20T16:01:00Z', 'UTC', 0],
		// 23 hours: the clocks go forward on 8 March 2026.
		['2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z', 'America/New_York', 1],
		// 24.5 hours within a day of 25: the clocks go back on 1 November 2026.
		['2026-11-01T04:00:00Z', '2026-11-02T04:30:00Z', 'America/New_York', 0],
		// The leap day counts.
		['2028-02-28T12:00:00Z', '2028-03-01T12:00:00Z', 'UTC', 2],
		['2026-03-02T00:00:00Z', '2026-03-01T00:00:00Z', 'UTC', -1],
		// The day that begins at one o'clock, since the clocks skip midnight.
		['2018-11-04T12:00:00Z', '2018-11-05T02:00:00Z', 'America/Sao_Paulo', 1],
	])('%s to %s in %s are %i', (from, to, zone, days) => {
		expect(daysBetween(from, to, zone)).toBe(days);
	});
});

test('a window holds exactly the days that it says, whatever the clocks do', () => {
	fc.assert(
		fc.property(instants, zones, fc.integer({ min: 1, max: 800 }), (now, zone, days) => {
			const start = windowStart(now, days, zone);
			const before = new Date(Date.parse(start) - 1).toISOString();
			// Apia left out 30 December 2011: who goes back to that day arrives on the 31st.
			fc.pre(zone !== 'Pacific/Apia' || !/^2011-12-(29|30|31)/.test(localDate(start, zone)));
			expect(daysBetween(start, now, zone)).toBe(days);
			expect(daysBetween(before, now, zone)).toBeGreaterThan(days);
		}),
	);
});

test('younger than so many days means fewer midnights in between', () => {
	const zonesOfTest = fc.constantFrom(...ZONES.filter((zone) => zone !== 'Pacific/Apia'));
	const hours = fc.integer({ min: -48, max: 40 * 24 });
	fc.assert(
		fc.property(instants, hours, zonesOfTest, fc.integer({ min: 0, max: 40 }), (now, back, zone, days) => {
			const instant = new Date(Date.parse(now) - back * 3_600_000).toISOString();
			expect(isYounger(now, days, zone)(instant, 'joinedAt')).toBe(daysBetween(instant, now, zone) < days);
		}),
	);
});

test('a period gives at least its whole days, and ends where a local day begins', () => {
	fc.assert(
		fc.property(instants, zones, fc.integer({ min: 1, max: 365 }), (now, zone, days) => {
			const end = periodEnd(now, days, zone);
			const local = DateTime.fromISO(end, { zone });
			expect(local.toMillis()).toBe(local.startOf('day').toMillis());
			fc.pre(zone !== 'Pacific/Apia');
			expect(daysBetween(now, end, zone)).toBe(days + 1);
			expect(dayAfter(end, -days - 1, zone)).toBe(dayAfter(now, 0, zone));
		}),
	);
});

test('a period of no days ends at once', () => {
	expect(periodEnd('2026-03-20T12:00:00+08:00', 0, 'UTC')).toBe('2026-03-20T04:00:00.000Z');
});

test.each(['', 'yesterday', '2026-03-20', '2026-03-20T10:00:00', '2026-13-20T10:00:00Z'])(
	'%j is no instant',
	(text) => {
		expect(() => instantMs(text, 'joinedAt')).toThrow(DomainError);
		expect(() => instantMs(text, 'joinedAt')).toThrow(/joinedAt/);
	},
);
