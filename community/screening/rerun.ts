import type { Evaluation, ScreeningDecision, ScreeningReason } from './evaluate';

/** A decision of the past. */
export interface PastDecision {
	applicationId: string;
	evaluation: Evaluation;
	/** What a person decided in the end, where one did. */
	byPerson?: 'approved' | 'rejected' | undefined;
}

/** What one rule did before and would do now; absent on the side where there is no such rule. */
export interface ReasonChange {
	rule: string;
	before?: ScreeningReason;
	after?: ScreeningReason;
}

export interface ChangedDecision {
	applicationId: string;
	before: ScreeningDecision;
	after: ScreeningDecision;
	scoreBefore: number;
	scoreAfter: number;
	/** Empty if only the thresholds made the difference. */
	because: ReasonChange[];
	thresholdsChanged: boolean;
}

type Counts = Record<ScreeningDecision, number>;

/** What changed rules would have decided. Nothing is changed by it. */
export interface Rerun {
	total: number;
	/** How often each decision was made, and would be made. */
	before: Counts;
	after: Counts;
	/** `moves.review.approved`: how many would go from review to approved. */
	moves: Record<ScreeningDecision, Counts>;
	changed: ChangedDecision[];
	/** Applications that the changed rules cannot judge. */
	failed: { applicationId: string; error: string }[];
	/** Of those that a person decided, how many the rules decided alike, then and now. */
	people: { decided: number; agreedBefore: number; agreeAfter: number };
}

const none = (): Counts => ({ approved: 0, review: 0, rejected: 0 });

/** The n-th reason of a name is compared with the n-th of that name, since names may repeat. */
function byName(reasons: readonly ScreeningReason[]): Map<string, ScreeningReason> {
	const seen = new Map<string, number>();
	return new Map(
		reasons.map((reason) => {
			const name = `${reason.source ?? 'rule'}\0${reason.rule}`;
			const nth = (seen.get(name) ?? 0) + 1;
			seen.set(name, nth);
			return [`${name}\0${nth}`, reason];
		}),
	);
}

function differs(a: ScreeningReason | undefined, b: ScreeningReason | undefined): boolean {
	if (a === undefined || b === undefined) return true;
	return a.points !== b.points || a.passed !== b.passed || a.stops !== b.stops;
}

function changesOf(before: Evaluation, after: Evaluation): ReasonChange[] {
	const [old, now] = [byName(before.reasons), byName(after.reasons)];
	const keys = [...new Set([...old.keys(), ...now.keys()])];
	return keys
		.filter((key) => differs(old.get(key), now.get(key)))
		.map((key) => {
			const [one, other] = [old.get(key), now.get(key)];
			return {
				rule: (one ?? other)?.rule ?? '',
				...(one === undefined ? {} : { before: one }),
				...(other === undefined ? {} : { after: other }),
			};
		});
}

function compare(applicationId: string, before: Evaluation, after: Evaluation): ChangedDecision {
	return {
		applicationId,
		before: before.decision,
		after: after.decision,
		scoreBefore: before.score,
		scoreAfter: after.score,
		because: changesOf(before, after),
		thresholdsChanged: before.approveFrom !== after.approveFrom || before.rejectBelow !== after.rejectBelow,
	};
}

/**
 * Shows what changed rules would have decided about applications of the past: a dry run.
 *
 * @param reevaluate the evaluation of one application by the changed rules; one that throws is
 *   reported and does not stop the others
 */
export function rerun<T extends PastDecision>(history: readonly T[], reevaluate: (past: T) => Evaluation): Rerun {
	const report: Rerun = {
		total: history.length,
		before: none(),
		after: none(),
		moves: { approved: none(), review: none(), rejected: none() },
		changed: [],
		failed: [],
		people: { decided: 0, agreedBefore: 0, agreeAfter: 0 },
	};
	for (const past of history) {
		try {
			count(report, past, reevaluate(past));
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			report.failed.push({ applicationId: past.applicationId, error: message });
		}
	}
	return report;
}

function count(report: Rerun, { applicationId, evaluation: before, byPerson }: PastDecision, after: Evaluation): void {
	report.before[before.decision] += 1;
	report.after[after.decision] += 1;
	report.moves[before.decision][after.decision] += 1;
	if (before.decision !== after.decision) report.changed.push(compare(applicationId, before, after));
	if (byPerson === undefined) return;
	report.people.decided += 1;
	if (before.decision === byPerson) report.people.agreedBefore += 1;
	if (after.decision === byPerson) report.people.agreeAfter += 1;
}
