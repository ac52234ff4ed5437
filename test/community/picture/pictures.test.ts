import { groupDays, punchCard } from '../../../community/picture/group';
import { lastMonths, memberCalendar, type MemberCalendar } from '../../../community/picture/member';
import { milestoneCard, wrap } from '../../../community/picture/milestone';
import { cellOf, daySign } from '../../../community/picture/mark';
import { inkOn, THEME } from '../../../community/picture/theme';
import type { Picture } from '../../../community/picture/scene';

const calendar: MemberCalendar = {
	name: '小雨',
	community: '早起营',
	from: '2026-02-01',
	to: '2026-02-28',
	today: '2026-02-10',
	days: [
		{ date: '2026-02-01', count: 1 },
		{ date: '2026-02-02', count: 1, mark: 'made_up' },
		{ date: '2026-02-03', count: 0, mark: 'frozen' },
		{ date: '2026-02-04', count: 0, mark: 'paused' },
		// Outside of what is shown.
		{ date: '2026-01-31', count: 1 },
	],
	streak: { current: 1, longest: 4, total: 12, unit: 'day' },
	everyDayAsks: true,
	language: 'zh-CN',
	theme: 'light',
	weekStart: 'monday',
};
const words = ({ scene }: Picture): string[] =>
	scene.nodes.flatMap((node) => (node.kind === 'text' ? [node.text] : []));
const fills = ({ scene }: Picture): string[] =>
	scene.nodes.flatMap((node) => (node.kind === 'shape' ? [node.fill] : []));
const count = (list: readonly string[], one: string): number => list.filter((each) => each === one).length;

describe("a member's calendar", () => {
	it('says in a sentence what it shows', () => {
		expect(memberCalendar(calendar).alt).toBe(
			'小雨 的打卡日历（2026年2月）：打卡 2 天，当前连续 1 天，最长连续 4 天，累计 12 天，补卡 1 天，使用保护卡 1 天，请假 1 天。',
		);
		expect(memberCalendar({ ...calendar, language: 'en' }).alt).toBe(
			'Check-in calendar of 小雨 (Feb 2026): 2 days checked in, current streak 1, longest streak 4, 12 in all, 1 made up, 1 kept by a freeze, 1 on leave.',
		);
	});

	it('shows every day of its month once, and the numbers', () => {
		const shown = words(memberCalendar(calendar));
		for (let day = 1; day <= 28; day += 1) expect(shown).toContain(String(day));
		// Leave asks for nothing: 2 of 8 days that could be kept until yesterday.
		expect(shown).toEqual(expect.arrayContaining(['小雨', '2026年2月', '12', '25', '%', '早起营']));
	});

	it.each([
		['monday', '一', '日'],
		['sunday', '日', '六'],
	] as const)('a week that starts on %s begins with %s', (weekStart, first, last) => {
		const shown = words(memberCalendar({ ...calendar, weekStart }));
		const names = shown.filter((word) => /^[一二三四五六日]$/.test(word));
		expect([names[0], names[6]]).toEqual([first, last]);
	});

	it('has a leap day in a leap year', () => {
		const range = lastMonths('2028-02-10', 1);
		expect(range).toEqual({ from: '2028-02-01', to: '2028-02-29' });
		expect(words(memberCalendar({ ...calendar, ...range, today: '2028-02-10' }))).toContain('29');
	});

	it('of a year shows each of its days once, whatever the weekday it begins on', () => {
		for (const weekStart of ['monday', 'sunday'] as const) {
			const range = lastMonths('2026-02-10', 12);
			const picture = memberCalendar({ ...calendar, ...range, days: [], weekStart });
			const { empty, line } = THEME.light;
			// 346 days until yesterday, and the square of the legend; today and 18 days ahead, and the line of the footer.
			expect(count(fills(picture), empty)).toBe(346 + 1);
			expect(count(fills(picture), line)).toBe(19 + 1);
			expect(picture.scene.width).toBe(1080);
		}
	});

	it.each(['2026-02-30', '20260201', ''])('refuses "%s" as a date', (today) => {
		expect(() => memberCalendar({ ...calendar, today })).toThrow('"today" is no date');
	});
});

