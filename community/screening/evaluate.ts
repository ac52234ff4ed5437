import { DomainError } from '../domain-error';
import { countCharacters } from '../text';

/** What a rule does if its condition holds: points for the score, or a hard stop that decides whatever the score. */
export const RULE_EFFECTS = ['points', 'review', 'reject'] as const;
export type RuleEffect = (typeof RULE_EFFECTS)[number];

/** What to do where the answer that a rule looks at is missing; `skip` judges the rule all the same. */
export const MISSING_POLICIES = ['skip', 'review', 'reject'] as const;
export type MissingPolicy = (typeof MISSING_POLICIES)[number];

/** What a hard stop decides. */
export type Stop = Exclude<RuleEffect, 'points'>;

/** One rule as an operator wrote it; how its condition is judged is not the rules' business. */
export interface ScreeningRule {
	name: string;
	/** Path of what the rule looks at, e.g. `answers.city`. */
	field: string;
	/** Points if the condition holds; negative to take points away. A hard stop gives none. */
	weight: number;
	/** `points` if absent. */
	effect?: RuleEffect | undefined;
	/** `skip` if absent. */
	onMissing?: MissingPolicy | undefined;
}

/** Where a reason comes from: a rule of the operator, a signal about the person, or what the community has room for. */
export type ReasonSource = 'rule' | 'duplicate' | 'blocklist' | 'poacher' | 'coolOff' | 'quota';

/** One rule with what it saw, so that the decision can explain itself. */
export interface ScreeningReason {
	rule: string;
	field: string;
	/** The value the rule saw; `null` where there was none. */
	saw: unknown;
	passed: boolean;
	/** Whether there was nothing to see. */
	missing: boolean;
	points: number;
	/** `rule` if absent. */
	source?: ReasonSource;
	/** Only where this reason is a hard stop that fired. */
	stops?: Stop;
}

export interface Thresholds {
	/** Approve from this score on. */
	approveFrom: number;
	/** Reject below this score; in between a person decides. */
	rejectBelow: number;
}

export type ScreeningDecision = 'approved' | 'review' | 'rejected';

export interface Evaluation extends Thresholds {
	decision: ScreeningDecision;
	score: number;
	reasons: ScreeningReason[];
	/** Names of the hard stops that decided; only where there were some. */
	stoppedBy?: string[];
}

/** @throws DomainError if the thresholds cross or are no numbers */
export function checkThresholds({ approveFrom, rejectBelow }: Thresholds): void {
	if (!Number.isFinite(approveFrom) || !Number.isFinite(rejectBelow)) {
		throw new DomainError(
			'A threshold is not a number',
			'Fill in "Approve From" and "Reject Below" with numbers.',
			Number.isFinite(approveFrom) ? 'rejectBelow' : 'approveFrom',
		);
	}
	if (rejectBelow > approveFrom) {
		throw new DomainError(
			`The thresholds cross: "Reject Below" (${rejectBelow}) is higher than "Approve From" (${approveFrom})`,
			'Lower "Reject Below" or raise "Approve From". If both are equal, nobody has to decide by hand.',
			'rejectBelow',
		);
	}
}

/**
 * Decides an application by its weighted rules: the score is the sum of the weights of the rules
 * whose condition holds, compared with two thresholds. A hard stop that fires decides whatever the
 * score; one that rejects beats one that asks for review.
 *
 * @param judge whether the condition of the n-th rule holds for the value it looks at; a rule that
 *   throws stops the decision, so that a broken rule never lets anybody in
 * @param look the value of a field, `undefined` where there is none
 * @param signals reasons found elsewhere (see signals.ts), which count like those of the rules
 */
export function evaluate(
	rules: readonly ScreeningRule[],
	thresholds: Thresholds,
	look: (field: string) => unknown,
	judge: (ruleIndex: number, value: unknown) => boolean,
	signals: readonly ScreeningReason[] = [],
): Evaluation {
	checkThresholds(thresholds);
	const reasons = rules.map((rule, index) => reasonOf(rule, look(rule.field), (value) => judge(index, value)));
	return weigh([...reasons, ...signals], thresholds);
}

function reasonOf(rule: ScreeningRule, value: unknown, holds: (value: unknown) => boolean): ScreeningReason {
	const policy = rule.onMissing ?? 'skip';
	// Only a policy takes a blank for no answer: a rule without one may look for exactly that.
	const missing = value === undefined || value === null || value === '' || (policy !== 'skip' && isBlank(value));
	const effect = rule.effect ?? 'points';
	const isUnanswered = missing && policy !== 'skip';
	const passed = !isUnanswered && holds(value);
	const fired = passed && effect !== 'points' ? effect : undefined;
	const stops = isUnanswered ? policy : fired;
	return {
		rule: rule.name,
		field: rule.field,
		saw: value ?? null,
		passed,
		missing,
		points: passed && effect === 'points' ? rule.weight : 0,
		...(stops === undefined ? {} : { stops }),
	};
}

/** Text that shows nothing, or a choice of nothing. */
function isBlank(value: unknown): boolean {
	return typeof value === 'string' ? countCharacters(value) === 0 : Array.isArray(value) && value.length === 0;
}

/** The decision that a list of reasons comes to. */
export function weigh(reasons: ScreeningReason[], thresholds: Thresholds): Evaluation {
	const { approveFrom, rejectBelow } = thresholds;
	const score = roundScore(reasons.reduce((sum, reason) => sum + reason.points, 0));
	const stop = (['reject', 'review'] as const).find((one) => reasons.some(({ stops }) => stops === one));
	if (stop === undefined) return { decision: decide(score, thresholds), score, approveFrom, rejectBelow, reasons };
	return {
		decision: stop === 'reject' ? 'rejected' : 'review',
		score,
		approveFrom,
		rejectBelow,
		reasons,
		stoppedBy: reasons.filter(({ stops }) => stops === stop).map(({ rule }) => rule),
	};
}

function decide(score: number, { approveFrom, rejectBelow }: Thresholds): ScreeningDecision {
	if (score >= approveFrom) return 'approved';
	return score < rejectBelow ? 'rejected' : 'review';
}

/** Weights may be fractions; 0.1 + 0.2 shall reach a threshold of 0.3. */
function roundScore(score: number): number {
	return Math.round(score * 1e6) / 1e6;
}
