import fc from 'fast-check';
import { LANGUAGES } from '../../../community/language';
import { PRAISE, PRAISE_OCCASIONS } from '../../../community/praise/copy';
import { parseOwnLines, PRAISE_VARIABLES } from '../../../community/praise/own';
import { choosePraise, praiseOccasion, type PraiseFacts } from '../../../community/praise/praise';

const facts: PraiseFacts = {
	streak: 5,
	bestBefore: 9,
	total: 40,
	gap: 0,
	freezesUsed: 0,
	madeUp: false,
	milestones: [7, 21, 100],
};
const UNITS = ['day', 'week'] as const;
const asked = {
	occasion: 'streak',
	memberId: 'm1',
	turn: 40,
	language: 'zh-CN',
	unit: 'day',
	variables: { name: '小雨', streak: 5, total: 40 },
} as const;

describe('what a check-in is praised for', () => {
	it.each([
		['streak', {}],
		['first', { total: 1, streak: 1, bestBefore: 0 }],
		['milestone', { streak: 7 }],
		['milestone', { streak: 21, bestBefore: 20 }],
		['record', { streak: 10 }],
		['streak', { streak: 11 }],
		['streak', { streak: 2, bestBefore: 1 }],
		['freeze', { freezesUsed: 1 }],
		['comeback', { streak: 1, gap: 12 }],
		['make_up', { madeUp: true, streak: 7 }],
	] as const)('%s: %j', (expected, given) => {
		expect(praiseOccasion({ ...facts, ...given })).toBe(expected);
	});
});

describe('a line of praise', () => {
	it('is the same for the same member and day, and fills in what it knows', () => {
		const praise = choosePraise(asked);
		expect(choosePraise(asked)).toEqual(praise);
		expect(praise.text).toContain('小雨');
		expect(praise.text).not.toMatch(/[{}]/);
	});

	it('is never the one of the day before, whatever the number of lines', () => {
		const own = fc.uniqueArray(
			fc
				.string({ minLength: 1, unit: 'grapheme-ascii' })
				.filter((one) => !/[{}]/.test(one) && one.trim() === one && one !== ''),
			{
				minLength: 2,
				maxLength: 9,
			},
		);
		fc.assert(
			fc.property(fc.string(), own, (memberId, streak) => {
				const said = Array.from(
					{ length: 60 },
					(_, turn) => choosePraise({ ...asked, memberId, turn, own: { streak } }).text,
				);
				for (let turn = 1; turn < said.length; turn += 1) expect(said[turn]).not.toBe(said[turn - 1]);
				// A round has every line once.
				expect(new Set(said.slice(0, streak.length)).size).toBe(streak.length);
			}),
			{ numRuns: 60 },
		);
	});

	it('goes through all the shipped lines, in an order of the member', () => {
		const order = (memberId: string) =>
			PRAISE['zh-CN'].day.streak.map((_, turn) => choosePraise({ ...asked, memberId, turn }).text).join();
		expect(new Set(order('m1').split(',')).size).toBeGreaterThanOrEqual(PRAISE['zh-CN'].day.streak.length);
		expect(order('m1')).not.toBe(order('m2'));
	});

	describe.each(LANGUAGES)('shipped in %s', (language) => {
		it.each(UNITS)('for a %s: there are some for every occasion, and they fill in all that they use', (unit) => {
			const own = parseOwnLines(PRAISE[language][unit]);
			for (const occasion of PRAISE_OCCASIONS) {
				expect(own?.[occasion]?.length).toBeGreaterThanOrEqual(3);
				for (const line of own?.[occasion] ?? []) expect(line).toContain('{name}');
			}
		});

		it.each(UNITS)('for a %s: they never count in the other unit', (unit) => {
			const other = { day: /weeks?\b|周/i, week: /\bdays?\b|天|today|yesterday|tomorrow/i }[unit];
			const variables = { name: 'N', streak: 3, total: 5, gap: 2, freezes: 1 };
			for (const occasion of PRAISE_OCCASIONS) {
				for (const turn of PRAISE[language][unit][occasion].keys()) {
					const { text } = choosePraise({ ...asked, occasion, turn, language, unit, variables });
					expect(text).not.toMatch(other);
				}
			}
		});

		it.each(UNITS)('for a %s: none about a make-up counts a streak that may be lost by then', (unit) => {
			for (const line of PRAISE[language][unit].make_up) expect(line).not.toContain('{streak}');
		});
	});

	it.each([
		['en', 'week', 3, 'N: 3 weeks in a row'],
		['en', 'week', 1, 'N: 1 week in a row'],
		['en', 'day', 1, 'N: 1 day in a row'],
		['en', 'day', 0, 'N: 0 days in a row'],
		['zh-CN', 'week', 3, 'N: 3 周 in a row'],
		['zh-CN', 'day', 3, 'N: 3 天 in a row'],
	] as const)('in %s says {unit} of a %s and the number %i', (language, unit, streak, expected) => {
		const own = parseOwnLines({ streak: ['{name}: {streak} {unit} in a row'] });
		const variables = { name: 'N', streak, total: 9 };
		expect(choosePraise({ ...asked, language, unit, variables, own }).text).toBe(expected);
	});

	it('says how many weeks', () => {
		const said = (language: 'en' | 'zh-CN') =>
			PRAISE[language].week.milestone.map(
				(_, turn) =>
					choosePraise({
						...asked,
						occasion: 'milestone',
						turn,
						language,
						unit: 'week',
						variables: { name: 'N', streak: 3, total: 3 },
					}).text,
			);
		expect(said('en')).toContain('🎉 N has checked in 3 weeks in a row. A round of applause, please!');
		expect(said('zh-CN')).toContain('🎉 N 连续打卡 3 周！大家一起为 TA 鼓掌！');
	});

	it('what a member is called is never filled in again', () => {
		const { text } = choosePraise({ ...asked, variables: { ...asked.variables, name: '{total}' } });
		expect(text).toContain('{total}');
	});
});

