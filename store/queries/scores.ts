import { sql, type RawBuilder, type SqlBool } from 'kysely';

import type { IntimacyState } from '../../community/tiers/intimacy';
import type { Scope } from '../schema';
import type { Classed, Fading, StandingTransaction } from '../types';

type Filter = Parameters<StandingTransaction['classifyScores']>[0];

export async function scoresOf(
	{ db }: Scope,
	communityId: string,
	memberIds: readonly string[],
): Promise<(IntimacyState & { memberId: string })[]> {
	if (memberIds.length === 0) return [];
	const rows = await db
		.selectFrom('score')
		.select(['member_id', 'activity', 'spending', 'at_ms'])
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds)
		.execute();
	return rows.map((row) => ({
		memberId: row.member_id,
		activity: row.activity,
		spending: row.spending,
		at: new Date(row.at_ms).toISOString(),
	}));
}

export async function saveScore(
	{ db }: Scope,
	communityId: string,
	memberId: string,
	{ activity, spending, at }: IntimacyState,
): Promise<void> {
	const values = { activity, spending, at_ms: Date.parse(at) };
	await db
		.insertInto('score')
		.values({ community_id: communityId, member_id: memberId, ...values })
		.onConflict((conflicting) => conflicting.columns(['community_id', 'member_id']).doUpdateSet(values))
		.execute();
}

const DAY_MS = 86_400_000;

/**
 * A row's score as it is at `now`: Σ part · 2^(−age / half-life), as community/tiers/intimacy has it.
 * PostgreSQL refuses powers that are too small for it to tell from nothing, so they end at 2^−1000.
 */
export function scoreAt({ engine }: Scope, alias: string, now: string, fading: Fading): RawBuilder<number> {
	const age = sql`cast(${sql.ref(`${alias}.at_ms`)} - ${Date.parse(now)} as ${realType(engine)})`;
	const least = engine === 'postgres' ? sql`greatest` : sql`max`;
	const faded = (part: string, days: number) =>
		sql`${sql.ref(`${alias}.${part}`)} * power(cast(2 as ${realType(engine)}), ${least}(-1000.0, ${age} / ${sql.lit(days * DAY_MS)}))`;
	return sql<number>`(${faded('activity', fading.activityDays)} + ${faded('spending', fading.spendingDays)})`;
}

function realType(engine: Scope['engine']): RawBuilder<unknown> {
	return engine === 'postgres' ? sql`double precision` : sql`real`;
}

/** The same as `classify` of community/tiers/classes, for members by the million. */
export async function classifyScores(scope: Scope, filter: Filter, limit: number): Promise<Classed[]> {
	const { topPercent, poorPercent, fromMembers, only, memberId } = filter;
	const { db } = scope;
	const scored = db
		.selectFrom(personScores(scope, filter).as('s'))
		.select([
			's.memberId',
			's.score',
			sql<number>`count(*) over ()`.as('members'),
			sql<number>`rank() over (order by ${sql.ref('s.score')} desc)`.as('rank'),
			sql<number>`count(*) over (partition by ${sql.ref('s.score')})`.as('equal'),
		]);
	// Twice the middle place of equals, so that halves stay whole numbers.
	const middle = sql<number>`(2 * (c.members - c.rank - c.equal + 1) + c.equal)`;
	const klass = sql<Classed['class']>`case
		when c.members < ${sql.lit(fromMembers)} then 'good'
		when 100.0 * ${middle} > 2.0 * c.members * ${sql.lit(100 - topPercent)} then 'top'
		when 100.0 * ${middle} < 2.0 * c.members * ${sql.lit(poorPercent)} then 'poor'
		else 'good' end`;
	const classed = db
		.selectFrom(scored.as('c'))
		.select(['c.memberId', 'c.score', 'c.rank', 'c.members', klass.as('class')])
		.select(sql<number>`50.0 * ${middle} / c.members`.as('percentile'));
	let query = db.selectFrom(classed.as('d')).selectAll();
	if (only !== undefined) query = query.where(sql<SqlBool>`${sql.ref('d.class')} = ${only}`);
	if (memberId !== undefined) query = query.where('d.memberId', '=', memberId);
	return await query.orderBy('d.rank').orderBy('d.memberId').limit(limit).execute();
}

/** Everybody's score to six places, 0 for those who have none. Sums in another order differ in the last digits. */
function personScores(scope: Scope, { communityId, statuses, now, fading }: Filter) {
	const { db } = scope;
	const extra = db
		.selectFrom('member as x')
		.innerJoin('score as y', (join) =>
			join.onRef('y.community_id', '=', 'x.community_id').onRef('y.member_id', '=', 'x.member_id'),
		)
		.select(['x.merged_into as person', sql<number>`sum(${scoreAt(scope, 'y', now, fading)})`.as('score')])
		.where('x.community_id', '=', communityId)
		.where('x.merged_into', 'is not', null)
		.groupBy('x.merged_into');
	const sum = sql`coalesce(${scoreAt(scope, 'own', now, fading)}, 0) + coalesce(${sql.ref('extra.score')}, 0)`;
	const rounded = sql`floor((${sum}) * 1e6 + 0.5) / 1e6`;
	return db
		.selectFrom('member as m')
		.leftJoin('score as own', (join) =>
			join.onRef('own.community_id', '=', 'm.community_id').onRef('own.member_id', '=', 'm.member_id'),
		)
		.leftJoin(extra.as('extra'), (join) => join.onRef('extra.person', '=', 'm.member_id'))
		.select(['m.member_id as memberId', sql<number>`${rounded}`.as('score')])
		.where('m.community_id', '=', communityId)
		.where('m.merged_into', 'is', null)
		.where('m.status', 'in', statuses);
}
