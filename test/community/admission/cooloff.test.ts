import fc from 'fast-check';

import { coolOffDays, coolOffSettingsSchema, mayApply, type DecidedBefore } from '../../../community/admission/cooloff';

const settings = (more: object = {}) => coolOffSettingsSchema.parse({ days: 7, ...more });
const decided = (decision: DecidedBefore['decision'], day: number): DecidedBefore => ({
	decision,
	decidedAt: `2026-03-${String(day).padStart(2, '0')}T08:00:00Z`,
});
const NOW = '2026-03-10T08:00:00Z';

describe('applying again', () => {
	test.each<[string, DecidedBefore[], object, object]>([
		['is free for a newcomer', [], {}, { ok: true, refusals: 0 }],
		[
			'waits after a rejection',
			[decided('rejected', 5)],
			{},
			{ ok: false, reason: 'cooling_off', from: '2026-03-12T08:00:00.000Z', refusals: 1 },
		],
		['is free at the very instant', [decided('rejected', 3)], {}, { ok: true, refusals: 1 }],
		['is free where nobody has to wait', [decided('rejected', 10)], { days: 0 }, { ok: true, refusals: 1 }],
		[
			'waits longer after two',
			[decided('rejected', 1), decided('rejected', 2)],
			{ factor: 2 },
			{ ok: false, reason: 'cooling_off', from: '2026-03-16T08:00:00.000Z', refusals: 2 },
		],
		[
			'starts afresh after an approval',
			[decided('rejected', 1), decided('approved', 2), decided('rejected', 9)],
			{ factor: 2 },
			{ ok: false, reason: 'cooling_off', from: '2026-03-16T08:00:00.000Z', refusals: 1 },
		],
		[
			'does not mind what was withdrawn or waits',
			[decided('withdrawn', 9), decided('review', 9)],
			{},
			{ ok: true, refusals: 0 },
		],
		[
			'ends after the last attempt',
			[decided('rejected', 1), decided('rejected', 2)],
			{ lastAttempt: 2, days: 0 },
			{ ok: false, reason: 'closed', refusals: 2 },
		],
		[
			'takes decisions in any order',
			[decided('rejected', 9), decided('approved', 2), decided('rejected', 1)],
			{},
			{ ok: false, reason: 'cooling_off', from: '2026-03-16T08:00:00.000Z', refusals: 1 },
		],
	])('%s', (_name, decisions, more, verdict) => {
		expect(mayApply(decisions, settings(more), NOW)).toEqual(verdict);
	});

	test('is counted in days by the clocks of the place', () => {
		const decision: DecidedBefore = { decision: 'rejected', decidedAt: '2026-03-07T17:00:00Z' };
		const verdict = mayApply([decision], settings({ days: 1, timeZone: 'America/New_York' }), '2026-03-08T12:00:00Z');
		expect(verdict).toMatchObject({ from: '2026-03-08T16:00:00.000Z' });
	});

	test.each([
		[7, 1, 365, [7, 7, 7]],
		[7, 2, 365, [7, 14, 28]],
		[10, 1.1, 365, [10, 11, 13]],
		[7, 10, 30, [7, 30, 30]],
	])('takes %d days, times %d, at most %d', (days, factor, longestDays, expected) => {
		expect([1, 2, 3].map((nth) => coolOffDays(settings({ days, factor, longestDays }), nth))).toEqual(expected);
	});

	test('is possible from the instant that was named, and not before', () => {
		const history = fc.array(
			fc.record({
				decision: fc.constantFrom('approved', 'rejected', 'review', 'withdrawn'),
				decidedAt: fc
					.date({ min: new Date('2025-01-01'), max: new Date(NOW), noInvalidDate: true })
					.map((date) => date.toISOString()),
			}),
			{ maxLength: 6 },
		);
		fc.assert(
			fc.property(history, fc.constantFrom('Asia/Shanghai', 'America/New_York'), (decisions, timeZone) => {
				const chosen = settings({ factor: 1.5, timeZone });
				const verdict = mayApply(decisions, chosen, NOW);
				if (verdict.ok || verdict.reason === 'closed') return;
				expect(mayApply(decisions, chosen, verdict.from).ok).toBe(true);
				const before = new Date(Date.parse(verdict.from) - 1).toISOString();
				expect(mayApply(decisions, chosen, before).ok).toBe(false);
			}),
		);
	});

	test('never for longer than the longest, which is not the shortest', () => {
		expect(coolOffSettingsSchema.safeParse({ days: 30, longestDays: 7 }).error?.issues[0]?.path).toEqual([
			'longestDays',
		]);
	});

	test('in no time zone is refused, naming the field', () => {
		expect(() => mayApply([decided('rejected', 9)], settings({ timeZone: 'Shenzhen' }), NOW)).toThrow(
			expect.objectContaining({ field: 'timeZone' }),
		);
	});
});
