import { Converter } from 'opencc-js/t2cn';

/**
 * What single characters are folded to before texts are compared, so that ＶＸ, ⓥⓧ, 🆅🆇 and vх (with
 * a Cyrillic х) are all `vx`, and 貸款 is 贷款.
 */

/** Letters of other scripts that look like Latin ones (after Unicode TR 39, confusables; lower case). */
const LOOKALIKES = new Map(
	Object.entries({
		а: 'a',
		в: 'b',
		е: 'e',
		ё: 'e',
		к: 'k',
		м: 'm',
		н: 'h',
		о: 'o',
		р: 'p',
		с: 'c',
		т: 't',
		у: 'y',
		х: 'x',
		і: 'i',
		ј: 'j',
		ѕ: 's',
		ԁ: 'd',
		ԛ: 'q',
		ԝ: 'w',
		ѵ: 'v',
		һ: 'h',
		ѡ: 'w',
		α: 'a',
		β: 'b',
		ε: 'e',
		η: 'n',
		ι: 'i',
		κ: 'k',
		μ: 'm',
		ν: 'v',
		ο: 'o',
		ρ: 'p',
		τ: 't',
		υ: 'u',
		χ: 'x',
		ω: 'w',
		ı: 'i',
		ɡ: 'g',
		ɩ: 'i',
		ʋ: 'v',
		ⅴ: 'v',
		ⅹ: 'x',
		ø: 'o',
		đ: 'd',
		ł: 'l',
		ꓥ: 'a',
		ꮩ: 'v',
		ᴠ: 'v',
		ᴡ: 'w',
		ᴏ: 'o',
		ᴄ: 'c',
		ѐ: 'e',
		ɑ: 'a',
		'➕': '加',
		'✚': '加',
		'╋': '加',
		砲: '炮',
		零: '0',
		〇: '0',
		壹: '一',
		贰: '二',
		叁: '三',
		肆: '四',
		伍: '五',
		陆: '六',
		柒: '七',
		捌: '八',
		玖: '九',
	}),
);

/** First code points of runs of 26 emblem letters that NFKC leaves alone: 🅐, 🅰, 🇦. */
const EMBLEMS = [0x1f150, 0x1f170, 0x1f1e6];

const LETTER_OR_NUMBER = /^[\p{L}\p{N}]/u;
const HAN = /^\p{Script=Han}/u;
const INVISIBLE = /[\p{M}\p{Default_Ignorable_Code_Point}]|(?![\t\n\r])\p{Cc}/gu;

const simplify = Converter({ from: 't', to: 'cn' });

function emblem(codePoint: number): string | undefined {
	const start = EMBLEMS.find((first) => codePoint >= first && codePoint < first + 26);
	return start === undefined ? undefined : String.fromCodePoint(0x61 + codePoint - start);
}

/** Twice, as 薴 is 苧 and that is 苎. */
function foldPart(part: string): string {
	const simple = HAN.test(part) ? simplify(simplify(part)) : part;
	return LOOKALIKES.get(simple) ?? simple;
}

function fold(character: string): string {
	const letter = emblem(character.codePointAt(0) ?? 0);
	if (letter !== undefined) return letter;
	const known = LOOKALIKES.get(character);
	if (known !== undefined) return known;
	const plain = character.normalize('NFKD').replace(INVISIBLE, '').toLowerCase();
	return [...plain].map(foldPart).join('');
}

/** There are only so many characters, and folding one is dear. */
const folded = new Map<string, string>();

/**
 * Folds one character (code point): compatibility forms, half and full width, case, accents,
 * lookalikes, traditional characters. Nothing is left of one that cannot be seen.
 */
export function foldCharacter(character: string): string {
	let result = folded.get(character);
	if (result === undefined) {
		result = fold(character);
		folded.set(character, result);
	}
	return result;
}

/** The block that holds nearly all Han characters in use; asking Unicode's tables is dear. */
const isCommonHan = (character: string): boolean => character >= '一' && character <= '鿿';

export function isHan(character: string): boolean {
	if (isCommonHan(character)) return true;
	return character >= '⺀' && HAN.test(character);
}

/** Whether a folded character is a Latin letter. */
export function isLatin(character: string): boolean {
	return character >= 'a' && character <= 'z';
}

/** Whether a character is a letter or a number of any script. */
export function isWordlike(character: string): boolean {
	if (character < '\u0080') return isLatin(character) || (character >= '0' && character <= '9');
	return isCommonHan(character) || LETTER_OR_NUMBER.test(character);
}
