import { fillText } from '../text';
import type { PictureCopy } from './copy';
import { partsOf, weekdayOf, type DayNumber, type WeekStart } from './dates';
import { daySign, daySquare, fillOf, type Cell } from './mark';
import { frame, roundedRect } from './path';
import { shape, text, type SceneNode } from './scene';
import { inkOn, type Theme } from './theme';
import type { Language } from '../language';

/** Every picture is as wide as a photo that Telegram and WeChat show without shrinking it further. */
export const WIDTH = 1080;
export const MARGIN = 56;
export const INNER = WIDTH - 2 * MARGIN;

/** A part of a picture, and how high it is. */
export interface Block {
	nodes: SceneNode[];
	height: number;
}

export interface Style {
	theme: Theme;
	copy: PictureCopy;
	language: Language;
	weekStart: WeekStart;
}

export function monthName({ copy }: Style, day: DayNumber): string {
	const { year, month } = partsOf(day);
	return fillText(copy.month, { year, month, name: copy.months[month - 1] });
}

export function shortDate({ copy, language }: Style, day: DayNumber): string {
	const { month, date } = partsOf(day);
	return language === 'en' ? `${date} ${copy.months[month - 1] ?? ''}` : `${month}月${date}日`;
}

/** The months from one day to another, e.g. 2026年1月 至 2026年6月. */
export function rangeName(style: Style, first: DayNumber, last: DayNumber): string {
	const [from, to] = [monthName(style, first), monthName(style, last)];
	return from === to ? from : fillText(style.copy.range, { from, to });
}

export function heading({ theme }: Style, top: number, title: string, subtitle: string): Block {
	return {
		nodes: [
			text(title, MARGIN, top + 50, 54, theme.ink, { most: INNER }),
			text(subtitle, MARGIN, top + 104, 30, theme.soft, { most: INNER }),
		],
		height: 116,
	};
}

export interface Tile {
	value: string;
	unit: string;
	label: string;
	hot?: boolean;
}

/** Numbers with their labels, side by side. */
export function tiles({ theme }: Style, top: number, shown: readonly Tile[]): Block {
	const gap = 16;
	const width = (INNER - gap * (shown.length - 1)) / shown.length;
	const nodes = shown.flatMap(({ value, unit, label, hot }, index): SceneNode[] => {
		const x = MARGIN + index * (width + gap);
		// A headline digit is about 0.6 em wide.
		const unitX = x + 24 + [...value].length * 60 * 0.6 + 10;
		return [
			shape(roundedRect(x, top, width, 148, 24), theme.panel),
			text(value, x + 24, top + 80, 60, hot === true ? theme.flame : theme.ink, { bold: true }),
			text(unit, unitX, top + 80, 26, theme.soft, { most: x + width - unitX }),
			text(label, x + 24, top + 122, 25, theme.soft, { most: width - 40 }),
		];
	});
	return { nodes, height: 148 };
}

/** What the signs mean, of those that the picture shows. */
export function legend({ theme, copy }: Style, top: number, kinds: ReadonlySet<Cell['kind']>, levels: boolean): Block {
	const nodes: SceneNode[] = [];
	let x = MARGIN;
	const side = 30;
	const put = (cell: Cell) => {
		nodes.push(...daySquare(cell, theme, { x, y: top, width: side, height: side, radius: 7 }));
		if (cell.kind !== 'done')
			nodes.push(...daySign(cell, x + side / 2, top + side / 2, side * 0.6, inkOn(fillOf(cell, theme))));
		x += side + 8;
	};
	const say = (words: string) => {
		nodes.push(text(words, x + 2, top + 24, 25, theme.soft));
		x += [...words].reduce((sum, character) => sum + (character.charCodeAt(0) > 0x2e80 ? 25 : 13.5), 0) + 32;
	};
	if (levels) {
		say(copy.less);
		x -= 20;
		for (const level of [1, 2, 3, 4] as const) put({ kind: 'done', level });
		say(copy.more);
	}
	const words = {
		done: copy.done,
		made_up: copy.madeUp,
		frozen: copy.frozen,
		paused: copy.paused,
		missed: copy.missed,
	};
	for (const kind of ['done', 'made_up', 'frozen', 'paused', 'missed'] as const) {
		if (!kinds.has(kind) || (kind === 'done' && levels)) continue;
		put(kind === 'done' ? { kind, level: 4 } : { kind });
		say(words[kind]);
	}
	return { nodes, height: side };
}

/** How one day of a month looks. */
export interface DayFace {
	cell: Cell;
	/** Shown instead of the sign, e.g. how many members. */
	note?: string;
}

/** The days of one month as a wall calendar. */
export function monthGrid(
	{ theme, copy, weekStart }: Style,
	top: number,
	{ first, last }: { first: DayNumber; last: DayNumber },
	today: DayNumber,
	face: (day: DayNumber) => DayFace,
): Block {
	const gap = 10;
	const width = (INNER - 6 * gap) / 7;
	const height = 106;
	const names = weekStart === 'monday' ? copy.weekdays : [copy.weekdays[6], ...copy.weekdays.slice(0, 6)];
	const nodes: SceneNode[] = names.map((name, index) =>
		text(name, MARGIN + index * (width + gap) + width / 2, top + 26, 25, theme.soft, { align: 'middle' }),
	);
	const offset = weekdayOf(first, weekStart);
	for (let day = first; day <= last; day += 1) {
		const slot = day - first + offset;
		const x = MARGIN + (slot % 7) * (width + gap);
		const y = top + 46 + Math.floor(slot / 7) * (height + gap);
		const { cell, note } = face(day);
		if (cell.kind !== 'off') nodes.push(...daySquare(cell, theme, { x, y, width, height, radius: 20 }));
		if (day === today) nodes.push(shape(frame(x - 5, y - 5, width + 10, height + 10, 25, 4), theme.flame));
		const quiet = cell.kind === 'missed' || cell.kind === 'off' || cell.kind === 'ahead';
		const ink = quiet ? theme.soft : inkOn(fillOf(cell, theme));
		const onlyNumber = quiet && note === undefined;
		const cx = x + width / 2;
		nodes.push(
			text(String(partsOf(day).date), cx, y + (onlyNumber ? 66 : 48), 36, ink, { align: 'middle', bold: true }),
		);
		if (note !== undefined) nodes.push(text(note, cx, y + 86, 25, ink, { align: 'middle', most: width - 16 }));
		else nodes.push(...daySign(cell, cx, y + 78, 26, ink));
	}
	return { nodes, height: 46 + Math.ceil((last - first + 1 + offset) / 7) * (height + gap) - gap };
}

/** The name of the community at the foot of a picture. */
export function footer({ theme }: Style, top: number, left: string, right = ''): Block {
	return {
		nodes: [
			shape(roundedRect(MARGIN, top, INNER, 2, 0), theme.line),
			text(left, MARGIN, top + 44, 25, theme.soft, { most: INNER * 0.62 }),
			text(right, MARGIN + INNER, top + 44, 25, theme.soft, { align: 'end', most: INNER * 0.36 }),
		],
		height: 58,
	};
}

/** Puts parts below each other, with gaps between them, and says how high they are together. */
export function stack(parts: readonly ((top: number) => Block)[], gap: number): Block {
	const nodes: SceneNode[] = [];
	let top = MARGIN;
	for (const [index, part] of parts.entries()) {
		const block = part(top);
		nodes.push(...block.nodes);
		top += block.height + (index < parts.length - 1 ? gap : 0);
	}
	return { nodes, height: top + MARGIN * 0.8 };
}
