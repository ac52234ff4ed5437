import type { IExecuteFunctions } from 'n8n-workflow';
import { defaultTracker, parseTracker, type Tracker } from '../../../../community/checkin/tracker';
import { InputError } from '../../../shared/errors';
import {
	asText,
	chosenLanguage,
	numberOption,
	optionsReader,
	parameterReader,
	textOption,
	textReader,
} from '../../../shared/parameters';

/** What an operator filled in, before the time zone of the community is known. */
export type RulesInput = (context: { timeZone: string; seed: string }) => Tracker;

/** Reads the rules of a tracker from the panel's fields, or from JSON. */
export function rulesReader(context: IExecuteFunctions): (index: number) => RulesInput {
	const source = textReader(context, 'rulesSource', 'fields');
	const json = parameterReader(context, 'rulesJson', '{}', (value) => value);
	const fields = fieldsReader(context);
	return (index) => {
		if (source(index) === 'fields') return fields(index);
		const given = objectOf(json(index));
		return ({ timeZone, seed }) => parseTracker({ timeZone, ...withSeed(given, seed) });
	};
}

function objectOf(value: unknown): Record<string, unknown> {
	let parsed: unknown = value;
	if (typeof value === 'string') {
		try {
			parsed = JSON.parse(value);
		} catch {
			parsed = undefined;
		}
	}
	if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Record<string, unknown>;
	throw new InputError(
		'"Rules" is no JSON object',
		'Write an object such as {"title": "早起打卡"}; docs/nodes/check-in-tracker.md names its fields.',
	);
}

/** A surprise without a seed gets the one that the tracker has. */
function withSeed(given: Record<string, unknown>, seed: string): Record<string, unknown> {
	const points = given['points'];
	if (typeof points !== 'object' || points === null || !('surprise' in points)) return given;
	const { surprise } = points;
	if (typeof surprise !== 'object' || surprise === null) return given;
	return { ...given, points: { ...points, surprise: { seed, ...surprise } } };
}

const words = (text: string): string[] =>
	text
		.split(/[,，、]/)
		.map((word) => word.trim())
		.filter((word) => word !== '');

type Options = Readonly<Record<string, unknown>>;

const ruleOf = (options: Options, name: string): Options | undefined => {
	const value = options[name];
	return typeof value === 'object' && value !== null && 'rule' in value ? (value.rule as Options) : undefined;
};
/** The entries of a collection that takes several. */
const collectionOf = (options: Options, name: string, of: string): unknown[] => {
	const value = options[name];
	const entries = typeof value === 'object' && value !== null ? (value as Options)[of] : undefined;
	return Array.isArray(entries) ? entries : [];
};
const stepsOf = (options: Options, name: string): unknown[] => collectionOf(options, name, 'step');
/** What is not filled in keeps its default. */
const given = (fields: Record<string, unknown>): Record<string, unknown> =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function fieldsReader(context: IExecuteFunctions): (index: number) => RulesInput {
	const text = (name: string) => textReader(context, name);
	const number = (name: string, fallback: number) => parameterReader(context, name, fallback, Number);
	const [title, keywords, kind] = [text('title'), text('keywords'), textReader(context, 'period', 'day')];
	const [times, apart, weekStart, base] = [
		number('times', 1),
		number('minutesApart', 30),
		number('weekStart', 1),
		number('basePoints', 1),
	];
	const days = parameterReader(context, 'days', [], (value) => (Array.isArray(value) ? value.map(Number) : []));
	const options = optionsReader(context);
	const period = (index: number): object => {
		switch (kind(index)) {
			case 'week':
				return { kind: 'week', times: times(index), weekStart: weekStart(index) };
			case 'weekdays':
				return { kind: 'weekdays', days: days(index) };
			default:
				return { kind: 'day', times: times(index), minutesApart: apart(index) };
		}
	};
	return (index) => {
		const more = options(index);
		const language = chosenLanguage(more['language']);
		const rules = {
			title: title(index) || undefined,
			language,
			period: period(index),
			keywords: words(keywords(index)),
			...moreRules(more, base(index)),
		};
		const zone = textOption(more, 'timeZone');
		return ({ timeZone, seed }) => {
			const whole = { timeZone: zone ?? timeZone, ...given(rules) };
			const named = rules.title === undefined ? { ...whole, title: defaultTracker('UTC', language).title } : whole;
			return parseTracker(withSeed(named, seed));
		};
	};
}

function moreRules(more: Options, base: number): Record<string, unknown> {
	const board = textOption(more, 'boardKeywords');
	const surprise = ruleOf(more, 'surprise');
	return {
		window: ruleOf(more, 'window'),
		graceMinutes: numberOption(more, 'graceMinutes'),
		lateHours: numberOption(more, 'lateHours'),
		ways: more['ways'],
		boardKeywords: board === undefined ? undefined : words(board),
		proof: ruleOf(more, 'proof'),
		points: given({
			base,
			streak: stepsOf(more, 'streakBonus'),
			milestones: stepsOf(more, 'milestones'),
			team: ruleOf(more, 'team'),
			surprise: surprise && given({ ...surprise, seed: textOption(surprise, 'seed') }),
		}),
		freezes: given({
			every: numberOption(more, 'freezeEvery'),
			most: numberOption(more, 'freezesMost'),
			automatic: more['freezesAutomatic'],
		}),
		makeUp: given({
			perMonth: numberOption(more, 'makeUpsPerMonth'),
			withinDays: numberOption(more, 'makeUpDays'),
		}),
		pauseDays: numberOption(more, 'pauseDays'),
		reminder: ruleOf(more, 'reminder'),
		praise: praiseOf(more),
	};
}

/** Lines by occasion, one in each row of the field; an occasion that stands there twice has the lines of both. */
function praiseOf(more: Options): Record<string, string[]> | undefined {
	const entries = collectionOf(more, 'praise', 'occasion') as Options[];
	if (entries.length === 0) return undefined;
	const lines: Record<string, string[]> = {};
	for (const entry of entries) {
		const occasion = asText(entry['occasion'] ?? 'streak');
		lines[occasion] = [...(lines[occasion] ?? []), ...rowsOf(asText(entry['lines']))];
	}
	return lines;
}

const rowsOf = (text: string): string[] =>
	text
		.split(/\r?\n/)
		.map((row) => row.trim())
		.filter((row) => row !== '');
