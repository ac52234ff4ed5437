import fc from 'fast-check';
import { describe as tell } from '../../../community/segments/describe';
import { parseCondition } from '../../../community/segments/parse';
import { conditions } from './samples';

const loyal = {
	when: 'all',
	of: [
		{ when: 'events', kinds: ['checkin'], count: 'days', atLeast: 5, withinDays: 7 },
		{ when: 'events', kinds: ['payment_succeeded'], atMost: 0 },
		{
			when: 'any',
			of: [
				{ when: 'tag', tag: '铁粉' },
				{ when: 'points', atLeast: 100, atMost: 200 },
			],
		},
	],
};

test.each([
	[
		loyal,
		'zh-CN',
		'最近 7 天内至少 5 天有「打卡」，并且从未「付款」，并且（有标签「铁粉」，或者积分在 100 到 200 之间）',
	],
	[
		loyal,
		'en',
		'“checked in”: on at least 5 days in the last 7 days and “paid”: never and (has the tag “铁粉” or has points: 100 to 200)',
	],
	[{ when: 'not', of: { when: 'joined', withinDays: 30 } }, 'zh-CN', '不满足（入群时间在最近 30 天内）'],
	[{ when: 'field', field: 'city', oneOf: ['深圳', '上海'] }, 'zh-CN', '「城市」是「深圳」、「上海」之一'],
	[{ when: 'field', field: 'age', atLeast: 18, atMost: 30 }, 'en', '“age” is at least 18 and “age” is at most 30'],
	[
		{ when: 'events', kinds: ['lesson'], atLeast: 2, atMost: 2, withinDays: 1 },
		'en',
		'“lesson”: exactly 2 times today',
	],
	[{ when: 'field', field: 'age', equals: 7 }, 'en', '“age” is 7'],
	[{ when: 'tier', oneOf: ['{gold}'] }, 'en', 'is in the tier “{gold}”'],
] as const)('%j in %s', (condition, language, sentence) => {
	const labels = { fields: language === 'en' ? {} : { city: '城市' } };
	expect(tell({ condition: parseCondition(condition) }, language, labels)).toBe(sentence);
});

test('every condition has words in every language', () => {
	fc.assert(
		fc.property(conditions, fc.constantFrom('zh-CN' as const, 'en' as const), (condition, language) => {
			expect(tell({ condition }, language)).toMatch(/^(?!.*undefined).*\S/u);
		}),
	);
});
