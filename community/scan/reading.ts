import { pinyin } from 'pinyin-pro';
import { isHan, isLatin } from './characters';
import type { Gap } from './normalise';

/** A text spelled in pinyin: Han characters by their reading, Latin letters as they stand. */
export interface Spelling {
	text: string;
	/** Units of the tight form that unit i of `text` comes from: [start, end). */
	from: number[];
	to: number[];
	/** Whether a syllable or a run of Latin letters starts before unit i. */
	starts: boolean[];
}

const readings = new Map<string, string>();

/** The most common reading of one Han character, without its tone, `ü` as `v`. */
function readingOf(character: string): string {
	let reading = readings.get(character);
	if (reading === undefined) {
		reading = pinyin(character, { toneType: 'none', v: true });
		readings.set(character, reading);
	}
	return reading;
}

/** Both ways a word may be spelled: as a word (银行 is yinhang) and character by character. */
export function spellingsOf(word: string): string[] {
	const byWord = pinyin(word, { toneType: 'none', v: true, type: 'array' }).join('');
	const byCharacter = [...word].map((character) => (isHan(character) ? readingOf(character) : character)).join('');
	return [...new Set([byWord, byCharacter])];
}

/** Spells the tight form of a text. */
export function spell(tight: string, gaps: readonly Gap[]): Spelling {
	const spelling: Spelling = { text: '', from: [], to: [], starts: [] };
	const parts: string[] = [];
	let at = 0;
	let inLatin = false;
	for (const character of tight) {
		const part = isHan(character) ? readingOf(character) : character;
		const latin = isLatin(character);
		const goesOn = latin && inLatin && gaps[at] === 'none';
		for (let unit = 0; unit < part.length; unit += 1) {
			spelling.from.push(at);
			spelling.to.push(at + character.length);
			spelling.starts.push(unit === 0 && !goesOn);
		}
		parts.push(part);
		inLatin = latin;
		at += character.length;
	}
	spelling.text = parts.join('');
	return spelling;
}
