import { ACTIVE_TYPES } from '../../../community/segments/active';
import type { SegmentCondition, SimpleCondition } from '../../../community/segments/condition';
import type { SegmentFacts } from '../../../community/segments/facts';
import { intimacyAt } from '../../../community/tiers/intimacy';
import type { Scope } from '../../schema';
import type { StandingTransaction } from '../../types';
import { utc } from '../../values';
import { personPoints } from '../points';
import { scoresOf } from '../scores';
import { portraitOf } from './portrait';

type Asked = Parameters<StandingTransaction['segmentFacts']>[0];

/** What a condition looks at of one person, read line by line: the other half of `peopleOf`. */
export async function segmentFacts(scope: Scope, asked: Asked, memberIds: readonly string[]): Promise<SegmentFacts> {
	const { communityId, now, fading } = asked;
	const leaves = leavesOf(asked.condition);
	const kinds = leaves.flatMap((leaf) => (leaf.when === 'events' ? leaf.kinds : []));
	const { tier, joinedAt } = await ofKept(scope, communityId, memberIds[0] ?? '');
	const { balance } = await personPoints(scope, communityId, memberIds);
	const scores = await scoresOf(scope, communityId, memberIds);
	const policy = {
		weights: {},
		halfLifeDays: fading.activityDays,
		spending: { weight: 1, unitMinor: 1, halfLifeDays: fading.spendingDays },
	};
	return {
		...(await portraitOf(scope, communityId, memberIds[0] ?? '')),
		events: await eventsOf(scope, { communityId, now }, memberIds, [...new Set(kinds)]),
		points: balance,
		intimacy: scores.reduce((sum, state) => sum + intimacyAt(policy, state, now), 0),
		tier,
		joinedAt,
		lastActiveAt: await lastActive(scope, { communityId, now }, memberIds),
	};
}

function leavesOf(condition: SegmentCondition): SimpleCondition[] {
	if (!('of' in condition)) return [condition];
	return (Array.isArray(condition.of) ? condition.of : [condition.of]).flatMap(leavesOf);
}

async function ofKept({ db }: Scope, communityId: string, memberId: string) {
	const row = await db
		.selectFrom('member as m')
		.leftJoin('tier_state as t', (join) =>
			join.onRef('t.community_id', '=', 'm.community_id').onRef('t.member_id', '=', 'm.member_id'),
		)
		.select(['t.tier', 'm.joined_at as joinedAt'])
		.where('m.community_id', '=', communityId)
		.where('m.member_id', '=', memberId)
		.executeTakeFirst();
	return { tier: row?.tier ?? null, joinedAt: row?.joinedAt ?? null };
}

type Span = Pick<Asked, 'communityId' | 'now'>;

async function eventsOf({ db }: Scope, { communityId, now }: Span, memberIds: readonly string[], kinds: string[]) {
	if (kinds.length === 0) return [];
	return await db
		.selectFrom('event')
		.select(['type as kind', 'occurred_at as at'])
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds)
		.where('type', 'in', kinds)
		.where('occurred_at', '<=', utc(now))
		.execute();
}

async function lastActive({ db }: Scope, { communityId, now }: Span, memberIds: readonly string[]) {
	const row = await db
		.selectFrom('event')
		.select(({ fn }) => fn.max('occurred_at').as('at'))
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds)
		.where('type', 'in', ACTIVE_TYPES)
		.where('occurred_at', '<=', utc(now))
		.executeTakeFirst();
	return row?.at ?? null;
}
