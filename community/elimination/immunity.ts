import { daysBetween, isYounger, windowStart } from '../days';
import { instantMs } from '../parse';
import type { MemberFacts } from './member';
import type { EliminationPolicy } from './rules';

/** What protects a member, with the value that was seen. */
export interface Immunity {
	by: 'named' | 'role' | 'tag' | 'tier' | 'newcomer' | 'until' | 'contribution';
	/** The role, tag or tier; days of membership; the instant; the kind of the last contribution. */
	value: string | number;
}

/** Finds everything that protects a member at this moment. */
export function immunityJudge(
	{ immunity, timeZone }: EliminationPolicy,
	now: string,
): (member: MemberFacts) => Immunity[] {
	const nowMs = instantMs(now);
	const named = new Set(immunity.memberIds);
	const isNewcomer = isYounger(now, immunity.newcomerDays, timeZone);
	const { contributionWithinDays: days } = immunity;
	const sinceMs = days === undefined ? Infinity : instantMs(windowStart(now, days, timeZone));
	return (member) => {
		const found: Immunity[] = [];
		if (named.has(member.memberId)) found.push({ by: 'named', value: member.memberId });
		if (member.role !== undefined && immunity.roles.includes(member.role))
			found.push({ by: 'role', value: member.role });
		const tag = immunity.tags.find((candidate) => member.tags.includes(candidate));
		if (tag !== undefined) found.push({ by: 'tag', value: tag });
		if (member.tier !== undefined && immunity.tiers.includes(member.tier))
			found.push({ by: 'tier', value: member.tier });
		if (isNewcomer(member.joinedAt, 'joinedAt')) {
			found.push({ by: 'newcomer', value: daysBetween(member.joinedAt, now, timeZone) });
		}
		const until = member.immuneUntil;
		if (until !== undefined && instantMs(until, 'immuneUntil') > nowMs) found.push({ by: 'until', value: until });
		const kind = contributedSince(member, sinceMs);
		if (kind !== undefined) found.push({ by: 'contribution', value: kind });
		return found;
	};
}

function contributedSince({ outputs }: MemberFacts, sinceMs: number): string | undefined {
	const kinds = outputs.filter(({ lastAt }) => lastAt !== null && instantMs(lastAt, 'outputs') >= sinceMs);
	return kinds.map(({ kind }) => kind).sort()[0];
}
