import fc from 'fast-check';

import { poacherSettingsSchema, poacherSignals, type PoacherFacts } from '../../../community/screening/poacher';

const NOW = '2026-03-01T00:00:00.000Z';
const SETTINGS = poacherSettingsSchema.parse({
	joins: { atLeast: 3, withinHours: 24 },
	leaves: { atLeast: 1, withinHours: 48 },
});
const ago = (hours: number) => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString();
const joins = (...hours: number[]): PoacherFacts => ({
	communitiesJoined: hours.map((hour, index) => ({ communityId: `c${index}`, at: ago(hour) })),
	leftAfterGift: [],
});
const left = (hoursAgo: number, afterHours: number): PoacherFacts => ({
	communitiesJoined: [],
	leftAfterGift: [{ communityId: 'c1', at: ago(hoursAgo), giftAt: ago(hoursAgo + afterHours) }],
});
const names = (facts: PoacherFacts) => poacherSignals(facts, SETTINGS, NOW).map(({ name }) => name);

describe('a group-poacher', () => {
	test.each([
		['three in one day', joins(30, 20, 6), ['joined_many']],
		['three in a day and a bit', joins(30, 20, 5.9), []],
		['three in a day some weeks ago', joins(1000, 990, 980, 1), ['joined_many']],
		['three in a day too long ago', joins(2200, 2195, 2190), []],
		['two in one day', joins(3, 2), []],
		['what has not happened yet', joins(-1, -2, -3), []],
		['leaving a day after the gift', left(100, 24), ['left_after_gift']],
		['leaving two days after the gift', left(100, 48), ['left_after_gift']],
		['leaving a week after the gift', left(100, 168), []],
		['leaving before the gift', left(100, -5), []],
		['leaving long ago', left(3000, 1), []],
		['nothing', joins(), []],
	])('is told by %s', (_name, facts, expected) => {
		expect(names(facts)).toEqual(expected);
	});

	test('is not told by one community joined again and again', () => {
		const again = [1, 2, 3, 4].map((hour) => ({ communityId: 'c', at: ago(hour) }));
		expect(names({ communitiesJoined: again, leftAfterGift: [] })).toEqual([]);
	});

	test('is shown with the values seen', () => {
		expect(poacherSignals(joins(3, 2, 1), SETTINGS, NOW)).toEqual([
			{ name: 'joined_many', count: 3, atLeast: 3, withinHours: 24, communityIds: ['c0', 'c1', 'c2'] },
		]);
	});

	test('is found as by looking at every window, in any order of the facts', () => {
		const moment = fc.record({
			communityId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
			hour: fc.integer({ min: 0, max: 200 }),
		});
		fc.assert(
			fc.property(fc.array(moment, { maxLength: 12 }), (moments) => {
				const facts = moments.map(({ communityId, hour }) => ({ communityId, at: ago(hour) }));
				const most = Math.max(
					0,
					...moments.map(
						({ hour: start }) =>
							new Set(
								moments.filter(({ hour }) => hour <= start && hour >= start - 24).map(({ communityId }) => communityId),
							).size,
					),
				);
				const [signal] = poacherSignals({ communitiesJoined: facts, leftAfterGift: [] }, SETTINGS, NOW);
				expect(signal?.count).toBe(most >= 3 ? most : undefined);
			}),
		);
	});

	test('facts without an instant are refused, naming the field', () => {
		const facts = { communitiesJoined: [{ communityId: 'c', at: 'yesterday' }], leftAfterGift: [] };
		expect(() => poacherSignals(facts, SETTINGS, NOW)).toThrow(
			expect.objectContaining({ field: 'communitiesJoined.at' }),
		);
	});
});
