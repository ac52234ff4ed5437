import { Automaton, type Found } from './automaton';
import { isHan, isLatin } from './characters';
import { type Gap, normalise, type Normalised, quote, tightText } from './normalise';
import { spell, type Spelling, spellingsOf } from './reading';
import { withVariants } from './variants';

export interface Word<T> {
	/** As the operator wrote it. */
	word: string;
	/** What the finder hands back with it. */
	of: T;
}

/** A part of the tight form, in units, the end exclusive. */
export interface Span {
	start: number;
	end: number;
}

/** A word that was seen. */
export interface WordHit<T> extends Word<T>, Span {
	/** What the member wrote. */
	saw: string;
}

export const covers = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

interface Key<T> {
	text: string;
	entry: Word<T>;
	/** Positions inside `text` at which the word itself has a blank. */
	breaks: ReadonlySet<number>;
	syllables: number;
}

interface Table<T> {
	keys: Key<T>[];
	automaton: Automaton;
}

/** Digits and letters that stand for each other in c4s1n0; one letter stands for all of them. */
const LEET: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', l: 'i' };
/** Below this a reading says too little: 返利 and 范例 are both fanli. */
const SYLLABLES_BY_SOUND_ALONE = 3;

const unleet = (text: string): string => text.replace(/[013457l]/g, (mark) => LEET[mark] ?? mark);
const hasHan = (text: string): boolean => [...text].some(isHan);

function keyOf<T>(entry: Word<T>, variant: string, fold: (text: string) => string): Key<T> {
	const { tight, gaps } = normalise(variant);
	const breaks = gaps.flatMap((gap, index) => (gap === 'none' ? [] : [index]));
	return { text: fold(tight.text), entry, breaks: new Set(breaks), syllables: [...tight.text].length };
}

function tableOf<T>(keys: Key<T>[]): Table<T> {
	return { keys, automaton: new Automaton(keys.map(({ text }) => text)) };
}

const same = (text: string): string => text;

/** Finds banned words in all the ways they are dressed up. Build once, use for every message. */
export class WordFinder<T> {
	private readonly han: Table<T>;
	private readonly latin: Table<T>;
	private readonly sound: Table<T>;

	constructor(words: readonly Word<T>[]) {
		const all = words.flatMap((entry) => withVariants(entry.word).map((variant) => ({ entry, variant })));
		const han = all.filter(({ variant }) => hasHan(variant));
		this.han = tableOf(han.map(({ entry, variant }) => keyOf(entry, variant, same)));
		this.latin = tableOf(
			all.filter(({ variant }) => !hasHan(variant)).map(({ entry, variant }) => keyOf(entry, variant, unleet)),
		);
		this.sound = tableOf(
			words
				.filter(({ word }) => hasHan(word) && [...word].length > 1)
				.map((entry) => keyOf(entry, entry.word, same))
				.flatMap((key) => spellingsOf(key.text).map((text) => ({ ...key, text }))),
		);
	}

	/** Each word once, where it is seen first outside of what is spared. */
	find(message: Normalised, isSpared: (part: Span) => boolean = () => false): WordHit<T>[] {
		const hits = new Map<Word<T>, WordHit<T>>();
		this.each(message, (entry, span) => {
			const hit = hits.get(entry);
			if (hit !== undefined && (hit.start !== span.start || hit.end >= span.end)) return;
			if (isSpared(span)) return;
			hits.set(entry, { ...entry, saw: quote(message.original, message.tight, span.start, span.end), ...span });
		});
		return [...hits.values()];
	}

	/** Whether a part of the message lies inside one of the words. */
	cover(message: Normalised): (part: Span) => boolean {
		const furthest = new Int32Array(message.tight.text.length);
		this.each(message, (_entry, { start, end }) => {
			furthest[start] = Math.max(furthest[start] ?? 0, end);
		});
		for (let index = 1; index < furthest.length; index += 1) {
			furthest[index] = Math.max(furthest[index] ?? 0, furthest[index - 1] ?? 0);
		}
		return ({ start, end }) => (furthest[start] ?? 0) >= end;
	}

	private each(message: Normalised, use: (entry: Word<T>, span: Span) => void): void {
		const { gaps } = message;
		const { text } = message.tight;
		search(this.han, text, (key, { start, end }) => {
			const whole = !letterBefore(text, gaps, start) && !letterBefore(text, gaps, end);
			if (whole && holdsTogether(gaps, start, end)) use(key.entry, { start, end });
		});
		search(this.latin, unleet(text), (key, { start, end }) => {
			if (isWholeLatin(text, gaps, key, start, end)) use(key.entry, { start, end });
		});
		const spelling = spell(text, gaps);
		search(this.sound, spelling.text, (key, found) => {
			const span = soundSpan(text, gaps, spelling, key, found);
			if (span !== undefined) use(key.entry, span);
		});
	}
}

function search<T>(table: Table<T>, text: string, use: (key: Key<T>, found: Found) => void): void {
	for (const found of table.automaton.find(text)) {
		const key = table.keys[found.key];
		if (key !== undefined) use(key, found);
	}
}

/**
 * Whether what stands between the characters is a disguise (加-微-信, 加。微。信) and not the end of
 * one clause and the start of the next (多加。微信上说).
 */
function holdsTogether(gaps: readonly Gap[], start: number, end: number): boolean {
	const inner = gaps.slice(start + 1, end);
	return !inner.includes('strong') || inner.every((gap) => gap !== 'none');
}

/** Whether a Latin letter stands directly before unit `index`. */
function letterBefore(text: string, gaps: readonly Gap[], index: number): boolean {
	return gaps[index] === 'none' && isLatin(text.charAt(index - 1)) && isLatin(text.charAt(index));
}

/** Whether a find is the word and no part of a longer one, nor made of the ends of others (for ex…). */
function isWholeLatin<T>(text: string, gaps: readonly Gap[], key: Key<T>, start: number, end: number): boolean {
	if (letterBefore(text, gaps, start) || letterBefore(text, gaps, end)) return false;
	let run = 0;
	let longest = 0;
	let broken = false;
	for (let index = start; index < end; index += 1) {
		if (index > start && gaps[index] !== 'none') {
			broken ||= !key.breaks.has(index - start);
			run = 0;
		}
		run += 1;
		longest = Math.max(longest, run);
	}
	return !broken || longest <= 2;
}

/**
 * Whether Han characters that only sound like the word are meant to: long enough, and beginning like
 * it, or 大家微信 (everybody's WeChat) would be 加微信.
 */
function soundsMeant<T>(seen: string, { syllables, entry }: Key<T>): boolean {
	return syllables >= SYLLABLES_BY_SOUND_ALONE && tightText(entry.word).startsWith(seen.charAt(0));
}

/** Where in the tight form a find of the spelling is, if it is made of whole syllables. */
function soundSpan<T>(
	text: string,
	gaps: readonly Gap[],
	spelling: Spelling,
	key: Key<T>,
	found: Found,
): Span | undefined {
	const { starts, from, to } = spelling;
	if (starts[found.start] !== true || (found.end < starts.length && starts[found.end] !== true)) return undefined;
	const start = from[found.start] ?? 0;
	const end = to[found.end - 1] ?? 0;
	const seen = text.slice(start, end);
	if (![...seen].some(isLatin) && !soundsMeant(seen, key)) return undefined;
	return holdsTogether(gaps, start, end) ? { start, end } : undefined;
}