describe("an operator's own lines", () => {
	it('take the place of the shipped ones of their occasion only', () => {
		const own = parseOwnLines({ streak: ['{name} 加油', '{name} 真棒'] });
		expect(['小雨 加油', '小雨 真棒']).toContain(choosePraise({ ...asked, own }).text);
		const first = choosePraise({ ...asked, occasion: 'first', own });
		expect(first).toEqual(choosePraise({ ...asked, occasion: 'first' }));
	});

	it('are said again only where there is a single one', () => {
		const own = parseOwnLines({ streak: ['{name}!'] });
		expect(choosePraise({ ...asked, own, turn: 41 }).text).toBe('小雨!');
	});

	it.each([undefined, null, {}])('%j are none', (nothing) => {
		expect(parseOwnLines(nothing)).toBeUndefined();
	});

	it.each([
		[
			{ streak: ['{name}', '{nmae} 加油'] },
			'"streak.1" cannot be used: "{nmae} 加油" uses {nmae}, which does not exist; these exist: {name}, {streak}, {unit}, {total}, {gap}, {freezes}',
		],
		[{ first: ['{day} {day} {hour}'] }, '"{day} {day} {hour}" uses {day}, {hour}, which does not exist'],
		[{ streak: ['a', 'b', 'a '] }, '"streak.2" cannot be used: "a" stands there twice, or for another occasion too'],
		[{ streak: ['a'], first: ['a'] }, '"streak.0" cannot be used: "a" stands there twice, or for another occasion too'],
		[{ streak: ['a', ' '] }, '"streak.1" cannot be used: the line is empty; write some words, or take it out'],
		[{ streak: [] }, '"streak" cannot be used: there is no line; write one, or leave the occasion out'],
		[
			{ streak: ['a'.repeat(501)] },
			'"streak.0" cannot be used: the line is too long; write 500 characters at the most',
		],
		[{ party: ['a'] }, '"party" cannot be used: there is no such occasion; these exist: first, milestone, record'],
		[{ streak: 'a' }, '"streak" cannot be used'],
	])('%j are refused', (lines, message) => {
		expect(() => parseOwnLines(lines)).toThrow(message);
	});

	it('are taken if they use what exists only, whatever else they say', () => {
		const variable = fc.constantFrom(...PRAISE_VARIABLES, 'nmae', 'Name', 'day', '天');
		fc.assert(
			fc.property(fc.uniqueArray(variable, { minLength: 1 }), fc.string({ maxLength: 60 }), (used, words) => {
				const plain = words.replace(/[{}]/g, '');
				const line = `${plain}${used.map((name) => `{${name}}`).join('，')}`;
				const isKnown = used.every((name) => PRAISE_VARIABLES.some((one) => one === name));
				if (!isKnown) {
					expect(() => parseOwnLines({ streak: [line] })).toThrow('does not exist');
					return;
				}
				const { text } = choosePraise({ ...asked, own: parseOwnLines({ streak: [line] }) });
				expect(text).not.toMatch(/[{}]/);
			}),
		);
	});
});
