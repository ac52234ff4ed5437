import fc from 'fast-check';
import { LANGUAGES } from '../../../community/language';
import { PRAISE, PRAISE_OCCASIONS } from '../../../community/praise/copy';
import { choosePraise, parseOwnLines, praiseOccasion, type PraiseFacts } from '../../../community/praise/praise';

const facts: PraiseFacts = {
	streak: 5,
	bestBefore: 9,
	total: 40,
	gap: 0,
	freezesUsed: 0,
	madeUp: false,
	milestones: [7, 21, 100],
};
const asked = {
	occasion: 'streak',
	memberId: 'm1',
	turn: 40,
	language: 'zh-CN',
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
			PRAISE['zh-CN'].streak.map((_, turn) => choosePraise({ ...asked, memberId, turn }).text).join();
		expect(new Set(order('m1').split(',')).size).toBeGreaterThanOrEqual(PRAISE['zh-CN'].streak.length);
		expect(order('m1')).not.toBe(order('m2'));
	});

	it.each(LANGUAGES)('every shipped line in %s names the member and leaves nothing unfilled', (language) => {
		const own = parseOwnLines(PRAISE[language]);
		for (const occasion of PRAISE_OCCASIONS) {
			expect(own[occasion]?.length).toBeGreaterThanOrEqual(3);
			for (const line of own[occasion] ?? []) expect(line).toMatch(/\{name\}|Your place|Welcome back/);
		}
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

	it.each([
		[{ streak: ['{nmae} 加油'] }, 'The text uses {nmae}, which does not exist'],
		[{ streak: ['a', 'a'] }, '"a" stands in "praise" twice'],
		[{ streak: [''] }, '"streak.0" cannot be used'],
		[{ party: ['a'] }, 'cannot be used'],
	])('%j are refused', (lines, message) => {
		expect(() => parseOwnLines(lines)).toThrow(message);
	});
});
