import { foldCharacter, isLatin, isWordlike } from './characters';

/** Text made for matching, with the way back: `from[i]` and `to[i]` bound what unit i was made of. */
export interface Form {
	text: string;
	/** Start in the original, one for each UTF-16 unit of `text`. */
	from: number[];
	/** End (exclusive) in the original. */
	to: number[];
}

/** What stands between two letters: nothing, a mark or space, or the end of a clause. */
export type Gap = 'none' | 'weak' | 'strong';

export interface Normalised {
	original: string;
	/** Folded characters, white space as single blanks, punctuation kept. */
	plain: Form;
	/** Letters and digits only. */
	tight: Form;
	/** What stood before unit i of `tight`. */
	gaps: Gap[];
}

const CLAUSE_END = /[，。！？；：、,.!?;:\n\r…]/u;
/** Marks that stand for a letter inside a Latin word, as in `c@sh` and `ca$h`. */
const LETTER_MARKS = new Map([
	['@', 'a'],
	['$', 's'],
]);

class FormBuilder {
	private readonly parts: string[] = [];
	private readonly from: number[] = [];
	private readonly to: number[] = [];

	add(text: string, from: number, to: number): void {
		this.parts.push(text);
		for (let unit = 0; unit < text.length; unit += 1) {
			this.from.push(from);
			this.to.push(to);
		}
	}

	build(): Form {
		return { text: this.parts.join(''), from: this.from, to: this.to };
	}
}

function plainForm(original: string): Form {
	const form = new FormBuilder();
	let at = 0;
	let blank = true;
	for (const character of original) {
		const end = at + character.length;
		const seen = foldCharacter(character);
		if (seen.trim() !== '') form.add(seen, at, end);
		else if (seen !== '' && (!blank || seen === '\n')) form.add(seen === '\n' ? '\n' : ' ', at, end);
		if (seen !== '') blank = seen.trim() === '';
		at = end;
	}
	return form.build();
}

/** `+` before a Latin letter or a character for "WeChat" reads 加, "add". */
function readPlus(text: string, index: number): boolean {
	const next = text
		.slice(index + 1, index + 3)
		.trimStart()
		.charAt(0);
	return next !== '' && '微薇威维卫围扣企vwq'.includes(next);
}

function letterAt(text: string, index: number): string {
	const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
	if (character === '+' && readPlus(text, index)) return '加';
	const mark = LETTER_MARKS.get(character);
	if (mark !== undefined && isLatin(text.charAt(index - 1)) && isLatin(text.charAt(index + 1))) return mark;
	return isWordlike(character) ? character : '';
}

function tighten(plain: Form): { tight: Form; gaps: Gap[] } {
	const form = new FormBuilder();
	const gaps: Gap[] = [];
	let gap: Gap = 'none';
	for (let index = 0; index < plain.text.length;) {
		const character = String.fromCodePoint(plain.text.codePointAt(index) ?? 0);
		const letter = letterAt(plain.text, index);
		if (letter === '') {
			gap = gap === 'strong' || CLAUSE_END.test(character) ? 'strong' : 'weak';
		} else {
			const last = index + character.length - 1;
			form.add(letter, plain.from[index] ?? 0, plain.to[last] ?? 0);
			gaps.push(gap);
			if (letter.length > 1) gaps.push('none');
			gap = 'none';
		}
		index += character.length;
	}
	return { tight: form.build(), gaps };
}

/**
 * Makes a text comparable: one shape for each character (full and half width, traditional and
 * simplified, lookalikes), nothing invisible, and a form without anything between the letters.
 * Linear in the length of the text.
 */
export function normalise(original: string): Normalised {
	const plain = plainForm(original);
	return { original, plain, ...tighten(plain) };
}

/** What the member wrote where units `start` to `end` (exclusive) of a form come from. */
export function quote(original: string, form: Form, start: number, end: number): string {
	return original.slice(form.from[start] ?? 0, form.to[end - 1] ?? 0);
}

/** Folded letters and digits of a text, for comparing short texts. */
export function tightText(text: string): string {
	return normalise(text).tight.text;
}
