import type { Language } from '../language';
import { fillText } from '../text';
import { PICTURE_COPY } from './copy';
import { dayNumber, monthOf, partsOf, weekdayOf, type DayNumber, type WeekStart } from './dates';
import {
	footer,
	heading,
	INNER,
	legend,
	MARGIN,
	monthGrid,
	monthName,
	shortDate,
	stack,
	WIDTH,
	type Block,
	type Style,
} from './layout';
import { cellOf, daySign, daySquare, fillOf, levelOf, type CalendarDay, type Cell } from './mark';
import { roundedRect } from './path';
import { shape, text, type Picture, type SceneNode } from './scene';
import { inkOn, THEME, type ThemeName } from './theme';

interface GroupPicture {
	/** Name of the community. */
	title: string;
	/** Any day of the month that is shown, `YYYY-MM-DD`. */
	month: string;
	/** The community's date of today; later days are ahead. */
	today: string;
	language: Language;
	theme: ThemeName;
	weekStart: WeekStart;
}

/** What a group's punch card is drawn from. */
export interface PunchCard extends GroupPicture {
	/** In the order in which they are shown. */
	members: readonly { name: string; days: readonly CalendarDay[] }[];
	/** Members of the group that are not in the picture. */
	more: number;
}

/** What the days of a group are drawn from. */
export interface GroupDays extends GroupPicture {
	/** How many members checked in on which day. */
	days: readonly { date: string; count: number }[];
	/** Members who take part. */
	members: number;
}

const NAMES = 216;
const TOTALS = 64;
const ROW = 44;

/** Members below each other, the days of a month beside each other, with each one's total. */
export function punchCard(card: PunchCard): Picture {
	const style = styleOf(card);
	const { theme, copy } = style;
	const month = monthOf(dayNumber(card.month, 'month'));
	const today = dayNumber(card.today, 'today');
	const rows = card.members.map(({ name, days }) => {
		const byDay = new Map(days.map((day) => [dayNumber(day.date), day]));
		const cells = daysOf(month).map((day) => cellOf(byDay.get(day), 1, day >= today));
		return { name, cells, total: cells.filter(({ kind }) => kind === 'done' || kind === 'made_up').length };
	});
	const kinds = new Set(rows.flatMap(({ cells }) => cells.map(({ kind }) => kind)));
	const note =
		card.members.length === 0 ? copy.nobody : card.more > 0 ? fillText(copy.moreMembers, { n: card.more }) : '';
	const parts = [
		(top: number) => heading(style, top, card.title, `${copy.groupTitle}${copy.dot}${monthName(style, month.first)}`),
		(top: number) => table(style, top, month, today, rows),
		(top: number) => legend(style, top, kinds, false),
		(top: number) => footer(style, top, note, card.today),
	];
	const { nodes, height } = stack(parts, 34);
	const title = `${card.title}${copy.dot}${copy.groupTitle}${copy.dot}${monthName(style, month.first)}`;
	return {
		scene: { width: WIDTH, height: Math.round(height), background: theme.background, nodes },
		title,
		alt: altOfCard(style, card, month.first, rows),
	};
}

function styleOf({ theme, language, weekStart }: GroupPicture): Style {
	return { theme: THEME[theme], copy: PICTURE_COPY[language], language, weekStart };
}

