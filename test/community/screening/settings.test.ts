import { z } from 'zod/v4';
import { DomainError } from '../../../community/domain-error';

import { daysLater, readSettings } from '../../../community/screening/settings';
import { instantMs } from '../../../community/parse';

describe('settings', () => {
	const schema = z.object({ tiers: z.array(z.object({ quota: z.int() })) });

	test.each([
		[{ tiers: [{ quota: 1.5 }] }, 'tiers.0.quota'],
		[{ tiers: [{}] }, 'tiers.0.quota'],
		[{}, 'tiers'],
		['text', 'Quota'],
		[undefined, 'Quota'],
	])('%j are refused, naming %s', (value, field) => {
		const read = () => readSettings(schema, value, 'Quota');
		expect(read).toThrow(DomainError);
		expect(read).toThrow(expect.objectContaining({ field, message: expect.stringContaining(field) }));
	});

	test('are given as the schema reads them', () => {
		expect(readSettings(schema, { tiers: [{ quota: 2, more: 1 }] }, 'Quota')).toEqual({ tiers: [{ quota: 2 }] });
	});
});

describe('an instant', () => {
	test.each([
		['2026-03-01T08:00:00Z', '2026-03-01T08:00:00.000Z'],
		['2026-03-01T08:00:00+08:00', '2026-03-01T00:00:00.000Z'],
	])('%s is read', (text, instant) => {
		expect(new Date(instantMs(text, 'at')).toISOString()).toBe(instant);
	});

	test.each(['', 'now', '2026-03-01', '2026-03-01T08:00:00', '2026-02-30T08:00:00Z', '08:00'])('%j is none', (text) => {
		expect(() => instantMs(text, 'decidedAt')).toThrow(expect.objectContaining({ field: 'decidedAt' }));
	});

	test.each([
		['2026-03-01T08:00:00Z', 7, 'Asia/Shanghai', '2026-03-08T08:00:00.000Z'],
		// The clocks of New York go forward on 8 March 2026, and back on 1 November.
		['2026-03-07T17:00:00Z', 1, 'America/New_York', '2026-03-08T16:00:00.000Z'],
		['2026-10-31T16:00:00Z', 1, 'America/New_York', '2026-11-01T17:00:00.000Z'],
		['2028-02-28T00:00:00Z', 1, 'Asia/Shanghai', '2028-02-29T00:00:00.000Z'],
		['2026-03-01T08:00:00Z', 0, 'UTC', '2026-03-01T08:00:00.000Z'],
	])('%s plus %d days in %s is %s', (from, days, zone, until) => {
		expect(daysLater(from, days, zone, 'at')).toBe(until);
	});

	test('in a time zone that does not exist is refused', () => {
		expect(() => daysLater('2026-03-01T08:00:00Z', 1, 'Asia/Shenzhen2', 'at')).toThrow(
			expect.objectContaining({ field: 'timeZone' }),
		);
	});
});
