/**
 * Makes assets/picture/outlines.br: `npm ci && node make.mjs` in this folder. The format is read by
 * community/picture/pack.ts, the reasons are in docs/decisions/0011-pictures.md.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { constants, brotliCompressSync } from 'node:zlib';
import anyAscii from 'any-ascii';
import * as fontkit from 'fontkit';
import { Converter } from 'opencc-js/t2cn';
import { OutlineWriter, Stream } from './outlines.mjs';
import { shapesOf } from './svg-shapes.mjs';

/** Fine enough for a name 60 px high; digits and Latin letters are also shown as headlines. */
const HAN_UNITS = 200;
const LETTER_UNITS = 400;
/** Of the 36 × 36 square that Twemoji is drawn in. */
const EMOJI_UNITS = 288;

const here = (path) => new URL(path, import.meta.url);
const FONT = 'node_modules/@fontsource/noto-sans-sc/files/';
const EMOJI = 'node_modules/@twemoji/svg/';
const isHan = (codePoint) => /\p{Script=Han}/u.test(String.fromCodePoint(codePoint));

/** Code point → font, from the pieces that the font is published in. */
function fontOf(weight) {
	const fonts = new Map();
	const pieces = readdirSync(here(FONT)).filter(
		(name) => name.endsWith(`-${weight}-normal.woff2`) && !name.includes('chinese-simplified'),
	);
	for (const piece of pieces) {
		const font = fontkit.create(readFileSync(here(FONT + piece)));
		for (const codePoint of font.characterSet) if (!fonts.has(codePoint)) fonts.set(codePoint, font);
	}
	return fonts;
}

const LETTERS = { moveTo: 'M', lineTo: 'L', quadraticCurveTo: 'Q', bezierCurveTo: 'C', closePath: 'Z' };

function fontSections(name, fonts, codePoints, units) {
	const writer = new OutlineWriter();
	const points = new Stream();
	const advances = new Stream();
	let last = 0;
	for (const codePoint of codePoints) {
		points.unsigned(codePoint - last);
		last = codePoint;
		const font = fonts.get(codePoint);
		const glyph = font.glyphForCodePoint(codePoint);
		advances.unsigned(Math.round((glyph.advanceWidth / font.unitsPerEm) * units));
		writer.begin();
		// Fonts have y upwards, pictures downwards.
		const commands = glyph.path.commands.map(({ command, args }) => [
			LETTERS[command],
			...args.map((value, index) => (index % 2 === 0 ? value : -value)),
		]);
		writer.path(commands, units / font.unitsPerEm);
		writer.end();
	}
	return outlineSections(name, writer, { points, advances });
}

function outlineSections(name, { ops, xs, ys, colours }, more) {
	return Object.entries({ ops, xs, ys, colours, ...more }).map(([part, { bytes }]) => [
		`${name}.${part}`,
		Buffer.from(bytes),
	]);
}

/** Skin tones are put on by colour (see community/picture/emoji.ts), so only drawings without one are kept. */
function emojiSections() {
	const writer = new OutlineWriter();
	const palette = new Map();
	const keys = [];
	const files = readdirSync(here(EMOJI)).filter((name) => name.endsWith('.svg') && !/-1f3f[b-f](-|\.)/.test(name));
	for (const file of files) {
		// U+FE0F only asks for colour; without it there is one key for each drawing.
		keys.push(
			file
				.slice(0, -'.svg'.length)
				.split('-')
				.filter((part) => part !== 'fe0f')
				.join('-'),
		);
		writer.begin();
		for (const { fill, commands } of shapesOf(readFileSync(here(EMOJI + file), 'utf8'))) {
			if (!palette.has(fill)) palette.set(fill, palette.size);
			writer.colour(palette.get(fill));
			writer.path(commands, EMOJI_UNITS / 36);
		}
		writer.end();
	}
	return [
		...outlineSections('emoji', writer, {}),
		['emoji.keys', Buffer.from(keys.join('\n'))],
		['emoji.palette', Buffer.from([...palette.keys()].join('\n'))],
	];
}

/** What is written for characters that have no outline: a simplified form, else Latin letters. */
function standInSections(known) {
	const simplified = [];
	const latin = [];
	const toSimplified = Converter({ from: 't', to: 'cn' });
	for (let codePoint = 0xa0; codePoint < 0x33480; codePoint += 1) {
		// Between the two planes of living scripts stand surrogates and scripts that nobody's name is written in today.
		if ((codePoint >= 0xd800 && codePoint < 0xe000) || (codePoint >= 0x10000 && codePoint < 0x1f000)) continue;
		const character = String.fromCodePoint(codePoint);
		if (!/^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character) || known.has(codePoint)) continue;
		const other = isHan(codePoint) ? toSimplified(character) : character;
		if (other !== character && known.has(other.codePointAt(0))) simplified.push(character + other);
		else if (character.normalize('NFKC') === character) {
			const letters = anyAscii(character);
			if (letters !== '' && /^[ -~]+$/.test(letters)) latin.push([codePoint, letters]);
		}
	}
	let last = 0;
	const lines = latin.map(([codePoint, letters]) => {
		const line = `${(codePoint - last).toString(36)} ${letters}`;
		last = codePoint;
		return line;
	});
	return [
		['simplified', Buffer.from(simplified.join('\n'))],
		['latin', Buffer.from(lines.join('\n'))],
	];
}

const regular = fontOf(500);
const codePoints = [...regular.keys()].sort((a, b) => a - b);
const han = codePoints.filter(isHan);
const letters = codePoints.filter((codePoint) => !isHan(codePoint));
const headline = Array.from({ length: 0x7f - 0x20 }, (_, index) => index + 0x20);

const sections = [
	...fontSections('han', regular, han, HAN_UNITS),
	...fontSections('letters', regular, letters, LETTER_UNITS),
	...fontSections('headline', fontOf(800), headline, LETTER_UNITS),
	...emojiSections(),
	...standInSections(new Set([...han, ...letters])),
];
const header = Buffer.from(
	JSON.stringify({
		version: 1,
		sources: JSON.parse(readFileSync(here('package.json'), 'utf8')).dependencies,
		units: { han: HAN_UNITS, letters: LETTER_UNITS, headline: LETTER_UNITS, emoji: EMOJI_UNITS },
		sections: sections.map(([name, { length }]) => [name, length]),
	}),
);
const length = Buffer.alloc(4);
length.writeUInt32LE(header.length);
const whole = Buffer.concat([length, header, ...sections.map(([, bytes]) => bytes)]);
const compress = (bytes) =>
	brotliCompressSync(bytes, {
		params: {
			[constants.BROTLI_PARAM_QUALITY]: 11,
			[constants.BROTLI_PARAM_LGWIN]: 24,
			[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
		},
	});
const compressed = compress(whole);
writeFileSync(here('../../assets/picture/outlines.br'), compressed);
for (const part of ['han', 'letters', 'headline', 'emoji', 'simplified', 'latin']) {
	const bytes = Buffer.concat(sections.filter(([name]) => name.split('.')[0] === part).map(([, one]) => one));
	console.log(part.padEnd(12), bytes.length, 'bytes, compressed', compress(bytes).length);
}
console.log(
	`${han.length} Han, ${letters.length} letters and signs; ${whole.length} bytes, compressed ${compressed.length}`,
);
