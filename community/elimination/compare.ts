import { compareText, type CaseMember } from './member';
import type { EliminationReason } from './reasons';
import type { EliminationPlan, PlannedMember } from './simulate';

/** What a member's fate is in a plan; `stays` where no rule touches them. */
export type Fate = 'going' | 'talk' | 'spared' | 'postponed' | 'stays';

/** One member who fares differently, with the reasons each plan gives. */
export interface Difference {
	member: CaseMember;
	before: { fate: Fate; reasons: EliminationReason[] };
	after: { fate: Fate; reasons: EliminationReason[] };
}

export interface Comparison {
	/** Only who fares differently, by member id. */
	differences: Difference[];
	/** How many more (or fewer) the second plan has of each. */
	change: { going: number; talks: number; spared: number; postponed: number; after: number };
}

/**
 * What if: how two plans differ. Each is simulated with the facts that its own policy asks for
 * (see `factWindows`), so windows of different lengths can be compared.
 */
export function compare(before: EliminationPlan, after: EliminationPlan): Comparison {
	const first = fates(before);
	const second = fates(after);
	const everybody = [...new Set([...first.keys(), ...second.keys()])].sort(compareText);
	const differences = everybody.flatMap((memberId): Difference[] => {
		const left = first.get(memberId);
		const right = second.get(memberId);
		const member = left?.member ?? right?.member;
		if (member === undefined || left?.fate === right?.fate) return [];
		return [{ member, before: outcome(left), after: outcome(right) }];
	});
	const change = {
		going: after.counts.going - before.counts.going,
		talks: after.counts.talks - before.counts.talks,
		spared: after.counts.spared - before.counts.spared,
		postponed: after.counts.postponed - before.counts.postponed,
		after: after.counts.after - before.counts.after,
	};
	return { differences, change };
}

interface Known extends PlannedMember {
	fate: Fate;
}

function fates(plan: EliminationPlan): Map<string, Known> {
	const known = (fate: Fate, members: readonly PlannedMember[]): [string, Known][] =>
		members.map(({ member, reasons }) => [member.memberId, { member, reasons, fate }]);
	return new Map([
		...known('going', plan.going),
		...known('talk', plan.talks),
		...known('spared', plan.spared),
		...known('postponed', plan.postponed),
	]);
}

function outcome(known: Known | undefined): { fate: Fate; reasons: EliminationReason[] } {
	return { fate: known?.fate ?? 'stays', reasons: known?.reasons ?? [] };
}
