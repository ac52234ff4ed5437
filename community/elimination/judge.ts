import { immunityJudge, type Immunity } from './immunity';
import type { MemberFacts } from './member';
import { inOrder, orderValue } from './order';
import { ruleJudge, type EliminationReason } from './reasons';
import { ELIMINATION_RULES, type EliminationPolicy } from './rules';

/** A member with every rule that holds, and what stands against it. */
export interface Judgement {
	member: MemberFacts;
	/** Every rule that holds, whether or not something protects the member. */
	reasons: EliminationReason[];
	/** The rules that hold and that no immunity stops. */
	holding: EliminationReason[];
	immunities: Immunity[];
}

/**
 * Judges all members by all rules, without caps. Ordered by the gravest rule that holds, then by
 * points, last activity, entry and identifier.
 *
 * @param leaving members that are on their way out already: they count as gone for the quota
 */
export function judgeAll(
	members: readonly MemberFacts[],
	policy: EliminationPolicy,
	now: string,
	leaving: ReadonlySet<string> = new Set(),
): { judgements: Judgement[]; quotaUnmet: number } {
	const judgeRules = ruleJudge(policy, now);
	const immunitiesOf = immunityJudge(policy, now);
	const judgements = inOrder(members, 'points').map((member): Judgement => {
		const immunities = immunitiesOf(member);
		return withReasons({ member, immunities, reasons: [], holding: [] }, judgeRules(member), policy);
	});
	const going = judgements.filter(({ holding }) => removes(holding)).map(({ member }) => member.memberId);
	const quota = judgeQuota(judgements, policy, new Set([...leaving, ...going]));
	const all = judgements.map((judgement) => {
		const reason = quota.reasons.get(judgement.member.memberId);
		return reason === undefined ? judgement : withReasons(judgement, [reason], policy);
	});
	return { judgements: all.sort((left, right) => gravity(left) - gravity(right)), quotaUnmet: quota.unmet };
}

/** Whether any of the rules removes by itself; a talk never does. */
export function removes(reasons: readonly EliminationReason[]): boolean {
	return reasons.some(({ rule }) => rule !== 'persuasion');
}

function withReasons(judgement: Judgement, more: readonly EliminationReason[], policy: EliminationPolicy): Judgement {
	const reasons = [...judgement.reasons, ...more].sort((left, right) => rank(left) - rank(right));
	const isImmune = judgement.immunities.length > 0;
	const holding = reasons.filter(({ rule }) => !isImmune || policy.immunity.notFor.includes(rule));
	return { ...judgement, reasons, holding };
}

function rank({ rule }: EliminationReason): number {
	return ELIMINATION_RULES.indexOf(rule);
}

function gravity({ holding }: Judgement): number {
	return Math.min(ELIMINATION_RULES.length, ...holding.map(rank));
}

/** The last of the order, as many as are too many once those who leave anyway are gone. */
function judgeQuota(
	judgements: readonly Judgement[],
	{ rules: { quota }, immunity }: EliminationPolicy,
	gone: ReadonlySet<string>,
): { reasons: Map<string, EliminationReason>; unmet: number } {
	const reasons = new Map<string, EliminationReason>();
	if (quota === undefined) return { reasons, unmet: 0 };
	const { maxMembers, order } = quota;
	const ignoresImmunity = immunity.notFor.includes('quota');
	const safe = new Set(judgements.filter((of) => of.immunities.length > 0).map(({ member }) => member.memberId));
	let unmet = Math.max(0, judgements.length - gone.size - maxMembers);
	const ordered = inOrder(
		judgements.map(({ member }) => member),
		order,
	);
	for (const [index, member] of ordered.entries()) {
		if (unmet === 0) break;
		if (gone.has(member.memberId)) continue;
		const value = orderValue(member, order);
		const members = judgements.length;
		reasons.set(member.memberId, { rule: 'quota', members, maxMembers, order, value, rank: index + 1 });
		if (ignoresImmunity || !safe.has(member.memberId)) unmet -= 1;
	}
	return { reasons, unmet };
}
