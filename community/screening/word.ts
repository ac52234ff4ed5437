import { normalName } from './applicant';

const WORD_CHARACTER = /[\p{L}\p{N}]/u;
const HAN = /\p{Script=Han}/u;

/** @returns `undefined` if there is nothing to look for */
export function normalWord(typed: string): string | undefined {
	const bare = typed
		.normalize('NFKC')
		.replace(/\p{Default_Ignorable_Code_Point}/gu, '')
		.replace(/\s+/g, ' ')
		.trim()
		.toLowerCase();
	return bare === '' ? undefined : bare;
}

/**
 * Whether a text contains a word. A Chinese word is found also with spaces, emoji or punctuation put
 * between its characters; any other word stands by itself, so that "ads" is not found in "roads".
 */
export function containsWord(text: string, word: string): boolean {
	const needle = normalWord(word);
	if (needle === undefined) return false;
	if (HAN.test(needle)) return (normalName(text) ?? '').includes(normalName(needle) ?? needle);
	const haystack = normalWord(text) ?? '';
	for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, at + 1)) {
		const before = haystack.slice(0, at);
		const after = haystack.slice(at + needle.length);
		if (mayPart(before.at(-1), needle.at(0)) && mayPart(needle.at(-1), after.at(0))) return true;
	}
	return false;
}

/** Whether two neighbours belong to different words; Chinese is written without spaces around other words. */
function mayPart(left: string | undefined, right: string | undefined): boolean {
	return !(isInWord(left) && isInWord(right));
}

function isInWord(character: string | undefined): boolean {
	return character !== undefined && WORD_CHARACTER.test(character) && !HAN.test(character);
}
