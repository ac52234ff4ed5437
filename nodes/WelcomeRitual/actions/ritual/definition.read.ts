import type { JsonObject } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { asText } from '../../../shared/parameters';

/** A row of the panel, or a part of a definition made of it. */
export type Row = Record<string, unknown>;

/** Words that are separated by commas. */
export function listOf(text: string): string[] {
	return text
		.split(/[,，、]/)
		.map((word) => word.trim())
		.filter((word) => word !== '');
}

function textOf(row: Row, name: string): string {
	return asText(row[name]).trim();
}

/** The key with its text, where there is one. */
function given(row: Row, ...names: string[]): Row {
	return Object.fromEntries(
		names.flatMap((name) => {
			const text = textOf(row, name);
			return text === '' ? [] : [[name, text]];
		}),
	);
}

function numbersOf(text: string, label: string): number[] {
	return text
		.split(/[,，、\s]+/)
		.filter((part) => part !== '')
		.map((part) => {
			const number = Number(part);
			if (Number.isFinite(number)) return number;
			throw new InputError(`"${label}" is "${part}"`, 'Fill in numbers of hours, separated by commas, e.g. 24, 72.');
		});
}

/** Lines of `label => more`. */
function pairsOf(text: string, more: string): Row[] {
	return text
		.split(/\n/)
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.map((line) => {
			const [label = '', ...rest] = line.split('=>');
			const value = rest.join('=>').trim();
			return { label: label.trim(), ...(value === '' ? {} : { [more]: value }) };
		});
}

/** Lines such as `坐标|城市=city?`: other words after bars, the answer's name after `=`, optional with a question mark. */
function formOf(text: string): Row[] {
	return text
		.split(/[\n/／]/)
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.map((line) => {
			const isOptional = /[?？]$/.test(line);
			const [words = '', key = ''] = line.replace(/[?？]$/, '').split('=');
			const [label = '', ...aliases] = words.split(/[|｜]/).map((word) => word.trim());
			return {
				label,
				aliases: aliases.filter((alias) => alias !== ''),
				required: !isOptional,
				...(key.trim() === '' ? {} : { key: key.trim() }),
			};
		});
}

const HAS_OWN_RECOGNITION = ['greeting', 'first_things', 'interests'];

/** Steps as the panel has them. Those of one kind without names of their own are numbered. */
export function stepsOf(rows: readonly Row[], { minimumLength }: { minimumLength: number }): Row[] {
	const seen = new Map<string, number>();
	return rows.map((row) => {
		const kind = textOf(row, 'kind') || 'accept_rules';
		const count = (seen.get(kind) ?? 0) + 1;
		seen.set(kind, count);
		const by = textOf(row, 'by');
		const words = textOf(row, 'words');
		const due = Number(row['dueHours'] ?? 0);
		return {
			id: textOf(row, 'id') || (count === 1 ? kind : `${kind}_${count}`),
			kind,
			...given(row, 'title', 'prompt', 'button', 'tag', 'nudge', 'ifMissed'),
			...(by === '' || by === 'kind' || HAS_OWN_RECOGNITION.includes(kind) ? {} : { by }),
			...(by === 'pattern' ? given(row, 'pattern') : {}),
			...(words === '' ? {} : { words: words === '*' ? [] : listOf(words) }),
			minimumLength,
			...(kind === 'introduce' ? { form: formOf(textOf(row, 'form')) } : {}),
			...(kind === 'first_things' ? { things: pairsOf(textOf(row, 'things'), 'pattern') } : {}),
			...(kind === 'interests' ? { choices: pairsOf(textOf(row, 'choices'), 'tag') } : {}),
			points: Number(row['points'] ?? 0),
			nudgeHours: numbersOf(textOf(row, 'nudgeHours'), 'Remind After (Hours)'),
			...(due > 0 ? { dueHours: due } : {}),
		};
	});
}

/** A typed value as it may be kept: as text, as a number, as yes or no. */
function valuesOf(text: string): (string | number | boolean)[] {
	const number = Number(text);
	const isNumber = text !== '' && Number.isFinite(number);
	const isBoolean = text === 'true' || text === 'false';
	return [text, ...(isNumber ? [number] : []), ...(isBoolean ? [text === 'true'] : [])];
}

function conditionOf(row: Row): JsonObject | undefined {
	const [field, value] = [textOf(row, 'field'), textOf(row, 'value')];
	switch (textOf(row, 'test') || 'is') {
		case 'all':
			return undefined;
		case 'tag':
			return { when: 'tag', tag: field };
		case 'known':
			return { when: 'field', field, known: true };
		case 'contains':
			return { when: 'field', field, contains: value };
		default:
			return { when: 'field', field, oneOf: valuesOf(value) };
	}
}

/** Greetings for segments as the panel has them. */
export function greetingsOf(rows: readonly Row[]): Row[] {
	return rows.map((row) => {
		const when = conditionOf(row);
		const language = textOf(row, 'language');
		return {
			segment: textOf(row, 'segment'),
			...(when === undefined ? {} : { when }),
			...(language === '' || language === 'any' ? {} : { language }),
			text: textOf(row, 'text'),
		};
	});
}
