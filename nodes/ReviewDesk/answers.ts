import type { JsonObject } from '../../store/types';
import { shorten } from '../../community/text';
import type { DeskCopy } from './copy';

/** A question, or a place where something was written, with what was answered. */
export interface ShownAnswer {
	label: string;
	value: string;
}

const LONGEST = 1000;
const MOST = 60;

/** Any value as a reviewer reads it. */
export function shownValue(value: unknown, copy: DeskCopy): string {
	if (value === undefined || value === null || value === '') return copy.noAnswer;
	if (typeof value === 'boolean') return value ? copy.yes : copy.no;
	if (Array.isArray(value)) return shorten(value.map((one) => shownValue(one, copy)).join('、'), LONGEST);
	return shorten(typeof value === 'string' ? value : JSON.stringify(value), LONGEST);
}

function object(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** What an applicant wrote: the note, how they came, and every answer of the form. */
export function shownAnswers(answers: JsonObject, copy: DeskCopy): ShownAnswer[] {
	const { text } = answers;
	const invite = object(answers['invite']);
	const came = invite['name'] ?? invite['link'];
	const { fields } = object(answers['form']);
	const answered = (Array.isArray(fields) ? fields : []).slice(0, MOST).map((field) => {
		const { label, key, value } = object(field);
		return { label: shownValue(label ?? key, copy), value: shownValue(value, copy) };
	});
	return [
		...(typeof text === 'string' && text !== '' ? [{ label: copy.note, value: shorten(text, LONGEST) }] : []),
		...(came === undefined ? [] : [{ label: copy.invite, value: shownValue(came, copy) }]),
		...answered,
	];
}