function daysOf({ first, last }: { first: DayNumber; last: DayNumber }): DayNumber[] {
	return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

interface Row {
	name: string;
	cells: readonly Cell[];
	total: number;
}

function table(
	style: Style,
	top: number,
	month: { first: DayNumber; last: DayNumber },
	today: DayNumber,
	rows: readonly Row[],
): Block {
	const { theme, weekStart } = style;
	const days = daysOf(month);
	const pitch = (INNER - NAMES - TOTALS) / days.length;
	const left = MARGIN + NAMES;
	const head = 40;
	const height = head + rows.length * ROW;
	const nodes: SceneNode[] = [];
	if (today >= month.first && today <= month.last) {
		const x = left + (today - month.first) * pitch - 2;
		nodes.push(shape(roundedRect(x, top - 4, pitch, height + 8, 8), theme.panel));
	}
	for (const [index, day] of days.entries()) {
		const { date } = partsOf(day);
		if (date === 1 || date % 5 === 0) {
			nodes.push(text(String(date), left + (index + 0.42) * pitch, top + 24, 23, theme.soft, { align: 'middle' }));
		}
		// A thin line where a week begins, because there is no room for the names of days.
		if (index > 0 && weekdayOf(day, weekStart) === 0) {
			nodes.push(
				shape(roundedRect(left + index * pitch - pitch * 0.09 - 1, top + head, 2, height - head, 0), theme.line),
			);
		}
	}
	for (const [index, row] of rows.entries()) nodes.push(...tableRow(style, left, top + head + index * ROW, pitch, row));
	return { nodes, height };
}

function tableRow({ theme }: Style, left: number, y: number, pitch: number, { name, cells, total }: Row): SceneNode[] {
	const side = pitch * 0.8;
	const squareTop = y + (ROW - side) / 2;
	const squares = cells.flatMap((cell, index) => {
		const x = left + index * pitch;
		if (cell.kind === 'ahead') return [shape(roundedRect(x + side * 0.38, y + ROW / 2 - 2, 4, 4, 2), theme.line)];
		const sign =
			cell.kind === 'done' ? [] : daySign(cell, x + side / 2, y + ROW / 2, side * 0.7, inkOn(fillOf(cell, theme)));
		return [...daySquare(cell, theme, { x, y: squareTop, width: side, height: side, radius: side * 0.26 }), ...sign];
	});
	return [
		text(name, MARGIN, y + ROW / 2 + 10, 28, theme.ink, { most: NAMES - 18 }),
		...squares,
		text(String(total), MARGIN + INNER, y + ROW / 2 + 10, 28, theme.accent, { align: 'end', bold: true }),
	];
}

function altOfCard({ copy }: Style, card: PunchCard, first: DayNumber, rows: readonly Row[]): string {
	const style = styleOf(card);
	const total = rows.reduce((sum, row) => sum + row.total, 0);
	const leader = rows.reduce<Row | undefined>((best, row) => (row.total > (best?.total ?? 0) ? row : best), undefined);
	const main = fillText(copy.altGroup, {
		title: card.title,
		range: monthName(style, first),
		members: rows.length,
		total,
	});
	const most = leader === undefined ? [] : [fillText(copy.altLeader, { name: leader.name, n: leader.total })];
	const rest = card.more > 0 ? [fillText(copy.moreMembers, { n: card.more })] : [];
	return [main, ...most, ...rest].join(copy.listSeparator) + copy.sentenceEnd;
}

/** A month of a group as a wall calendar, with how many members checked in each day. */
export function groupDays(group: GroupDays): Picture {
	const style = styleOf(group);
	const { copy, theme } = style;
	const month = monthOf(dayNumber(group.month, 'month'));
	const today = dayNumber(group.today, 'today');
	const counts = new Map(group.days.map(({ date, count }) => [dayNumber(date), count]));
	const inMonth = daysOf(month).map((day) => ({ day, count: counts.get(day) ?? 0 }));
	const best = inMonth.reduce((top, one) => (one.count > top.count ? one : top), { day: month.first, count: 0 });
	const total = inMonth.reduce((sum, { count }) => sum + count, 0);
	const face = (day: DayNumber) => {
		const count = counts.get(day) ?? 0;
		const cell: Cell =
			count > 0 ? { kind: 'done', level: levelOf(count, best.count) } : { kind: day >= today ? 'ahead' : 'missed' };
		return { cell, ...(count > 0 ? { note: `${count} ${group.language === 'en' ? '' : copy.members}`.trim() } : {}) };
	};
	const range = monthName(style, month.first);
	const parts = [
		(top: number) => heading(style, top, group.title, `${copy.checkedIn}${copy.dot}${range}`),
		(top: number) => monthGrid(style, top, month, today, face),
		(top: number) => legend(style, top, new Set(['done'] as const), true),
		(top: number) => footer(style, top, `${group.members} ${copy.members}`, group.today),
	];
	const { nodes, height } = stack(parts, 34);
	const main = fillText(copy.altGroupDays, { title: group.title, range, members: group.members, total });
	const most = best.count === 0 ? [] : [fillText(copy.altBest, { date: shortDate(style, best.day), n: best.count })];
	return {
		scene: { width: WIDTH, height: Math.round(height), background: theme.background, nodes },
		title: `${group.title}${copy.dot}${copy.checkedIn}${copy.dot}${range}`,
		alt: [main, ...most].join(copy.listSeparator) + copy.sentenceEnd,
	};
}
