import { quotaReason, tierOf } from '../../../../community/admission/seat';
import { weigh, type Evaluation } from '../../../../community/screening/evaluate';
import type { MemberRow, StoreTransaction } from '../../../../store/types';
import type { EvaluatedApplication, ScreeningOutcome } from './evaluated';
import { signalsAbout } from './known';
import { askForSeat, hasSeat } from './places';

/** The decision once everything has been looked at. */
export interface Verdict {
	/** By rules and signals. */
	evaluation: Evaluation;
	outcome: ScreeningOutcome;
	/** The quota's tier that was applied for. */
	tier?: string | undefined;
	/** A place to book. */
	seat?: { tier: string | undefined };
}

/** What rules and signals come to, and whether there is a place. */
export async function verdictOn(
	tx: StoreTransaction,
	{ subject, evaluation: byRules, examined, collects = false, now }: EvaluatedApplication,
	member: MemberRow,
): Promise<Verdict> {
	if (examined === undefined) return { evaluation: byRules, outcome: withoutSeat(byRules, collects) };
	const { communityId } = subject.community;
	const signals = await signalsAbout(tx, { communityId, memberId: member.memberId, now }, examined);
	const evaluation = signals.length === 0 ? byRules : weigh([...byRules.reasons, ...signals], byRules);
	const plan = examined.checks.quota;
	if (plan === undefined) return { evaluation, outcome: withoutSeat(evaluation, collects) };
	const { quota, ifFull } = plan;
	const tier = tierOf(quota, examined.tags);
	const isAsking = evaluation.decision === 'approved' && !collects;
	if (!isAsking) return { evaluation, outcome: withoutSeat(evaluation, collects), tier };
	if (await hasSeat(tx, communityId, member)) return { evaluation, outcome: 'approved', tier };
	const seat = await askForSeat(tx, communityId, {
		quota,
		tags: examined.tags,
		tier,
		queues: ifFull === 'waitlist',
	});
	if (seat.ok) return { evaluation, outcome: 'approved', tier, seat: { tier: seat.tier } };
	if (ifFull === 'waitlist') return { evaluation, outcome: 'waitlisted', tier };
	const full = weigh([...evaluation.reasons, quotaReason(seat.reason, seat.left)], evaluation);
	return { evaluation: full, outcome: full.decision, tier };
}

/** The decision where nobody has to look for a place; who is collected for a selection waits for it. */
function withoutSeat({ decision }: Evaluation, collects: boolean): ScreeningOutcome {
	return collects && decision === 'approved' ? 'review' : decision;
}
