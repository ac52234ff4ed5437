import type { Selectable } from 'kysely';

import { maybeUtc } from '../nullable';
import type { Scope } from '../schema';
import type { RitualPlanTable } from '../schema/rituals';
import type { RitualPlanRow } from '../types';
import { fromJson, toJson, utc } from '../values';

export async function insertPlan({ db }: Scope, communityId: string, rows: readonly RitualPlanRow[]): Promise<void> {
	for (const row of rows) {
		await db
			.insertInto('ritual_plan')
			.values({
				community_id: communityId,
				progress_id: row.progressId,
				step_id: row.stepId,
				position: row.position,
				state: row.state,
				asked_at: maybeUtc(row.askedAt),
				due_at: maybeUtc(row.dueAt),
				next_at: maybeUtc(row.nextAt),
				nudges: row.nudges,
				draft: row.draft === null ? null : toJson(row.draft),
				settled_at: maybeUtc(row.settledAt),
			})
			.onConflict((conflicting) => conflicting.columns(['community_id', 'progress_id', 'step_id']).doNothing())
			.execute();
	}
}

export async function setPlan(
	{ db }: Scope,
	communityId: string,
	progressId: string,
	stepId: string,
	changes: Partial<RitualPlanRow>,
): Promise<void> {
	const set = {
		...(changes.state === undefined ? {} : { state: changes.state }),
		...(changes.askedAt === undefined ? {} : { asked_at: maybeUtc(changes.askedAt) }),
		...(changes.dueAt === undefined ? {} : { due_at: maybeUtc(changes.dueAt) }),
		...(changes.nextAt === undefined ? {} : { next_at: maybeUtc(changes.nextAt) }),
		...(changes.nudges === undefined ? {} : { nudges: changes.nudges }),
		...(changes.draft === undefined ? {} : { draft: changes.draft === null ? null : toJson(changes.draft) }),
		...(changes.settledAt === undefined ? {} : { settled_at: maybeUtc(changes.settledAt) }),
	};
	if (Object.keys(set).length === 0) return;
	await db
		.updateTable('ritual_plan')
		.set(set)
		.where('community_id', '=', communityId)
		.where('progress_id', '=', progressId)
		.where('step_id', '=', stepId)
		.execute();
}

export async function planOf({ db }: Scope, communityId: string, progressId: string): Promise<RitualPlanRow[]> {
	const rows = await db
		.selectFrom('ritual_plan')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('progress_id', '=', progressId)
		.orderBy('position')
		.execute();
	return rows.map(toPlan);
}

export async function duePlans(
	{ db }: Scope,
	communityId: string,
	now: string,
	limit: number,
): Promise<(RitualPlanRow & { memberId: string })[]> {
	const rows = await db
		.selectFrom('ritual_plan as plan')
		.innerJoin('ritual_progress as progress', (join) =>
			join
				.onRef('progress.community_id', '=', 'plan.community_id')
				.onRef('progress.progress_id', '=', 'plan.progress_id'),
		)
		.selectAll('plan')
		.select('progress.member_id')
		.where('plan.community_id', '=', communityId)
		.where('plan.next_at', '<=', utc(now))
		.where('progress.completed_at', 'is', null)
		.where('progress.ended_at', 'is', null)
		.orderBy('plan.next_at')
		.orderBy('plan.progress_id')
		.orderBy('plan.step_id')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ ...toPlan(row), memberId: row.member_id }));
}

export async function stopPlan({ db }: Scope, communityId: string, progressId: string): Promise<void> {
	await db
		.updateTable('ritual_plan')
		.set({ next_at: null })
		.where('community_id', '=', communityId)
		.where('progress_id', '=', progressId)
		.where('next_at', 'is not', null)
		.execute();
}

function toPlan(row: Selectable<RitualPlanTable>): RitualPlanRow {
	return {
		progressId: row.progress_id,
		stepId: row.step_id,
		position: row.position,
		state: row.state,
		askedAt: row.asked_at,
		dueAt: row.due_at,
		nextAt: row.next_at,
		nudges: row.nudges,
		draft: row.draft === null ? null : fromJson(row.draft),
		settledAt: row.settled_at,
	};
}
