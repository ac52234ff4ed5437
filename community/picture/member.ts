import type { Language } from '../language';
import { fillText } from '../text';
import { PICTURE_COPY } from './copy';
import { dateOf, dayNumber, monthOf, partsOf, weekdayOf, type DayNumber, type WeekStart } from './dates';
import {
	footer,
	heading,
	INNER,
	legend,
	MARGIN,
	monthGrid,
	rangeName,
	stack,
	tiles,
	WIDTH,
	type Block,
	type Style,
	type Tile,
} from './layout';
import { cellOf, daySign, daySquare, fillOf, type CalendarDay, type Cell } from './mark';
import { frame } from './path';
import { shape, text, type Picture, type SceneNode } from './scene';
import { inkOn, THEME, type ThemeName } from './theme';

/** Where a member stands, in days or in weeks. */
export interface Streak {
	current: number;
	longest: number;
	/** Days or weeks that counted, ever. */
	total: number;
	unit: 'day' | 'week';
}

/** What a member's calendar is drawn from. */
export interface MemberCalendar {
	name: string;
	/** Shown at the foot. */
	community?: string | undefined;
	/** First day and last day that are shown, `YYYY-MM-DD`; one month of days is a wall calendar, more is a heat map. */
	from: string;
	to: string;
	/** The member's date of today; it and later days can still be checked in. */
	today: string;
	days: readonly CalendarDay[];
	streak: Streak;
	/** Whether every day that is not `off` asks for a check-in, so that a share of days kept means something. */
	everyDayAsks: boolean;
	language: Language;
	theme: ThemeName;
	weekStart: WeekStart;
}

/** First and last day of the last `months` months, this one included. */
export function lastMonths(today: string, months: number): { from: string; to: string } {
	const day = dayNumber(today, 'today');
	return { from: dateOf(monthOf(day, months - 1).first), to: dateOf(monthOf(day).last) };
}

/** More weeks side by side would be too small on a phone. */
const MOST_WEEKS = 27;

/** A member's check-ins as a picture: numbers, the days with signs for freezes, make-ups and leave, and what they mean. */
export function memberCalendar(calendar: MemberCalendar): Picture {
	const { name, community, language, theme, weekStart, streak } = calendar;
	const style: Style = { theme: THEME[theme], copy: PICTURE_COPY[language], language, weekStart };
	const { copy } = style;
	const [first, last] = [dayNumber(calendar.from, 'from'), dayNumber(calendar.to, 'to')];
	const today = dayNumber(calendar.today, 'today');
	const shown = calendar.days.filter(({ date }) => date >= calendar.from && date <= calendar.to);
	const days = new Map(shown.map((day) => [dayNumber(day.date), day]));
	const most = Math.max(1, ...shown.map(({ count }) => count));
	const cellAt = (day: DayNumber) => cellOf(days.get(day), most, day >= today);
	const cells: Cell[] = [];
	for (let day = first; day <= last; day += 1) cells.push(cellAt(day));
	const kinds = new Set(cells.map(({ kind }) => kind));
	const range = rangeName(style, first, last);
	const summary = summarise(cells);
	const month = monthOf(first);
	const grid = (top: number): Block =>
		first === month.first && last === month.last
			? monthGrid(style, top, month, today, (day) => ({ cell: cellAt(day) }))
			: heatMap(style, top, first, last, today, cellAt);
	const parts = [
		(top: number) => heading(style, top, name, range),
		(top: number) => tiles(style, top, numbers(style, streak, calendar.everyDayAsks ? summary.rate : undefined)),
		grid,
		(top: number) => legend(style, top, kinds, most > 1),
		...(community === undefined ? [] : [(top: number) => footer(style, top, community, calendar.today)]),
	];
	const { nodes, height } = stack(parts, 36);
	return {
		scene: { width: WIDTH, height: Math.round(height), background: style.theme.background, nodes },
		title: `${name}${copy.dot}${range}`,
		alt: altOf(style, calendar, range, summary),
	};
}

type Summary = Record<'done' | 'madeUp' | 'frozen' | 'paused', number> & { rate: number | undefined };

function summarise(cells: readonly Cell[]): Summary {
	const count = (kind: Cell['kind']) => cells.filter((cell) => cell.kind === kind).length;
	const [done, madeUp, frozen, paused] = [count('done'), count('made_up'), count('frozen'), count('paused')];
	// Leave asks for no check-in, so it is no day that could have been kept.
	const asked = done + madeUp + frozen + count('missed');
	return { done: done + madeUp, madeUp, frozen, paused, rate: asked === 0 ? undefined : (done + madeUp) / asked };
}

