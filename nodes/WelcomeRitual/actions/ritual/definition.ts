import type { IExecuteFunctions } from 'n8n-workflow';
import type { RitualDefinition } from '../../../../community/ritual/definition';
import { parseRitual } from '../../../../community/ritual/parse';
import { InputError } from '../../../shared/errors';
import { asText, optionsReader, parameterReader, textOption, textReader } from '../../../shared/parameters';
import { greetingsOf, listOf, stepsOf, type Row } from './definition.read';

function jsonOf(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const parsed = parsedJson(value);
	if (parsed !== undefined) return parsed.value;
	throw new InputError('"Definition" is no JSON', 'Correct its brackets, commas and quotation marks.');
}

function parsedJson(text: string): { value: unknown } | undefined {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return undefined;
	}
}

function rowsOf(value: unknown): Row[] {
	return Array.isArray(value) ? (value as Row[]) : [];
}

type Options = Readonly<Record<string, unknown>>;

/** The two steps that most groups begin with. */
function simpleSteps(chosen: readonly string[], options: Options): Row[] {
	const points = Number(options['stepPoints'] ?? 0);
	const words = textOption(options, 'introductionWords');
	return ['accept_rules', 'introduce']
		.filter((kind) => chosen.includes(kind))
		.map((kind) => ({
			id: kind,
			kind,
			points,
			...(kind === 'introduce'
				? {
						minimumLength: Number(options['minimumLength'] ?? 10),
						...(words === undefined ? {} : { words: words === '*' ? [] : listOf(words) }),
					}
				: {}),
		}));
}

/** What the options say about the whole ritual. */
function wholeOf(options: Options): Row {
	const text = (name: string, key = name): Row => {
		const value = textOption(options, name);
		return value === undefined ? {} : { [key]: value };
	};
	return {
		...text('completion'),
		...text('greetIn'),
		...text('operatorsGroupId'),
		...text('order'),
		...text('ownerIntroduction'),
		...text('returning'),
		...text('timeZone'),
		greetTogether: {
			seconds: Number(options['greetTogetherSeconds'] ?? 0),
			atMost: Number(options['greetAtMost'] ?? 10),
		},
		nudges: { ...text('nudgesFrom', 'from'), ...text('nudgesUntil', 'until'), ...text('nudgesTo', 'to') },
	};
}

/**
 * Reads the ritual of an item and checks it, each different one once.
 *
 * @throws DomainError or InputError (from the reader) naming what is wrong
 */
export function definitionReader(context: IExecuteFunctions): (index: number) => RitualDefinition {
	const text = (name: string) => textReader(context, name);
	const [language, greeting, groupRules] = [text('language'), text('greeting'), text('groupRules')];
	const source = parameterReader(context, 'definitionSource', 'simple', asText);
	const given = parameterReader(context, 'definition', '{}', jsonOf);
	const chosen = parameterReader(context, 'steps', [], (value) => (Array.isArray(value) ? value.map(String) : []));
	const rows = parameterReader(context, 'ritualSteps.step', [], rowsOf);
	const greetings = parameterReader(context, 'greetings.greeting', [], rowsOf);
	const completionPoints = parameterReader(context, 'completionPoints', 10, Number);
	const options = optionsReader(context);
	const checked = new Map<string, RitualDefinition>();

	const build = (index: number): unknown => {
		if (source(index) === 'json') return given(index);
		const whole = options(index);
		return {
			v: 2,
			...wholeOf(whole),
			language: language(index) || 'zh-CN',
			greeting: greeting(index),
			greetings: greetingsOf(greetings(index)),
			rules: groupRules(index),
			steps:
				source(index) === 'steps'
					? stepsOf(rows(index), { minimumLength: Number(whole['minimumLength'] ?? 10) })
					: simpleSteps(chosen(index), whole),
			completionPoints: completionPoints(index),
		};
	};
	return (index) => {
		const built = build(index);
		const key = JSON.stringify(built);
		const definition = checked.get(key) ?? parseRitual(built);
		checked.set(key, definition);
		return definition;
	};
}
