import type { OutboundMessage } from '../../community/message';
import { wellFormed } from './rich-text';

/** One member to mention, shown as `label`. */
export interface Mention {
	label: string;
	name: string;
	/** Absent if the id is not a Telegram user id, so that no link can be made. */
	userId: number | undefined;
}

export interface MarkedText {
	/** The text with one mark, a single private-use character, in the place of each mention found. */
	text: string;
	marks: ReadonlyMap<string, Mention>;
}

/** Characters that mean nothing to Unicode or to Markdown; more of them than a message has room for. */
const FIRST_MARK = 0xf0000;

/** The members that a message mentions, each once. `all` is left out: Telegram has no such mention. */
export function mentionsOf(message: OutboundMessage): Mention[] {
	const mentions = new Map<string, Mention>();
	for (const mention of message.mentions ?? []) {
		if (mention === 'all' || mentions.has(mention.id)) continue;
		const name = wellFormed(mention.name).trim() || mention.id;
		mentions.set(mention.id, { label: `@${name}`, name, userId: userIdOf(mention.id) });
	}
	return [...mentions.values()];
}

/**
 * Puts a mark in the place of the first `@name` of every mention. Long names go first, so that
 * "@Ann" does not take the beginning of "@Anna"; members of equal name take one place each, in order.
 */
export function markMentions(source: string, mentions: readonly Mention[]): MarkedText {
	const text = wellFormed(source);
	const places: { start: number; end: number; mention: Mention }[] = [];
	for (const mention of [...mentions].sort((a, b) => b.label.length - a.label.length)) {
		const start = findPlace(text, mention.label, places);
		if (start >= 0) places.push({ start, end: start + mention.label.length, mention });
	}
	places.sort((a, b) => a.start - b.start);

	const freeMarks = unusedMarks(text);
	const marks = new Map<string, Mention>();
	let marked = '';
	let position = 0;
	for (const { start, end, mention } of places) {
		const mark = freeMarks.next().value;
		marks.set(mark, mention);
		marked += text.slice(position, start) + mark;
		position = end;
	}
	return { text: marked + text.slice(position), marks };
}

function findPlace(text: string, label: string, taken: readonly { start: number; end: number }[]): number {
	for (let start = text.indexOf(label); start >= 0; start = text.indexOf(label, start + 1)) {
		const end = start + label.length;
		const isFree = taken.every((other) => end <= other.start || start >= other.end);
		if (isFree && !continuesName(label, text.slice(end, end + 2))) return start;
	}
	return -1;
}

/**
 * Whether what follows still belongs to a longer name ("@Ann" in "@Anna") or to the name's last
 * character. Scripts written without spaces cannot tell, so there the name ends where it ends.
 */
function continuesName(label: string, next: string): boolean {
	if (/^[\p{M}\p{Emoji_Modifier}\u200D]/u.test(next)) return true;
	const letter = /[\p{L}\p{N}]/u;
	const unspaced =
		/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
	const inWord = (character: string): boolean => letter.test(character) && !unspaced.test(character);
	return inWord([...label].at(-1) ?? '') && inWord([...next][0] ?? '');
}

function* unusedMarks(text: string): Generator<string, never> {
	for (let code = FIRST_MARK; ; code++) {
		const mark = String.fromCodePoint(code);
		if (!text.includes(mark)) yield mark;
	}
}

function userIdOf(id: string): number | undefined {
	const number = Number(id);
	return /^[1-9]\d*$/.test(id) && Number.isSafeInteger(number) ? number : undefined;
}
