import { DomainError } from '../domain-error';
import { dayAfter, daysBetween } from '../days';
import { intimacyAt, type IntimacyPolicy, type IntimacyState } from './intimacy';
import type { Ladder } from './ladder';

/** Measures that are not counts of events. */
export const OWN_MEASURES = ['days', 'earned', 'intimacy', 'points', 'spent'] as const;
type OwnMeasure = (typeof OWN_MEASURES)[number];

/** A measure of a ladder: one of our own, or how often an event of a type happened. */
export type Measure =
	{ name: string; own: OwnMeasure; currency?: string } | { name: string; type: string; withinDays?: number };

const COUNT = /^([^@:]+)(?:@(\d{1,4}))?$/;
const SPENT = /^spent:([A-Z]{3})$/;

/**
 * Reads the name of a measure: `points`, `earned`, `intimacy`, `days`, `spent:CNY` (minor units), else a type of event of
 * all time (`checkin.recorded`) or of so many days, today among them (`checkin.recorded@30`).
 *
 * @throws DomainError if it is none of these
 */
export function readMeasure(name: string): Measure {
	const currency = SPENT.exec(name)?.[1];
	if (currency !== undefined) return { name, own: 'spent', currency };
	const own = OWN_MEASURES.find((one) => one === name);
	if (own !== undefined && own !== 'spent') return { name, own };
	const [, type, days] = own === 'spent' ? [] : (COUNT.exec(name) ?? []);
	const withinDays = days === undefined ? undefined : Number(days);
	if (type !== undefined && withinDays !== 0)
		return { name, type, ...(withinDays === undefined ? {} : { withinDays }) };
	throw new DomainError(
		`"${name}" is nothing that a tier can measure`,
		'Use points, earned, intimacy, days, spent:CNY (with your currency), or a type of event such as checkin.recorded or message@30.',
		'tiers',
	);
}

/** Every measure that a ladder names, each once. */
export function measuresOf({ tiers }: Ladder): Measure[] {
	const names = tiers.flatMap(({ enter, keep, drop }) => Object.keys({ ...enter, ...keep, ...drop }));
	return [...new Set(names)].map(readMeasure);
}

/** When the window of a count opens; `undefined` for all time. */
export function countedSince(measure: Measure, now: string, timeZone: string): string | undefined {
	if (!('type' in measure) || measure.withinDays === undefined) return undefined;
	return dayAfter(now, 1 - measure.withinDays, timeZone);
}

/** What the store knows of one person. */
export interface Measured {
	points: number;
	earned: number;
	scores: readonly IntimacyState[];
	joinedAt: string | null;
	counts: Readonly<Record<string, number>>;
	spent: Readonly<Record<string, number>>;
}

/** The values of measures for one person. */
export function measure(
	measures: readonly Measure[],
	facts: Measured,
	{ intimacy, now, timeZone }: { intimacy: IntimacyPolicy; now: string; timeZone: string },
): Record<string, number> {
	return Object.fromEntries(
		measures.map((one): [string, number] => {
			if ('type' in one) return [one.name, facts.counts[one.name] ?? 0];
			switch (one.own) {
				case 'points':
				case 'earned':
					return [one.name, facts[one.own]];
				case 'days':
					return [one.name, facts.joinedAt === null ? 0 : Math.max(0, daysBetween(facts.joinedAt, now, timeZone))];
				case 'spent':
					return [one.name, facts.spent[one.currency ?? ''] ?? 0];
				case 'intimacy':
					return [one.name, facts.scores.reduce((sum, state) => sum + intimacyAt(intimacy, state, now), 0)];
			}
		}),
	);
}
