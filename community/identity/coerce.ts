import { z } from 'zod/v4';
import { DomainError } from '../domain-error';
import { normalEmail, normalPhone } from '../screening/applicant';
import { countCharacters } from '../text';
import type { PortraitField, PortraitValue } from './portrait';

/**
 * A value as the field keeps it; `null` for nothing (empty text, an empty list).
 *
 * @throws DomainError naming the field if the value does not fit. Never quotes a sensitive value
 */
export function coerce(field: PortraitField, given: unknown): PortraitValue | null {
	if (given === null || (typeof given === 'string' && given.trim() === '')) return null;
	switch (field.type) {
		case 'text':
			return readText(field, given);
		case 'number':
			return readNumber(field, given);
		case 'date':
			return readDate(field, given);
		case 'choice':
			return readChoices(field, given);
		case 'phone': {
			const number = normalPhone(written(field, given), { callingCode: field.callingCode, trunkPrefix: '0' });
			return (
				number ?? refuse(field, given, 'is no telephone number', 'Give it with the area code, e.g. +8613800138000.')
			);
		}
		case 'email': {
			const address = written(field, given).normalize('NFKC').trim();
			if (normalEmail(address) !== undefined) return address;
			return refuse(field, given, 'is no e-mail address', 'Write it like name@example.com.');
		}
	}
}

type Of<Type extends PortraitField['type']> = Extract<PortraitField, { type: Type }>;

function refuse({ field, label, sensitive }: PortraitField, given: unknown, problem: string, hint: string): never {
	const isShort = typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean';
	const shown = isShort && !sensitive ? `"${String(given).slice(0, 80)}"` : 'The value';
	throw new DomainError(`${shown} ${problem} (field "${label ?? field}")`, hint, field);
}

function written(field: PortraitField, given: unknown): string {
	if (typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean') return String(given);
	return refuse(field, given, 'is neither text nor a number', 'Give a single value.');
}

function readText(field: Of<'text'>, given: unknown): string {
	const text = written(field, given).normalize('NFC').trim();
	const length = countCharacters(text);
	if (length > field.maxLength) {
		refuse(field, undefined, `has ${length} characters`, `Shorten it to ${field.maxLength} characters.`);
	}
	return text;
}

/** 1,200 and 1 200 and １２００; 1.5万 is 15000. */
const NUMBER = /^([+-]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)?(?:\.\d+)?)\s*(千|万|亿)?$/;
const UNITS: Readonly<Record<string, number>> = { 千: 1e3, 万: 1e4, 亿: 1e8 };

function readNumber(field: Of<'number'>, given: unknown): number {
	const match = NUMBER.exec(written(field, given).normalize('NFKC').trim());
	const digits = (match?.[1] ?? '').replace(/[, ]/g, '');
	const value = /\d/.test(digits) ? Number(`${digits}e${Math.log10(UNITS[match?.[2] ?? ''] ?? 1)}`) : Number.NaN;
	if (!Number.isFinite(value)) refuse(field, given, 'is no number', 'Write digits only, e.g. 1200 or 12.5.');
	const { atLeast = -Infinity, atMost = Infinity } = field;
	if (field.whole && !Number.isSafeInteger(value))
		refuse(field, given, 'is no whole number', 'Leave out the decimals.');
	if (value < atLeast) refuse(field, given, `is less than ${atLeast}`, `Give at least ${atLeast}.`);
	if (value > atMost) refuse(field, given, `is more than ${atMost}`, `Give at most ${atMost}.`);
	return value;
}

const DATE =
	/^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号])(?:T.*)?$/;

function readDate(field: Of<'date'>, given: unknown): string {
	const match = DATE.exec(written(field, given).normalize('NFKC').replace(/\s/g, ''));
	const [year = '', month = '', day = ''] = (match ?? []).slice(1).filter(Boolean);
	const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	if (match !== null && z.iso.date().safeParse(date).success) return date;
	return refuse(field, given, 'is no date', 'Write year, month and day, e.g. 1990-05-01 or 1990年5月1日.');
}

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

function readChoices(field: Of<'choice'>, given: unknown): PortraitValue | null {
	const wanted = choicesIn(field, given);
	const chosen = wanted.map((one) => readChoice(field, one));
	if (!field.many && chosen.length > 1) refuse(field, given, 'is more than one choice', 'Choose one.');
	// In the order of the definition, so that the same choices are the same value.
	const values = field.choices.map(({ value }) => value).filter((value) => chosen.includes(value));
	return field.many ? (values.length === 0 ? null : values) : (values[0] ?? null);
}

/** A list, or one text in which forms and tables separate several choices. */
function choicesIn(field: Of<'choice'>, given: unknown): readonly unknown[] {
	if (Array.isArray(given)) return given as unknown[];
	const isOne = typeof given !== 'string' || !field.many || find(field, given) !== undefined;
	return isOne ? [given] : given.split(/[,，、;；\n]/).filter((part) => part.trim() !== '');
}

function find(field: Of<'choice'>, typed: string): { value: string } | undefined {
	const text = folded(typed);
	const exact = field.choices.find(({ value }) => folded(value) === text);
	return exact ?? field.choices.find(({ label }) => label !== undefined && folded(label) === text);
}

function readChoice(field: Of<'choice'>, given: unknown): string {
	const found = find(field, written(field, given));
	if (found !== undefined) return found.value;
	const choices = field.choices.map(({ value, label }) => label ?? value).join(', ');
	return refuse(field, given, 'is none of the choices', `Choose one of these: ${choices}.`);
}
