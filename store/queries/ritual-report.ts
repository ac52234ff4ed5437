import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';

import type { Engine, Scope } from '../schema';
import type { RitualCount, RitualDimension, RitualReportFilter, RitualStepCount } from '../types';
import { utc } from '../values';

type Group = Exclude<RitualDimension, 'step'>;

/** The column that a dimension counts by. */
const KEYS: Record<Group, RawBuilder<string | null>> = {
	cohort: sql`progress.cohort`,
	inviter: sql`progress.inviter`,
	segment: sql`progress.segment`,
};

/** Hours between beginning and completion, as each engine computes with instants that are text. */
function hoursTaken(engine: Engine): RawBuilder<number | null> {
	return engine === 'embedded'
		? sql`avg((julianday(progress.completed_at) - julianday(progress.started_at)) * 24)`
		: sql`cast(avg(extract(epoch from progress.completed_at::timestamptz - progress.started_at::timestamptz) / 3600) as double precision)`;
}

/** How many rows a condition holds for, as a number on both engines. */
function countIf(condition: RawBuilder<unknown>): RawBuilder<number> {
	return sql`cast(coalesce(sum(case when ${condition} then 1 else 0 end), 0) as integer)`;
}

/** Of somebody who began anew only the new ritual counts. */
function selected({ db }: Scope, { communityId, ritualId, since, until }: RitualReportFilter) {
	const isWanted: Expression<SqlBool> = sql`(progress.ended_why is null or progress.ended_why <> 'restarted')`;
	let query = db
		.selectFrom('ritual_progress as progress')
		.where('progress.community_id', '=', communityId)
		.where('progress.ritual_id', '=', ritualId)
		.where(isWanted);
	if (since !== undefined) query = query.where('progress.started_at', '>=', utc(since));
	if (until !== undefined) query = query.where('progress.started_at', '<', utc(until));
	return query;
}

export async function countRituals(scope: Scope, filter: RitualReportFilter, by?: Group): Promise<RitualCount[]> {
	const key = by === undefined ? sql<string | null>`cast(null as text)` : KEYS[by];
	const counted = selected(scope, filter).select([
		key.as('key'),
		sql<number>`cast(count(*) as integer)`.as('started'),
		sql<number>`cast(count(progress.completed_at) as integer)`.as('completed'),
		countIf(sql`progress.ended_at is not null and progress.completed_at is null`).as('left'),
		hoursTaken(scope.engine).as('meanHours'),
	]);
	if (by === undefined) return counted.execute();
	return counted
		.groupBy(key)
		.orderBy(sql`${key} is null`)
		.orderBy(key)
		.execute();
}

export async function countRitualSteps(
	scope: Scope,
	filter: RitualReportFilter,
	by?: Group,
): Promise<RitualStepCount[]> {
	const key = by === undefined ? sql<string | null>`cast(null as text)` : KEYS[by];
	let query = selected(scope, filter)
		.innerJoin('ritual_plan as plan', (join) =>
			join
				.onRef('plan.community_id', '=', 'progress.community_id')
				.onRef('plan.progress_id', '=', 'progress.progress_id'),
		)
		.select([
			key.as('key'),
			'plan.step_id as stepId',
			sql<number>`cast(count(*) as integer)`.as('planned'),
			sql<number>`cast(count(plan.asked_at) as integer)`.as('asked'),
			countIf(sql`plan.state = 'done'`).as('done'),
			countIf(sql`plan.state = 'skipped'`).as('skipped'),
			countIf(sql`plan.state = 'missed'`).as('missed'),
		])
		.groupBy('plan.step_id');
	if (by !== undefined) {
		query = query
			.groupBy(key)
			.orderBy(sql`${key} is null`)
			.orderBy(key);
	}
	return query
		.orderBy(sql`min(plan.position)`)
		.orderBy('plan.step_id')
		.execute();
}
