import type { EmojiDrawing, Outlines } from './pack';

const TONE = /[\u{1F3FB}-\u{1F3FF}]/u;
/** Skin, its shadow and its other shades as Twemoji draws them without a tone, and in the five tones. */
const SKIN: Readonly<Record<string, readonly string[]>> = {
	'#ffdc5dff': ['#f7deceff', '#f3d2a2ff', '#d5ab88ff', '#af7e57ff', '#7c533eff'],
	'#ffdb5eff': ['#f7deceff', '#f3d2a2ff', '#d5ab88ff', '#af7e57ff', '#7c533eff'],
	'#ef9645ff': ['#e0aa94ff', '#d2a077ff', '#b78b60ff', '#90603eff', '#583529ff'],
	'#fcab40ff': ['#e0aa94ff', '#d2a077ff', '#b78b60ff', '#90603eff', '#583529ff'],
	'#f9ca55ff': ['#eec2adff', '#e2c196ff', '#cc9b7aff', '#9b6a49ff', '#664131ff'],
};

/** Shown as a picture by default, or asked to be one. */
const WANTS_PICTURE = /\p{Emoji_Presentation}|\u{FE0F}|\u{20E3}/u;

/** Whether a character is a picture character, rather than a sign that a font also has. */
export function wantsPicture(cluster: string): boolean {
	return WANTS_PICTURE.test(cluster) && !cluster.includes('\u{FE0E}');
}

/**
 * The drawings of one character as a person counts them: one, or several where a joined sequence
 * is unknown (👨‍🚀 and the like are drawn, a new combination is drawn as its parts).
 *
 * @returns `undefined` if no part of it can be drawn
 */
export function emojiOf(outlines: Outlines, cluster: string): EmojiDrawing[] | undefined {
	const whole = drawingOf(outlines, cluster);
	if (whole !== undefined) return [whole];
	const parts = cluster.split('\u{200D}').map((part) => drawingOf(outlines, part));
	const drawn = parts.filter((part) => part !== undefined);
	return drawn.length > 1 || (drawn.length === 1 && parts.length > 1) ? drawn : undefined;
}

function drawingOf(outlines: Outlines, sequence: string): EmojiDrawing | undefined {
	const key = [...sequence]
		.filter((character) => character !== '\u{FE0F}' && (sequence.length <= 2 || !TONE.test(character)))
		.map((character) => character.codePointAt(0)?.toString(16))
		.join('-');
	const drawing = outlines.emoji(key);
	const tone = sequence.length <= 2 ? undefined : TONE.exec(sequence)?.[0].codePointAt(0);
	return drawing === undefined || tone === undefined ? drawing : toned(drawing, tone - 0x1f3fb);
}

function toned({ key, layers, units }: EmojiDrawing, tone: number): EmojiDrawing {
	return {
		key: `${key}-tone${tone + 1}`,
		layers: layers.map(({ fill, path }) => ({ fill: SKIN[fill]?.[tone] ?? fill, path })),
		units,
	};
}