function numbers({ copy }: Style, streak: Streak, rate: number | undefined): Tile[] {
	const unit = (value: number) => copy.units[streak.unit][value === 1 ? 0 : 1];
	return [
		{ value: String(streak.current), unit: unit(streak.current), label: copy.current, hot: streak.current > 0 },
		{ value: String(streak.longest), unit: unit(streak.longest), label: copy.longest },
		{ value: String(streak.total), unit: unit(streak.total), label: copy.total },
		...(rate === undefined ? [] : [{ value: String(Math.floor(rate * 100)), unit: '%', label: copy.rate }]),
	];
}

function altOf({ copy }: Style, { name, streak }: MemberCalendar, range: string, summary: Summary): string {
	const { current, longest, total, unit } = streak;
	const marks = (['madeUp', 'frozen', 'paused'] as const)
		.filter((kind) => summary[kind] > 0)
		.map((kind) => fillText(copy.altMarks[kind], { n: summary[kind] }));
	const main = fillText(copy.altMember[unit], { name, range, done: summary.done, current, longest, total });
	return [main, ...marks].join(copy.listSeparator) + copy.sentenceEnd;
}

/** Weeks as columns, in as few rows as a phone can show. */
function heatMap(
	style: Style,
	top: number,
	first: DayNumber,
	last: DayNumber,
	today: DayNumber,
	cellAt: (day: DayNumber) => Cell,
): Block {
	const { weekStart } = style;
	const start = first - weekdayOf(first, weekStart);
	const weeks = Math.floor((last - start) / 7) + 1;
	const rows = Math.ceil(weeks / MOST_WEEKS);
	const perRow = Math.ceil(weeks / rows);
	const labels = 64;
	const pitch = Math.min(64, (INNER - labels) / perRow);
	const rowHeight = pitch * 7 + 52;
	const nodes: SceneNode[] = [];
	for (let row = 0; row < rows; row += 1) {
		const y = top + row * (rowHeight + 20);
		nodes.push(...weekdayLabels(style, y + 44, pitch));
		let lastLabel = -Infinity;
		for (let column = 0; column < perRow; column += 1) {
			const x = MARGIN + labels + column * pitch;
			const week = start + (row * perRow + column) * 7;
			const label = monthLabel(style, week, first, last, column === 0);
			const room = row === rows - 1 || column < perRow - 1;
			if (label !== undefined && x - lastLabel > 58 && room) {
				nodes.push(text(label, x, y + 26, 25, style.theme.soft));
				lastLabel = x;
			}
			for (let day = Math.max(week, first); day <= Math.min(week + 6, last); day += 1) {
				nodes.push(...heatCell(style, x, y + 44 + (day - week) * pitch, pitch, cellAt(day), day === today));
			}
		}
	}
	return { nodes, height: rows * (rowHeight + 20) - 20 };
}

function heatCell({ theme }: Style, x: number, y: number, pitch: number, cell: Cell, isToday: boolean): SceneNode[] {
	const side = pitch * 0.84;
	const square = daySquare(cell, theme, { x, y, width: side, height: side, radius: side * 0.24 });
	// On a small square a tick says no more than the colour does, and hides it.
	const sign =
		cell.kind === 'done' ? [] : daySign(cell, x + side / 2, y + side / 2, side * 0.62, inkOn(fillOf(cell, theme)));
	const ring = isToday ? [shape(frame(x - 3, y - 3, side + 6, side + 6, side * 0.24 + 3, 3), theme.flame)] : [];
	return [...square, ...sign, ...ring];
}

function weekdayLabels({ theme, copy, weekStart }: Style, top: number, pitch: number): SceneNode[] {
	const size = Math.min(25, pitch * 0.72);
	return [0, 2, 4, 6].map((row) => {
		const fromMonday = weekStart === 'monday' ? row : (row + 6) % 7;
		return text(
			copy.weekdays[fromMonday] ?? '',
			MARGIN,
			top + row * pitch + pitch * 0.42 + size * 0.36,
			size,
			theme.soft,
		);
	});
}

/** Named over the week that the month begins in, and over the first week of a row. */
function monthLabel(
	{ copy }: Style,
	week: DayNumber,
	first: DayNumber,
	last: DayNumber,
	begins: boolean,
): string | undefined {
	for (let day = Math.max(week, first); day <= Math.min(week + 6, last); day += 1) {
		const { month, date } = partsOf(day);
		if (date === 1 || begins) return copy.months[month - 1];
	}
	return undefined;
}
