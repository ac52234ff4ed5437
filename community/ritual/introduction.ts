import { countCharacters } from '../text';

/** Words that self-introductions use in Chinese and English; an operator may replace them. */
export const INTRODUCTION_WORDS: readonly string[] = [
	'我是',
	'我叫',
	'大家好',
	'自我介绍',
	'本人',
	'坐标',
	'来自',
	'职业',
	"i'm",
	'i am',
	'my name',
	'introduce myself',
	'hello everyone',
	'hi everyone',
	'hi all',
	'i work',
];

export interface IntroductionRule {
	/** Characters as a person counts them, white space left out. */
	minimumLength: number;
	words: readonly string[];
}

/** Folds what typing does to the same words: full width, case, curly apostrophes, runs of white space. */
function fold(text: string): string {
	return text.normalize('NFKC').replaceAll('’', "'").replace(/\s+/g, ' ').toLowerCase();
}

const WORD_CHARACTER = /[\p{L}\p{N}]/u;
const HAN = /\p{Script=Han}/u;

/** Whether a character belongs to a word in letters; Chinese is written without spaces around it ("I'm小雨"). */
function isInWord(character: string): boolean {
	return WORD_CHARACTER.test(character) && !HAN.test(character);
}

/** A Chinese word may stand anywhere; a word in letters stands by itself, so that "i am" is not found in "Miami am". */
function uses(text: string, word: string): boolean {
	const needle = fold(word).trim();
	if (needle === '') return false;
	for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1)) {
		if (HAN.test(needle)) return true;
		if (!isInWord(text.charAt(at - 1)) && !isInWord(text.charAt(at + needle.length))) return true;
	}
	return false;
}

/**
 * Whether a message is a self-introduction: long enough, and using at least one of the words (any
 * long enough message if there are no words).
 */
export function isIntroduction(text: string | undefined, rule: IntroductionRule): boolean {
	if (text === undefined || countCharacters(text) < rule.minimumLength) return false;
	const folded = fold(text);
	return rule.words.length === 0 || rule.words.some((word) => uses(folded, word));
}