describe('a day', () => {
	it('can be told from another kind without its colour', () => {
		const shapes = (['made_up', 'frozen', 'paused', 'missed'] as const).map((kind) =>
			JSON.stringify(daySign({ kind }, 0, 0, 10, '#000000')),
		);
		expect(new Set(shapes).size).toBe(4);
	});

	it('is darker the more check-ins it has, and darkest where there never is more than one', () => {
		const level = (checkIns: number, most: number) => cellOf({ date: '2026-01-01', count: checkIns }, most, false);
		expect([1, 2, 3, 4].map((checkIns) => level(checkIns, 4))).toEqual(
			[1, 2, 3, 4].map((expected) => ({ kind: 'done', level: expected })),
		);
		expect(level(1, 1)).toEqual({ kind: 'done', level: 4 });
	});

	it.each(['light', 'dark'] as const)('has numbers that can be read, theme %s', (name) => {
		const theme = THEME[name];
		const luminance = (colour: string) => {
			const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
				const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
				return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
			});
			return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
		};
		const contrast = (one: string, other: string) => {
			const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
			return (high + 0.05) / (low + 0.05);
		};
		for (const fill of [...theme.levels, theme.madeUp, theme.frozen, theme.paused]) {
			expect(contrast(inkOn(fill), fill)).toBeGreaterThanOrEqual(4.5);
		}
		for (const ink of [theme.ink, theme.soft, theme.accent]) {
			expect(contrast(ink, theme.background)).toBeGreaterThanOrEqual(4.5);
			expect(contrast(ink, theme.panel)).toBeGreaterThanOrEqual(4.5);
		}
	});
});

describe("a group's pictures", () => {
	const group = { ...calendar, title: '早起营', month: '2026-02-15' };
	const members = [
		{ name: '甲', days: [{ date: '2026-02-01', count: 2 }] },
		{ name: '乙', days: calendar.days },
	];

	it('the punch card names everyone with their days, and says who is not shown', () => {
		const picture = punchCard({ ...group, members, more: 5 });
		expect(words(picture)).toEqual(expect.arrayContaining(['甲', '乙', '1', '2', '还有 5 位成员未显示']));
		expect(picture.alt).toBe(
			'早起营 2026年2月打卡墙：2 位成员共打卡 3 次，打卡最多的是 乙（2 天），还有 5 位成员未显示。',
		);
	});

	it('the punch card of an empty group says so', () => {
		const picture = punchCard({ ...group, members: [], more: 0 });
		expect(words(picture)).toContain('这个月还没有人打卡');
		expect(picture.alt).toBe('早起营 2026年2月打卡墙：0 位成员共打卡 0 次。');
	});

	it('the wall calendar shows how many came each day', () => {
		const days = [
			{ date: '2026-02-01', count: 8 },
			{ date: '2026-02-02', count: 40 },
		];
		const picture = groupDays({ ...group, days, members: 60, language: 'en' });
		expect(words(picture)).toEqual(expect.arrayContaining(['8', '40', '60 members']));
		expect(picture.alt).toBe(
			'Members who checked in each day in 早起营, Feb 2026: 60 members, 48 check-ins, most on 2 Feb (40).',
		);
	});
});

describe('a milestone card', () => {
	const card = {
		kind: 'streak',
		unit: 'day',
		length: 21,
		name: '小雨',
		date: '2026-02-10',
		language: 'en',
		theme: 'dark',
	} as const;

	it('says what it is for', () => {
		expect(milestoneCard({ ...card, praise: 'Well done!' }).alt).toBe(
			'Milestone card of 小雨: 21 days in a row. Well done!',
		);
		expect(milestoneCard({ ...card, kind: 'first', length: 1, language: 'zh-CN' }).alt).toBe(
			'小雨 的里程碑卡片：第一次打卡。',
		);
		expect(words(milestoneCard(card))).toEqual(expect.arrayContaining(['21', 'days', 'in a row', '🔥', '小雨']));
	});

	it('is the same each time it is drawn, and not the same for another day', () => {
		expect(milestoneCard(card)).toEqual(milestoneCard(card));
		expect(milestoneCard(card).scene.nodes).not.toEqual(milestoneCard({ ...card, date: '2026-02-11' }).scene.nodes);
	});

	it('breaks praise between words, and keeps punctuation with its sentence', () => {
		expect(wrap('one two three four', 9, 3)).toEqual(['one two', 'three', 'four']);
		expect(wrap('连续打卡，真不容易！', 8, 3)).toEqual(['连续打卡，', '真不容易！']);
		expect(wrap('a b c d e f', 1, 2)).toEqual(['a', 'b c d e f']);
		expect(wrap('   ', 10, 3)).toEqual([]);
	});
});
