import { periodEnd } from '../days';
import type { Immunity } from './immunity';
import { judgeAll, removes, type Judgement } from './judge';
import { caseMember, checkMembers, type CaseMember, type MemberFacts } from './member';
import { checkPolicy } from './policy';
import type { EliminationReason } from './reasons';
import type { EliminationPolicy } from './rules';

/** Somebody whom a rule touches, with every rule that holds and what it saw. */
export interface PlannedMember {
	member: CaseMember;
	reasons: EliminationReason[];
}

export interface SparedMember extends PlannedMember {
	immunities: Immunity[];
}

export interface PostponedMember extends PlannedMember {
	/** What stopped the batch before this member; a later one looks again. */
	because: 'batch_cap' | 'minimum_size';
}

/** What would happen: nothing of it has. */
export interface EliminationPlan {
	at: string;
	timeZone: string;
	/** Who would get a notice, the gravest first. */
	going: PlannedMember[];
	/** Who would be asked for a talk; nobody of them is removed by a rule. */
	talks: PlannedMember[];
	/** Who is protected, though a rule holds. */
	spared: SparedMember[];
	postponed: PostponedMember[];
	counts: {
		members: number;
		/** On notice already, or talked to already; they get no second one. */
		onNotice: number;
		inTalk: number;
		going: number;
		talks: number;
		spared: number;
		postponed: number;
		/** Members left if everybody goes who is or would be on notice; talks not counted. */
		after: number;
	};
	/** How many may be on notice at the same time in a community of this size; as many more may be in talks. */
	cap: number;
	/** How many are still too many for the quota, because all others are protected. */
	quotaUnmet: number;
	/** Until when who gets a notice now may appeal, and when they fall due. */
	appealUntil: string;
	dueAt: string;
}

/** The smaller of count and percentage, rounded down, so that a cap is never exceeded. */
export function batchCap(members: number, { batchCap: { count, percent } }: EliminationPolicy): number {
	const share = percent === undefined ? Infinity : Math.floor((members * percent) / 100);
	return Math.min(count ?? Infinity, share, members);
}

/**
 * Who would go, who would be talked to, who is spared and who waits for a later batch, with the
 * reasons. Depends on nothing but its arguments, and not on the order of the members.
 *
 * @param members everybody who is in the community, those on notice too
 * @throws DomainError if the policy contradicts itself or facts are missing or there twice
 */
export function simulate(members: readonly MemberFacts[], policy: EliminationPolicy, now: string): EliminationPlan {
	checkPolicy(policy);
	checkMembers(members);
	const onNotice = new Set(members.filter(({ openCase }) => openCase === 'removal').map(({ memberId }) => memberId));
	const inTalk = members.filter(({ openCase }) => openCase === 'talk').length;
	const { judgements, quotaUnmet } = judgeAll(members, policy, now, onNotice);
	const touched = judgements.filter(({ member, reasons }) => reasons.length > 0 && member.openCase === null);
	const room = Math.max(0, members.length - onNotice.size - inTalk - policy.minimumSize);
	const cap = batchCap(members.length, policy);

	const removals = fill(touched.filter(isRemoval), Math.max(0, cap - onNotice.size), room);
	const talks = fill(touched.filter(isTalk), Math.max(0, cap - inTalk), room - removals.taken.length);
	const spared = touched.filter(({ holding }) => holding.length === 0);
	const postponed = [...removals.postponed, ...talks.postponed];
	return {
		at: now,
		timeZone: policy.timeZone,
		going: removals.taken,
		talks: talks.taken,
		spared: spared.map(({ member, reasons, immunities }) => ({ member: caseMember(member), reasons, immunities })),
		postponed,
		counts: {
			members: members.length,
			onNotice: onNotice.size,
			inTalk,
			going: removals.taken.length,
			talks: talks.taken.length,
			spared: spared.length,
			postponed: postponed.length,
			after: members.length - onNotice.size - removals.taken.length,
		},
		cap,
		quotaUnmet,
		appealUntil: periodEnd(now, policy.appealDays, policy.timeZone),
		dueAt: periodEnd(now, policy.graceDays, policy.timeZone),
	};
}

function isRemoval({ holding }: Judgement): boolean {
	return removes(holding);
}

function isTalk({ holding }: Judgement): boolean {
	return holding.length > 0 && !removes(holding);
}

/** Takes from the front while cap and room last. */
function fill(
	from: readonly Judgement[],
	cap: number,
	room: number,
): { taken: PlannedMember[]; postponed: PostponedMember[] } {
	const planned = from.map(({ member, holding }) => ({ member: caseMember(member), reasons: holding }));
	const limit = Math.min(cap, room);
	const because = room < cap ? 'minimum_size' : 'batch_cap';
	return {
		taken: planned.slice(0, limit),
		postponed: planned.slice(limit).map((of) => ({ ...of, because })),
	};
}
