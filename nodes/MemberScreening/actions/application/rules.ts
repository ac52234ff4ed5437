import type { FilterValue, IExecuteFunctions } from 'n8n-workflow';
import { screeningWarnings } from '../../../../community/screening/check';
import {
	evaluate,
	MISSING_POLICIES,
	RULE_EFFECTS,
	type Evaluation,
	type ScreeningReason,
	type ScreeningRule,
	type Thresholds,
} from '../../../../community/screening/evaluate';
import { InputError } from '../../../shared/errors';
import { asText, parameterReader } from '../../../shared/parameters';
import { holds } from './condition';

export interface RuleField extends ScreeningRule {
	condition: FilterValue;
}

interface RuleRow extends Omit<RuleField, 'effect' | 'onMissing'> {
	effect: string;
	onMissing: string;
}

function choice<T extends string>(known: readonly T[], value: unknown, label: string, rule: number): T {
	const text = asText(value);
	const found = known.find((one) => one === text);
	if (found !== undefined) return found;
	throw new InputError(
		`"${label}" of rule ${rule} is "${text}"`,
		`Choose from the list, or let the expression give one of: ${known.join(', ')}.`,
	);
}

function readRules(value: unknown): RuleField[] {
	const rows = Array.isArray(value) ? (value as Partial<RuleRow>[]) : [];
	return rows.map((row, index) => {
		const field = asText(row.field).trim();
		if (field === '') {
			throw new InputError(
				`Rule ${index + 1} names no field`,
				'Fill in "Field" with what the rule looks at, e.g. answers.city.',
			);
		}
		const effect = choice(RULE_EFFECTS, row.effect ?? 'points', 'Effect', index + 1);
		const onMissing = choice(MISSING_POLICIES, row.onMissing ?? 'skip', 'If Not Answered', index + 1);
		if (effect === 'points' && (typeof row.weight !== 'number' || !Number.isFinite(row.weight))) {
			throw new InputError(`The points of rule ${index + 1} are not a number`, 'Fill in "Points" with a number.');
		}
		if (row.condition?.conditions === undefined || row.condition.conditions.length === 0) {
			throw new InputError(`Rule ${index + 1} has no condition`, 'Choose in "Condition" when the rule holds.');
		}
		const name = asText(row.name).trim();
		return {
			name: name === '' ? field : name,
			field,
			weight: effect === 'points' ? (row.weight ?? 0) : 0,
			condition: row.condition,
			effect,
			onMissing,
		};
	});
}

const PANEL: Record<string, string> = {
	name: 'Name',
	field: 'Field',
	condition: 'Condition',
	approveFrom: '"Approve From"',
	rejectBelow: '"Reject Below"',
};

/** A field of the rules as the editor shows it, e.g. `"Condition" of rule 2` for `rules.1.condition`. */
function inThePanel(field: string): string {
	const [, index, name = ''] = /^rules\.(\d+)\.(\w+)$/.exec(field) ?? [];
	if (index === undefined) return PANEL[field] ?? field;
	return `"${PANEL[name] ?? name}" of rule ${Number(index) + 1}`;
}

/** Rules and thresholds as the panel of an item says. */
export interface Panel {
	rules: readonly RuleField[];
	limits: Thresholds;
	/** Decides by these rules about whatever `look` shows. */
	judge: (look: (field: string) => unknown, signals?: readonly ScreeningReason[]) => Evaluation;
}

/** Rules that give points and nothing else have always been free to reject everybody. */
function isPlain(rules: readonly RuleField[], signalPoints: readonly number[]): boolean {
	const plain = rules.every(({ effect, onMissing }) => effect === 'points' && onMissing === 'skip');
	return plain && signalPoints.length === 0;
}

function assertSound(rules: readonly RuleField[], limits: Thresholds, signalPoints: readonly number[]): void {
	const mayRejectAll = isPlain(rules, signalPoints);
	const fault = screeningWarnings(rules, limits, signalPoints).find(
		({ fatal, code }) => fatal && !(code === 'all_rejected' && mayRejectAll),
	);
	if (fault === undefined) return;
	throw new InputError(fault.message, `See ${inThePanel(fault.field)}. ${fault.hint}`);
}

/**
 * Reads the rules of an item and refuses those that contradict each other. Rules without an expression are read and
 * checked once.
 */
export function panelReader(
	context: IExecuteFunctions,
	signalPoints: (index: number) => readonly number[] = () => [],
): (index: number) => Panel {
	const rulesOf = parameterReader(context, 'rules.rule', [], readRules);
	const approveFrom = parameterReader(context, 'approveFrom', 60, Number);
	const rejectBelow = parameterReader(context, 'rejectBelow', 0, Number);
	let last: { panel: Omit<Panel, 'judge'>; points: readonly number[] } | undefined;
	const isChecked = (rules: readonly RuleField[], limits: Thresholds, points: readonly number[]) =>
		last?.panel.rules === rules &&
		last.points === points &&
		last.panel.limits.approveFrom === limits.approveFrom &&
		last.panel.limits.rejectBelow === limits.rejectBelow;
	return (index) => {
		const rules = rulesOf(index);
		const limits = { approveFrom: approveFrom(index), rejectBelow: rejectBelow(index) };
		const points = signalPoints(index);
		if (!isChecked(rules, limits, points)) {
			assertSound(rules, limits, points);
			last = { panel: { rules, limits }, points };
		}
		return {
			rules,
			limits,
			judge: (look, signals = []) =>
				evaluate(rules, limits, look, (rule, value) => holds(context, rules[rule] as RuleField, value, index), signals),
		};
	};
}
