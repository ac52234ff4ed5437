import { DomainError } from '../domain-error';
import { daysBetween, isYounger } from '../days';
import { instantMs } from '../parse';
import type { MemberFacts } from './member';
import { factWindows } from './policy';
import type { EliminationPolicy, QuotaOrder } from './rules';

/** One rule that holds, with the values it saw, so that the plan can explain itself. Instants are UTC. */
export type EliminationReason =
	| { rule: 'violations'; strikePoints: number; minStrikePoints: number; strikes: number; since: string }
	| { rule: 'output'; count: number; minCount: number; kinds: string[]; since: string; lastAt: string | null }
	| { rule: 'points'; points: number; below: number; since: string | null }
	| {
			rule: 'quota';
			members: number;
			maxMembers: number;
			order: QuotaOrder;
			/** What the member was ordered by. */
			value: number | string;
			/** 1 is the first to go. */
			rank: number;
	  }
	| { rule: 'persuasion'; named: boolean; silentDays: number; silentForDays: number | null };

export type RuleJudge = (member: MemberFacts) => EliminationReason[];
type OneRule = (member: MemberFacts) => EliminationReason | undefined;

/** Judges one member at a time by every rule but the quota, which needs all of them. */
export function ruleJudge(policy: EliminationPolicy, now: string): RuleJudge {
	const judges = [byViolations(policy, now), byOutput(policy, now), byPoints(policy, now), byPersuasion(policy, now)];
	const chosen = judges.filter((judge) => judge !== undefined);
	return (member) => chosen.map((judge) => judge(member)).filter((reason) => reason !== undefined);
}

function byViolations(policy: EliminationPolicy, now: string): OneRule | undefined {
	const { violations } = policy.rules;
	const { strikesSince: since } = factWindows(policy, now);
	if (violations === undefined || since === undefined) return undefined;
	const { minStrikePoints } = violations;
	const sinceMs = instantMs(since);
	return ({ strikes }) => {
		const counted = strikes.filter(({ at, undone }) => !undone && instantMs(at, 'strikes') >= sinceMs);
		const sum = counted.reduce((total, { points }) => total + points, 0);
		// Strikes may be fractions; 0.1 + 0.2 shall reach 0.3.
		const strikePoints = Math.round(sum * 1e6) / 1e6;
		if (strikePoints < minStrikePoints) return undefined;
		return { rule: 'violations', strikePoints, minStrikePoints, strikes: counted.length, since };
	};
}

function byOutput(policy: EliminationPolicy, now: string): OneRule | undefined {
	const { output } = policy.rules;
	const { outputSince: since } = factWindows(policy, now);
	if (output === undefined || since === undefined) return undefined;
	const { minCount, kinds, withinDays, afterDaysOfMembership = withinDays } = output;
	const isTooNew = isYounger(now, afterDaysOfMembership, policy.timeZone);
	return ({ joinedAt, outputs }) => {
		if (isTooNew(joinedAt, 'joinedAt')) return undefined;
		const counted = outputs.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
		const count = counted.reduce((sum, of) => sum + of.count, 0);
		if (count >= minCount) return undefined;
		return { rule: 'output', count, minCount, kinds: [...kinds], since, lastAt: latest(counted) };
	};
}

function latest(outputs: MemberFacts['outputs']): string | null {
	const times = outputs.flatMap(({ lastAt }) => (lastAt === null ? [] : [instantMs(lastAt, 'outputs')]));
	return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}

function byPoints(policy: EliminationPolicy, now: string): OneRule | undefined {
	const rule = policy.rules.points;
	if (rule === undefined) return undefined;
	const { below, withinDays, afterDaysOfMembership = withinDays ?? 0 } = rule;
	const { pointsSince: since } = factWindows(policy, now);
	const isTooNew = isYounger(now, afterDaysOfMembership, policy.timeZone);
	return (member) => {
		if (isTooNew(member.joinedAt, 'joinedAt')) return undefined;
		const points = since === undefined ? member.points : member.pointsInWindow;
		if (points === undefined) {
			throw new DomainError(
				`It is not known how many points the member "${member.memberId}" earned in the last ${withinDays ?? 0} days`,
				'Give "pointsInWindow" for every member, or leave "withinDays" of the points rule out.',
				'pointsInWindow',
			);
		}
		return points < below ? { rule: 'points', points, below, since: since ?? null } : undefined;
	};
}

function byPersuasion({ rules: { persuasion }, timeZone }: EliminationPolicy, now: string): OneRule | undefined {
	if (persuasion === undefined) return undefined;
	const listed = new Set(persuasion.memberIds);
	const silentForDays = persuasion.silentForDays ?? null;
	const isRecent = silentForDays === null ? () => true : isYounger(now, silentForDays, timeZone);
	return ({ memberId, lastActiveAt, joinedAt }) => {
		const named = listed.has(memberId);
		const last = lastActiveAt ?? joinedAt;
		if (!named && isRecent(last, 'lastActiveAt')) return undefined;
		return { rule: 'persuasion', named, silentDays: Math.max(0, daysBetween(last, now, timeZone)), silentForDays };
	};
}
