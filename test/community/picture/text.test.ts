import fc from 'fast-check';
import { emojiOf } from '../../../community/picture/emoji';
import { writeLine } from '../../../community/picture/write';
import { drawn, ink, outlines, total } from './support';

const keys = (line: string): string[] =>
	writeLine(outlines, line).pieces.map((piece) => (piece.kind === 'glyph' ? piece.glyph.key : piece.drawing.key));
const letter = (character: string): string => `g${(character.codePointAt(0) ?? 0).toString(16)}`;
const letters = (line: string): string[] => [...line].filter((one) => one !== ' ').map(letter);

describe('text without a font', () => {
	it.each(['打', '卡', '喆', '陳', '龍', 'あ', 'ア', 'Ж', 'Ω', 'ñ', 'ẵ', '0', '%', '，', '…', '★'])(
		'%s has a shape of its own',
		(character) => {
			const shape = ink(drawn(character));
			const box = ink(drawn('□'));
			expect(total(shape)).toBeGreaterThan(20);
			expect(total(shape.map((value, index) => Math.abs(value - (box[index] ?? 0))))).toBeGreaterThan(200);
		},
	);

	it('draws different characters differently', () => {
		const shapes = Array.from('打卡连续天未末', (character) =>
			ink(drawn(character)).map((value) => Math.round(value * 9)),
		);
		expect(new Set(shapes.map((shape) => shape.join(''))).size).toBe(7);
	});

	it('fills a character like the font does: 口 is empty in the middle, 十 is not', () => {
		const at = (character: string, x: number, y: number) => ink(drawn(character))[y * 400 + x] ?? 0;
		expect(at('口', 10 + 32, 72 - 24)).toBe(0);
		expect(at('口', 10 + 8, 72 - 24)).toBeGreaterThan(0.9);
		expect(at('十', 10 + 32, 72 - 24)).toBeGreaterThan(0.9);
	});

	it('draws emoji in colour', () => {
		const { data } = drawn('🔥');
		const colours = new Set<string>();
		for (let at = 0; at < data.length; at += 4) colours.add([...data.subarray(at, at + 3)].join());
		expect(colours).toContain('244,144,12');
		expect(colours).toContain('255,204,77');
	});

	it.each([
		['👍', ['e1f44d']],
		['👍🏽', ['e1f44d-tone3']],
		['👨‍👩‍👧‍👦', ['e1f468-200d-1f469-200d-1f467-200d-1f466']],
		['👩🏿‍🚀', ['e1f469-200d-1f680-tone5']],
		['🇨🇳', ['e1f1e8-1f1f3']],
		['1️⃣', ['e31-20e3']],
		['❤️', ['e2764']],
		// A combination that nobody has drawn is drawn as its parts.
		['🦊‍🚀', ['e1f98a', 'e1f680']],
	])('%s is one drawing, or its parts', (emoji, expected) => {
		expect(keys(emoji)).toEqual(expected);
	});

	it('knows every emoji of Unicode 15', () => {
		const known = Array.from({ length: 0x1fb00 - 0x1f300 }, (_, index) => String.fromCodePoint(0x1f300 + index)).filter(
			(character) => /^\p{Emoji_Presentation}$/u.test(character),
		);
		const missing = known.filter((character) => emojiOf(outlines, character) === undefined);
		expect(known.length).toBeGreaterThan(1000);
		// Those of Unicode 16 and 17, which Twemoji 15 does not have.
		expect(missing.filter((emoji) => !'🛘🪉🪊🪎🪏🪾🫆🫈🫍🫜🫟🫩🫪🫯'.includes(emoji))).toEqual([]);
	});

	it('shows digits and signs as text unless a picture is asked for', () => {
		expect(keys('1#*©')).toEqual(letters('1#*©'));
	});
});

describe('characters that have no outline', () => {
	it.each([
		['𝓐𝓵𝓲𝓬𝓮', 'Alice'],
		['Ａｌｉｃｅ', 'Ａｌｉｃｅ'],
		['㍿', '株式会社'],
		['김민수', 'GimMinSu'],
		['Ａ\u200b\u202eB', 'ＡB'],
		['محمد', 'mhmd'],
		['สมชาย', 'smchay'],
		['\ue000', '[E000]'],
		['\u{10ffff}', '[10FFFF]'],
	])('%s is written as %s', (line, expected) => {
		expect(keys(line)).toEqual(letters(expected));
	});

	it('are never an empty box, and always something, if they can be seen', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0x21, max: 0x10ffff }), (codePoint) => {
				const character = codePoint >= 0xd800 && codePoint < 0xe000 ? '\ufffd' : String.fromCodePoint(codePoint);
				fc.pre(!/^[\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}]$/u.test(character));
				expect(keys(`a${character}`).length).toBeGreaterThan(1);
			}),
			{ numRuns: 2000 },
		);
	});

	it('a half of a surrogate pair does no harm', () => {
		expect(keys('a\ud800b')).toHaveLength(3);
	});
});

describe('a line', () => {
	it('sets accents over their letter, and never more than two', () => {
		const [base, accent] = writeLine(outlines, 'x\u0301').pieces;
		expect(base?.x).toBe(0);
		expect(Math.abs((accent?.x ?? 9) - (base?.x ?? 0))).toBeLessThan(0.6);
		expect(writeLine(outlines, 'x\u0301').width).toBe(writeLine(outlines, 'x').width);
		expect(keys(`a${'\u0302\u0323'.repeat(20)}`).length).toBeLessThanOrEqual(3);
	});

	it('is cut between characters as a person counts them', () => {
		const family = '👨‍👩‍👧‍👦';
		const short = writeLine(outlines, family.repeat(10), { most: 4 });
		expect(short.width).toBeLessThanOrEqual(4);
		const drawings = short.pieces.filter(({ kind }) => kind === 'emoji');
		expect(drawings.length).toBe(2);
		expect(short.pieces.slice(-3).map((piece) => (piece.kind === 'glyph' ? piece.glyph.key : ''))).toEqual(
			letters('...'),
		);
	});

	it('keeps within its width, whatever the text', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary', maxLength: 60 }),
				fc.double({ min: 2, max: 20, noNaN: true }),
				(line, most) => {
					expect(writeLine(outlines, line, { most }).width).toBeLessThanOrEqual(most + 1e-9);
				},
			),
		);
	});
});
