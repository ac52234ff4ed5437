import { judgeAll, type Judgement } from './judge';
import { dueCases } from './due';
import { advance, type Actor, type EliminationCase } from './lifecycle';
import { checkMembers, type MemberFacts } from './member';
import { checkPolicy } from './policy';
import type { EliminationPolicy } from './rules';
import type { CaseAction } from './transitions';

/** What the end of the grace period brings. Every case has taken its step already, but the held ones. */
export interface Settlement {
	/** To be executed now. */
	due: EliminationCase[];
	/** Cancelled: the member has mended, is protected now, or has left. */
	spared: EliminationCase[];
	/** As they were: executing them would leave the community smaller than its minimum. */
	held: EliminationCase[];
}

const RULES: Actor = { kind: 'rules', id: 'elimination' };

/**
 * Looks again at every case whose grace period is over. Only the rules of the notice count: who
 * breaks another one meanwhile gets a notice of its own.
 *
 * @param cases all open cases of the community, also those due before and not executed yet
 * @param members everybody who is in the community now
 */
export function settleDue(
	cases: readonly EliminationCase[],
	members: readonly MemberFacts[],
	policy: EliminationPolicy,
	now: string,
): Settlement {
	checkPolicy(policy);
	checkMembers(members);
	const leaving = leavingNow(cases, members);
	const { judgements: all } = judgeAll(members, policy, now, leaving);
	const judgements = new Map(all.map((judgement) => [judgement.member.memberId, judgement]));
	let room = Math.max(0, members.length - policy.minimumSize - leaving.size);
	const settlement: Settlement = { due: [], spared: [], held: [] };
	for (const current of dueCases(cases, now)) {
		const judgement = judgements.get(current.member.memberId);
		const step = (action: CaseAction, why: string): EliminationCase =>
			advance(current, action, { at: now, by: RULES, why }, policy).case;
		if (judgement === undefined) {
			settlement.spared.push(step('leave', 'not a member any more'));
		} else if (!stillHolds(current, judgement)) {
			settlement.spared.push(step('mend', whySpared(current, judgement)));
		} else if (room > 0) {
			room -= 1;
			settlement.due.push(step('fall_due', 'the grace period is over'));
		} else {
			settlement.held.push(current);
		}
	}
	return settlement;
}

/** Members who are on their way out and still counted. */
function leavingNow(cases: readonly EliminationCase[], members: readonly MemberFacts[]): Set<string> {
	const leaving = cases.filter(({ status }) => status === 'due' || status === 'task_open');
	const known = new Set(members.map(({ memberId }) => memberId));
	return new Set(leaving.map(({ member }) => member.memberId).filter((memberId) => known.has(memberId)));
}

function stillHolds({ reasons }: EliminationCase, { holding }: Judgement): boolean {
	return reasons.some(({ rule }) => rule !== 'persuasion' && holding.some((now) => now.rule === rule));
}

function whySpared({ reasons }: EliminationCase, judgement: Judgement): string {
	const breaksStill = reasons.some(({ rule }) => judgement.reasons.some((now) => now.rule === rule));
	if (!breaksStill) return 'no rule of the notice holds any more';
	return `immune: ${judgement.immunities.map(({ by }) => by).join(', ')}`;
}
