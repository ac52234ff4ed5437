import type { IExecuteFunctions } from 'n8n-workflow';
import { DomainError } from '../../../../community/domain-error';
import type { ScanPolicyInput } from '../../../../community/scan/policy';
import { compilePolicy, type Scanner } from '../../../../community/scan/scan';
import { checkLadder, defaultLadder, PENALTIES, type Ladder, type Step } from '../../../../community/scan/strikes';
import { InputError } from '../../../shared/errors';
import { asText, parameterReader } from '../../../shared/parameters';

/** Marks the members whom the panel exempts by their ID, among the roles. */
export const EXEMPT = '(exempt member)';

type Fields = Readonly<Record<string, unknown>>;

const record = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

/** The fields of an option that is a group of settings; empty if it was not added. */
export const settingsOf = (options: Fields, name: string): Fields => record(record(options[name])['settings']);

/** Entries of a field, separated by commas or lines, or of a list from an expression; each once. */
export function entriesOf(value: unknown): string[] {
	const parts = Array.isArray(value) ? value.map(asText) : asText(value).split(/[,，、;；\n]/u);
	return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
}

/** Without what is not filled in, so that the policy's own default holds. */
function filled(fields: Fields): Record<string, unknown> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
}

const number = (value: unknown): number | undefined =>
	value === undefined || value === '' ? undefined : Number(value);

function patternsOf(options: Fields): NonNullable<ScanPolicyInput['patterns']> {
	const rows = record(options['patterns'])['pattern'];
	return (Array.isArray(rows) ? rows : []).map(record).map((row, index) => ({
		name: asText(row['name']).trim() || `Pattern ${index + 1}`,
		pattern: asText(row['pattern']),
		points: number(row['points']) ?? 50,
	}));
}

/** What the panel says, as the rules understand it. */
function policyOf(flagFrom: number, bannedWords: readonly string[], options: Fields): object {
	const points = settingsOf(options, 'points');
	const [flood, repetition, watch] = ['flood', 'repetition', 'watch'].map((name) => settingsOf(options, name));
	const minutes = number(repetition?.['minutes']);
	return filled({
		flagFrom,
		shippedWords: options['shippedWords'],
		words:
			bannedWords.length === 0
				? []
				: [{ name: 'banned words', points: number(points['words']) ?? 50, words: bannedWords }],
		allowedWords: entriesOf(options['allowedWords']),
		patterns: patternsOf(options),
		style: filled({ points: number(points['style']) }),
		links: filled({
			points: number(points['link']),
			invitePoints: number(points['invite']),
			hiddenPoints: number(points['hiddenLink']),
			riskyPoints: number(points['riskyLink']),
			bannedPoints: number(points['bannedDomain']),
			allowedDomains: entriesOf(options['allowedDomains']),
			bannedDomains: entriesOf(options['bannedDomains']),
		}),
		contacts: filled(
			Object.fromEntries(
				['phone', 'wechat', 'qq', 'messenger', 'handle', 'email'].map((kind) => [kind, number(points[kind])]),
			),
		),
		codes: filled({ points: number(points['code']) }),
		repetition: filled({
			windowSeconds: minutes === undefined ? undefined : minutes * 60,
			allowed: number(repetition?.['allowed']),
			allowedOthers: number(repetition?.['allowedOthers']),
			points: number(points['repetition']),
		}),
		flood: filled({
			messages: number(flood?.['messages']),
			seconds: number(flood?.['seconds']),
			points: number(points['flood']),
		}),
		watch: filled({ firstMessages: number(watch?.['firstMessages']), factor: number(watch?.['factor']) }),
		external: filled({ points: number(points['external']) }),
		exemptRoles: [...entriesOf(options['exemptRoles']), EXEMPT],
	});
}

function stepOf(row: Fields, index: number): Step {
	const penalty = PENALTIES.find((one) => one === row['penalty']);
	if (penalty === undefined) {
		throw new InputError(
			`"Penalty" of step ${index + 1} is "${asText(row['penalty'])}"`,
			`Choose from the list, or let the expression give one of: ${PENALTIES.join(', ')}.`,
		);
	}
	const from = Number(row['from']);
	return penalty === 'mute' ? { penalty, from, minutes: Number(row['minutes']) } : { penalty, from };
}

/** A mistake in the panel, told as one of its fields. */
function inThePanel(error: unknown): unknown {
	if (!(error instanceof DomainError)) return error;
	const field = PANEL.find(([path]) => error.field?.startsWith(path))?.[1];
	return new InputError(error.message, field === undefined ? error.hint : `See ${field}. ${error.hint}`);
}

const PANEL: readonly (readonly [path: string, label: string])[] = [
	['flagFrom', '"Flag From"'],
	['words', '"Banned Words"'],
	['allowedWords', '"Allowed Words"'],
	['patterns', '"Patterns"'],
	['links.allowedDomains', '"Allowed Domains"'],
	['links.bannedDomains', '"Banned Domains"'],
	['repetition', '"Repetition"'],
	['flood', '"Flooding"'],
	['watch', '"First Messages"'],
	['ladder', '"Ladder"'],
	['halfLife', '"Half-Life"'],
	['', '"Points"'],
];

/** Reads the ladder of an item. @throws InputError (from the reader) naming the step that cannot be */
export function ladderReader(
	context: IExecuteFunctions,
	options: (index: number) => Fields,
): (index: number) => Ladder {
	const steps = parameterReader(context, 'ladder.step', [], (rows) =>
		(Array.isArray(rows) ? rows : []).map(record).map(stepOf),
	);
	return (index) => {
		const ladder = {
			halfLifeDays: number(options(index)['halfLifeDays']) ?? defaultLadder.halfLifeDays,
			steps: steps(index),
		};
		try {
			checkLadder(ladder);
		} catch (error) {
			throw inThePanel(error);
		}
		return ladder;
	};
}

/** Reads the policy of an item; one that is the same as the item's before is made ready once. */
export function scannerReader(
	context: IExecuteFunctions,
	options: (index: number) => Fields,
): (index: number) => Scanner {
	const flagFrom = parameterReader(context, 'flagFrom', 50, Number);
	const words = parameterReader(context, 'bannedWords', '', entriesOf);
	let last: { from: readonly unknown[]; scanner: Scanner } | undefined;
	return (index) => {
		const from = [flagFrom(index), words(index), options(index)] as const;
		if (last?.from.every((value, at) => value === from[at]) === true) return last.scanner;
		try {
			const scanner = compilePolicy(policyOf(...from));
			last = { from, scanner };
			return scanner;
		} catch (error) {
			throw inThePanel(error);
		}
	};
}
