import type { Colour } from './scene';

export const THEMES = ['light', 'dark'] as const;
export type ThemeName = (typeof THEMES)[number];

/** The colours of a picture. Text on `background` and on `panel` keeps a contrast of 4.5 : 1 or more. */
export interface Theme {
	background: Colour;
	panel: Colour;
	ink: Colour;
	soft: Colour;
	line: Colour;
	/** A day on which nothing was done. */
	empty: Colour;
	/** Least to most. */
	levels: readonly [Colour, Colour, Colour, Colour];
	accent: Colour;
	flame: Colour;
	madeUp: Colour;
	frozen: Colour;
	paused: Colour;
	confetti: readonly Colour[];
}

export const THEME: Readonly<Record<ThemeName, Theme>> = {
	light: {
		background: '#ffffff',
		panel: '#f3f6f4',
		ink: '#14201a',
		soft: '#5b6861',
		line: '#dfe6e2',
		empty: '#e6ece8',
		levels: ['#b7e6c6', '#7ed09b', '#3fae68', '#1b8148'],
		accent: '#1b8148',
		flame: '#e8590c',
		madeUp: '#f2a33a',
		frozen: '#4f9fe3',
		paused: '#9aa8a1',
		confetti: ['#f2a33a', '#4f9fe3', '#e86a92', '#7ed09b', '#9b7fe6'],
	},
	dark: {
		background: '#101613',
		panel: '#1a231e',
		ink: '#eef4f0',
		soft: '#9fada5',
		line: '#2b3731',
		empty: '#242f29',
		levels: ['#20573a', '#25703f', '#32a15a', '#5ed88b'],
		accent: '#5ed88b',
		flame: '#ff8a4c',
		madeUp: '#f0ad4a',
		frozen: '#5caef5',
		paused: '#66756d',
		confetti: ['#f0ad4a', '#5caef5', '#f07ba2', '#5ed88b', '#ab92f5'],
	},
};

/** Black or white, whichever reads better on a colour (WCAG 2 relative luminance). */
export function inkOn(colour: Colour): Colour {
	const channel = (at: number) => {
		const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	};
	const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
	return luminance > 0.179 ? '#14201a' : '#ffffff';
}
