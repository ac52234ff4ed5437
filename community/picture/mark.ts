import { bar, frame, roundedRect, type Path } from './path';
import { shape, type Colour, type SceneNode } from './scene';
import type { Theme } from './theme';

/** What a day was when it was not simply checked in, or missed; `off` asked for no check-in. */
export const DAY_MARKS = ['made_up', 'frozen', 'paused', 'off'] as const;
export type DayMark = (typeof DAY_MARKS)[number];

/** One day of a calendar. */
export interface CalendarDay {
	/** `YYYY-MM-DD`, in the time zone that the check-in was counted in. */
	date: string;
	/** Check-ins of the day; a day that was made up has at least one. */
	count: number;
	mark?: DayMark | undefined;
}

/** How a day is shown: `done` with a level of 1–4, or one of the others. */
export type Cell = { kind: 'done'; level: 1 | 2 | 3 | 4 } | { kind: DayMark | 'missed' | 'ahead' };

/** How a day is shown, `most` being the largest count that the picture shows. */
export function cellOf(day: CalendarDay | undefined, most: number, ahead: boolean): Cell {
	if (day?.mark !== undefined && !(ahead && day.mark === 'off')) return { kind: day.mark };
	if (day !== undefined && day.count > 0) return { kind: 'done', level: levelOf(day.count, most) };
	return { kind: ahead ? 'ahead' : 'missed' };
}

/** Quarters of the largest count; where nobody ever counts more than one, one is the most. */
export function levelOf(count: number, most: number): 1 | 2 | 3 | 4 {
	const quarter = Math.ceil((count / Math.max(most, 1)) * 4);
	return quarter <= 1 ? 1 : quarter === 2 ? 2 : quarter === 3 ? 3 : 4;
}

export function fillOf(cell: Cell, theme: Theme): Colour {
	switch (cell.kind) {
		case 'done':
			return theme.levels[cell.level - 1] ?? theme.accent;
		case 'made_up':
			return theme.madeUp;
		case 'frozen':
			return theme.frozen;
		case 'paused':
			return theme.paused;
		case 'missed':
			return theme.empty;
		case 'off':
		case 'ahead':
			return theme.background;
	}
}

/** The square of a day: its colour, and a sign, so that nobody has to tell colours apart. */
export function daySquare(
	cell: Cell,
	theme: Theme,
	{ x, y, width, height, radius }: { x: number; y: number; width: number; height: number; radius: number },
): SceneNode[] {
	if (cell.kind === 'off') {
		const dot = Math.min(width, height) * 0.16;
		return [shape(roundedRect(x + (width - dot) / 2, y + (height - dot) / 2, dot, dot, dot / 2), theme.line)];
	}
	if (cell.kind === 'ahead') return [shape(frame(x, y, width, height, radius, Math.max(2, width * 0.02)), theme.line)];
	return [shape(roundedRect(x, y, width, height, radius), fillOf(cell, theme))];
}

/** The sign of a day in a square of `size` around a point; nothing for a missed day. */
export function daySign(cell: Cell, cx: number, cy: number, size: number, colour: Colour): SceneNode[] {
	return signPaths(cell.kind, cx, cy, size).map((path) => shape(path, colour));
}

function signPaths(kind: Cell['kind'], cx: number, cy: number, size: number): Path[] {
	const half = size / 2;
	const thick = size * 0.17;
	switch (kind) {
		case 'done': {
			const [x, y] = [cx - half * 0.15, cy + half * 0.55];
			return [
				bar(cx - half * 0.8, cy - half * 0.05, x + thick * 0.35, y + thick * 0.35, thick),
				bar(x - thick * 0.3, y + thick * 0.4, cx + half * 0.85, cy - half * 0.6, thick),
			];
		}
		case 'made_up':
			return [
				bar(cx - half * 0.85, cy, cx + half * 0.85, cy, thick * 1.25),
				bar(cx, cy - half * 0.85, cx, cy + half * 0.85, thick * 1.25),
			];
		case 'frozen':
			return [0, 60, 120].map((degrees) => {
				const [dx, dy] = [Math.sin((degrees * Math.PI) / 180) * half, Math.cos((degrees * Math.PI) / 180) * half];
				return bar(cx - dx, cy - dy, cx + dx, cy + dy, thick * 0.9);
			});
		case 'paused':
			return [-0.42, 0.42].map((side) =>
				roundedRect(cx + side * half - thick * 0.7, cy - half * 0.75, thick * 1.4, half * 1.5, thick * 0.4),
			);
		case 'missed':
		case 'off':
		case 'ahead':
			return [];
	}
}
