/** One rule as an operator wrote it; how its condition is judged is not the rules' business. */
export interface ScreeningRule {
	name: string;
	/** Path of what the rule looks at, e.g. `answers.city`. */
	field: string;
	/** Points if the condition holds; negative to take points away. */
	weight: number;
}

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
}

export class ScreeningError extends Error {
	constructor(
		message: string,
		/** How to mend it. */
		readonly hint: string,
	) {
		super(message);
		this.name = 'ScreeningError';
	}
}

/** @throws ScreeningError if the thresholds cross or are no numbers */
export function checkThresholds({ approveFrom, rejectBelow }: Thresholds): void {
	if (!Number.isFinite(approveFrom) || !Number.isFinite(rejectBelow)) {
		throw new ScreeningError('A threshold is not a number', 'Fill in "Approve From" and "Reject Below" with numbers.');
	}
	if (rejectBelow > approveFrom) {
		throw new ScreeningError(
			`The thresholds cross: "Reject Below" (${rejectBelow}) is higher than "Approve From" (${approveFrom})`,
			'Lower "Reject Below" or raise "Approve From". If both are equal, nobody has to decide by hand.',
		);
	}
}

/**
 * Decides an application by its weighted rules: the score is the sum of the weights of the rules
 * whose condition holds, compared with two thresholds.
 *
 * @param judge whether the condition of the n-th rule holds for the value it looks at; a rule that
 *   throws stops the decision, so that a broken rule never lets anybody in
 * @param look the value of a field, `undefined` where there is none
 */
export function evaluate(
	rules: readonly ScreeningRule[],
	thresholds: Thresholds,
	look: (field: string) => unknown,
	judge: (ruleIndex: number, value: unknown) => boolean,
): Evaluation {
	checkThresholds(thresholds);
	const reasons = rules.map((rule, index): ScreeningReason => {
		const value = look(rule.field);
		const passed = judge(index, value);
		return {
			rule: rule.name,
			field: rule.field,
			saw: value ?? null,
			passed,
			missing: value === undefined || value === null || value === '',
			points: passed ? rule.weight : 0,
		};
	});
	const score = roundScore(reasons.reduce((sum, reason) => sum + reason.points, 0));
	return { decision: decide(score, thresholds), score, ...thresholds, reasons };
}

function decide(score: number, { approveFrom, rejectBelow }: Thresholds): ScreeningDecision {
	if (score >= approveFrom) return 'approved';
	return score < rejectBelow ? 'rejected' : 'review';
}

/** Weights may be fractions; 0.1 + 0.2 shall reach a threshold of 0.3. */
function roundScore(score: number): number {
	return Math.round(score * 1e6) / 1e6;
}
