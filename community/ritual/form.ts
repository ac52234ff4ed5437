import { shorten } from '../text';
import type { FormLine } from './definition';
import { answerKey } from './variables';

/** Answers by name (see `answerKey`). */
export type Answers = Readonly<Record<string, string>>;

/** Characters of one answer, as a person counts them. */
const LONGEST_ANSWER = 500;

interface Place {
	key: string;
	/** Where the label begins, and where the answer does. */
	from: number;
	to: number;
}

/** What may stand between a label and its answer. */
const SEPARATOR = /^(?:[\])}】』」〉》]\s*(?:[:：=＝\-—–~]+\s*)?|\s*[:：=＝\-—–~]+\s*|\s+)/u;
/** What may stand before a label: the beginning of a line, a bullet, an opening bracket, or the end of another answer. */
const BEFORE = /(?:^|[\n\r\s,，;；|｜/、。.!！•·*\-[({【『「〈《\d)）])$/u;

/** Every place where a label stands as a label, longest labels first, so that "城市" is not found in "所在城市". */
function placesOf(text: string, form: readonly FormLine[]): Place[] {
	const folded = fold(text);
	const labels = form
		.flatMap((line) => [line.label, ...line.aliases].map((label) => ({ label: fold(label), key: answerKey(line) })))
		.sort((a, b) => b.label.length - a.label.length);
	const places: Place[] = [];
	for (const { label, key } of labels) {
		for (let from = folded.indexOf(label); from !== -1; from = folded.indexOf(label, from + 1)) {
			const to = endOfLabel(folded, from, label);
			if (to === undefined || places.some((place) => from < place.to && place.from < to)) continue;
			places.push({ key, from, to });
		}
	}
	return places.sort((a, b) => a.from - b.from);
}

/** Where the answer begins if this is a label; only at the beginning of a line may white space alone follow it. */
function endOfLabel(text: string, from: number, label: string): number | undefined {
	const before = text.slice(Math.max(0, from - 2), from);
	if (!BEFORE.test(before) && from !== 0) return undefined;
	const rest = text.slice(from + label.length, from + label.length + 32);
	const [separator] = SEPARATOR.exec(rest) ?? [];
	if (separator === undefined) return undefined;
	const beginsLine =
		text
			.slice(0, from)
			.split('\n')
			.at(-1)
			?.replace(/[^\p{L}]/gu, '') === '';
	if (!beginsLine && !/[:：=＝\])}】』」〉》]/.test(separator)) return undefined;
	return from + label.length + separator.length;
}

/** The same letters whatever they were typed with; the length stays, so that places fit the text as written. */
function fold(text: string): string {
	return Array.from({ length: text.length }, (_none, index) => foldUnit(text.charAt(index))).join('');
}

function foldUnit(unit: string): string {
	const folded = unit.normalize('NFKC').toLowerCase();
	return folded.length === 1 ? folded : unit;
}

/** Without the brackets, bullets and separators that belong to the next line. */
function trimmed(text: string): string {
	const bare = text.replace(/^[\s:：]+/u, '').replace(/[\s,，;；|｜/、•·*\-[({【『「〈《]+$/u, '');
	return shorten(bare.replace(/\n\s*\d{1,2}[.、)）]?$/u, '').trim(), LONGEST_ANSWER);
}

/**
 * Reads the lines of a form out of a message: `昵称：小雨`, `【坐标】深圳`, `3. 职业 - 设计师`, several on one line,
 * in any order. An answer goes on until the next label. What is empty is no answer; of a label that stands twice the
 * first answer counts.
 *
 * @returns answers by name; members' words as they wrote them
 */
export function readForm(text: string, form: readonly FormLine[]): Answers {
	const answers: Record<string, string> = {};
	const places = placesOf(text, form);
	places.forEach(({ key, to }, index) => {
		const value = trimmed(text.slice(to, places[index + 1]?.from ?? text.length));
		if (value !== '' && answers[key] === undefined) answers[key] = value;
	});
	return answers;
}

/** The labels of the required lines that have no answer, in their order. */
export function missingLines(form: readonly FormLine[], answers: Answers): string[] {
	return form.filter((line) => line.required && (answers[answerKey(line)] ?? '') === '').map(({ label }) => label);
}
