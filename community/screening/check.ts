import { DomainError } from '../domain-error';
import { checkThresholds, type ScreeningRule, type Thresholds } from './evaluate';

/** A rule with the JSON of its condition, which nobody here judges but which tells equal rules apart. */
export interface WrittenRule extends ScreeningRule {
	condition?: unknown;
}

export type WarningCode =
	'same_name' | 'contradiction' | 'repeated' | 'nobody_approved' | 'nobody_rejected' | 'all_rejected';

/** Something about the rules that an operator hardly meant. */
export interface ScreeningWarning {
	code: WarningCode;
	/** Whether the rules cannot be used like this. */
	fatal: boolean;
	/** The field at fault, e.g. `rules.2.name` or `approveFrom`. */
	field: string;
	message: string;
	hint: string;
}

/** The same condition in the same words: keys sorted, without the `id` that an editor gives every row. */
function canonical(condition: unknown): string {
	if (condition === undefined) return '';
	return JSON.stringify(condition, (key, part: unknown) => {
		if (key === 'id') return undefined;
		if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
		return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
	});
}

interface Place {
	rule: WrittenRule;
	index: number;
}

function groupBy(places: readonly Place[], keyOf: (rule: WrittenRule) => string): Place[][] {
	const groups = new Map<string, Place[]>();
	for (const place of places) {
		const key = keyOf(place.rule);
		groups.set(key, [...(groups.get(key) ?? []), place]);
	}
	return [...groups.values()];
}

const effectOf = ({ effect }: ScreeningRule) => effect ?? 'points';
const isHard = (rule: ScreeningRule) => effectOf(rule) !== 'points' || (rule.onMissing ?? 'skip') !== 'skip';

function sameName(group: Place[]): ScreeningWarning[] {
	const [first, second] = group;
	if (first === undefined || second === undefined) return [];
	return [
		{
			code: 'same_name',
			// Rules that only give points have always been free to share a name.
			fatal: group.some(({ rule }) => isHard(rule)),
			field: `rules.${second.index}.name`,
			message: `Rules ${first.index + 1} and ${second.index + 1} are both called "${first.rule.name}"`,
			hint: 'Give each rule a name of its own, so that a decision says which one fired.',
		},
	];
}

function sameCondition([first, ...others]: Place[]): ScreeningWarning[] {
	if (first?.rule.condition === undefined) return [];
	return others.map(({ rule, index }): ScreeningWarning => {
		const [one, other] = [effectOf(first.rule), effectOf(rule)];
		const fatal = one !== other && one !== 'points' && other !== 'points';
		const both = `The rules "${first.rule.name}" and "${rule.name}" have the same field and condition`;
		return {
			code: fatal ? 'contradiction' : 'repeated',
			fatal,
			field: `rules.${index}.condition`,
			message: fatal ? `${both}, but one asks for "${one}" and the other for "${other}"` : both,
			hint: fatal ? 'Keep the one that you mean.' : 'They always fire together. Keep one, or change a condition.',
		};
	});
}

/** The least and the most points that any applicant can reach; rules with the same condition fire together. */
function reachable(groups: readonly Place[][], signalPoints: readonly number[]): { least: number; most: number } {
	const sums = groups.flatMap((group) => {
		const points = group.map(({ rule }) => (effectOf(rule) === 'points' ? rule.weight : 0));
		const together = group[0]?.rule.condition !== undefined;
		return together ? [points.reduce((sum, one) => sum + one, 0)] : points;
	});
	const all = [...sums, ...signalPoints];
	const total = (chosen: readonly number[]) => Math.round(chosen.reduce((sum, one) => sum + one, 0) * 1e6) / 1e6;
	return { least: total(all.filter((sum) => sum < 0)), most: total(all.filter((sum) => sum > 0)) };
}

function thresholdWarnings(
	{ least, most }: { least: number; most: number },
	{ approveFrom, rejectBelow }: Thresholds,
	mayStop: boolean,
): ScreeningWarning[] {
	if (most < rejectBelow) {
		return [
			{
				code: 'all_rejected',
				fatal: !mayStop,
				field: 'rejectBelow',
				message: `Nobody can ever be approved: all rules together reach ${most} points, and "Reject Below" is ${rejectBelow}`,
				hint: 'Lower "Reject Below", or give the rules more points.',
			},
		];
	}
	const warnings: ScreeningWarning[] = [];
	if (most < approveFrom) {
		warnings.push({
			code: 'nobody_approved',
			fatal: false,
			field: 'approveFrom',
			message: `A person has to decide about everybody: all rules together reach ${most} points, and "Approve From" is ${approveFrom}`,
			hint: 'Lower "Approve From" or give the rules more points, unless you mean it.',
		});
	}
	if (rejectBelow < least) {
		warnings.push({
			code: 'nobody_rejected',
			fatal: false,
			field: 'rejectBelow',
			message: `The score rejects nobody: the least that anybody can have is ${least} points, and "Reject Below" is ${rejectBelow}`,
			hint: 'Raise "Reject Below" or take points away in a rule, unless you mean it.',
		});
	}
	return warnings;
}

/**
 * What looks wrong about the rules before anybody has applied, as far as that can be told without
 * judging a condition.
 *
 * @param signalPoints points that signals may add or take (see signals.ts)
 * @throws DomainError if the thresholds cross or are no numbers
 */
export function screeningWarnings(
	rules: readonly WrittenRule[],
	thresholds: Thresholds,
	signalPoints: readonly number[] = [],
): ScreeningWarning[] {
	checkThresholds(thresholds);
	const places = rules.map((rule, index) => ({ rule, index }));
	const alike = groupBy(places, ({ field, condition }) => `${field}\0${canonical(condition)}`);
	// A stop for review keeps even a score that is too low from being rejected.
	const mayStop = rules.some(({ effect, onMissing }) => effect === 'review' || onMissing === 'review');
	return [
		...groupBy(places, ({ name }) => name.trim()).flatMap(sameName),
		...alike.flatMap(sameCondition),
		...thresholdWarnings(reachable(alike, signalPoints), thresholds, mayStop),
	];
}

/**
 * Refuses rules that contradict each other or that reject everybody.
 *
 * @throws DomainError naming the field
 */
export function checkRules(...args: Parameters<typeof screeningWarnings>): void {
	const fault = screeningWarnings(...args).find(({ fatal }) => fatal);
	if (fault !== undefined) throw new DomainError(fault.message, fault.hint, fault.field);
}
