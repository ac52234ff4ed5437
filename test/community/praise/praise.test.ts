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
const day = (index: number): string => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
const asked = {
	occasion: 'streak',
	memberId: 'm1',
	day: '2026-02-10',
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

	it('is never the one that the member got last', () => {
		fc.assert(
			fc.property(
				fc.string(),
				fc.constantFrom(...LANGUAGES),
				fc.constantFrom(...PRAISE_OCCASIONS),
				(memberId, language, occasion) => {
					let previous: string | undefined;
					for (let index = 0; index < 40; index += 1) {
						const { line } = choosePraise({ ...asked, memberId, language, occasion, day: day(index), previous });
						expect(line).not.toBe(previous);
						previous = line;
					}
				},
			),
			{ numRuns: 40 },
		);
	});

	it('uses all of its lines, and not the same for everybody', () => {
		const said = new Set(Array.from({ length: 200 }, (_, index) => choosePraise({ ...asked, day: day(index) }).line));
		expect([...said].sort()).toEqual([...PRAISE['zh-CN'].streak].sort());
		const others = new Set(
			Array.from({ length: 200 }, (_, index) => choosePraise({ ...asked, memberId: `m${index}` }).line),
		);
		expect(others.size).toBe(said.size);
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
		expect(PRAISE['zh-CN'].first).toContain(first.line);
	});

	it('are said again only where there is a single one', () => {
		const own = parseOwnLines({ streak: ['{name}!'] });
		expect(choosePraise({ ...asked, own, previous: '{name}!' }).text).toBe('小雨!');
	});

	it.each([
		[{ streak: ['{nmae} 加油'] }, 'The text uses {nmae}, which does not exist'],
		[{ streak: ['a', 'a'] }, '"a" stands in "praise.streak" twice'],
		[{ streak: [''] }, '"streak.0" cannot be used'],
		[{ party: ['a'] }, 'cannot be used'],
	])('%j are refused', (lines, message) => {
		expect(() => parseOwnLines(lines)).toThrow(message);
	});
});
