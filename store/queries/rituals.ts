import { isDeepStrictEqual } from 'node:util';

import type { Selectable } from 'kysely';

import type { Scope } from '../schema';
import type { RitualProgressTable, RitualTable } from '../schema/rituals';
import type {
	JsonObject,
	Page,
	RitualDefinitionRow,
	RitualProgressRow,
	RitualStepRow,
	StoreTransaction,
} from '../types';
import { fromJson, pageStart, pieces, toJson, utc } from '../values';

type Filter = Parameters<StoreTransaction['listRitualProgress']>[0];
type Progress = RitualProgressRow & { steps: RitualStepRow[] };

export async function saveRitual(
	scope: Scope,
	communityId: string,
	ritualId: string,
	definition: JsonObject,
	at: string,
): Promise<RitualDefinitionRow> {
	const text = toJson(definition);
	for (;;) {
		const latest = await latestRitual(scope, communityId, ritualId);
		if (latest !== undefined && isDeepStrictEqual(latest.definition, fromJson(text))) return latest;
		const saved = await scope.db
			.insertInto('ritual')
			.values({
				community_id: communityId,
				ritual_id: ritualId,
				version: (latest?.version ?? 0) + 1,
				definition: text,
				created_at: utc(at),
			})
			.onConflict((conflict) => conflict.columns(['community_id', 'ritual_id', 'version']).doNothing())
			.returningAll()
			.executeTakeFirst();
		// Nothing saved: another process took this version; look again whether it holds what we want.
		if (saved !== undefined) return toDefinition(saved);
	}
}

export async function getRitual(
	{ db }: Scope,
	communityId: string,
	ritualId: string,
	version: number,
): Promise<RitualDefinitionRow | undefined> {
	const row = await db
		.selectFrom('ritual')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('ritual_id', '=', ritualId)
		.where('version', '=', version)
		.executeTakeFirst();
	return row && toDefinition(row);
}

async function latestRitual(
	{ db }: Scope,
	communityId: string,
	ritualId: string,
): Promise<RitualDefinitionRow | undefined> {
	const row = await db
		.selectFrom('ritual')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('ritual_id', '=', ritualId)
		.orderBy('version', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row && toDefinition(row);
}

export async function startRitual({ db }: Scope, progress: Omit<RitualProgressRow, 'completedAt'>): Promise<void> {
	await db
		.insertInto('ritual_progress')
		.values({
			community_id: progress.communityId,
			progress_id: progress.progressId,
			ritual_id: progress.ritualId,
			version: progress.version,
			member_id: progress.memberId,
			subject: toJson(progress.subject),
			started_at: utc(progress.startedAt),
		})
		.execute();
}

export async function getRitualProgress(
	scope: Scope,
	communityId: string,
	progressId: string,
): Promise<Progress | undefined> {
	const rows = await scope.db
		.selectFrom('ritual_progress')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('progress_id', '=', progressId)
		.execute();
	return (await withSteps(scope, communityId, rows))[0];
}

export async function latestRitualProgress(
	scope: Scope,
	communityId: string,
	memberId: string,
	ritualId?: string,
): Promise<Progress | undefined> {
	let query = scope.db
		.selectFrom('ritual_progress')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId);
	if (ritualId !== undefined) query = query.where('ritual_id', '=', ritualId);
	const rows = await query.orderBy('started_at', 'desc').orderBy('progress_id', 'desc').limit(1).execute();
	return (await withSteps(scope, communityId, rows))[0];
}

export async function listRitualProgress(scope: Scope, filter: Filter, page: Page): Promise<Progress[]> {
	const after = pageStart(page.after);
	let query = scope.db.selectFrom('ritual_progress').selectAll().where('community_id', '=', filter.communityId);
	if (filter.ritualId !== undefined) query = query.where('ritual_id', '=', filter.ritualId);
	if (filter.completed !== undefined) query = query.where('completed_at', filter.completed ? 'is not' : 'is', null);
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('started_at', 'progress_id'), '>', tuple(after.at, after.rest)),
		);
	}
	const rows = await query.orderBy('started_at').orderBy('progress_id').limit(page.limit).execute();
	return withSteps(scope, filter.communityId, rows);
}

/** The key of a ritual's progress for `Page.after`: `startedAt|progressId`. */
export function ritualProgressKey(progress: Pick<RitualProgressRow, 'startedAt' | 'progressId'>): string {
	return `${utc(progress.startedAt)}|${progress.progressId}`;
}

export async function recordRitualStep(
	scope: Scope,
	communityId: string,
	progressId: string,
	step: RitualStepRow,
): Promise<boolean> {
	await lockRitual(scope, communityId, progressId);
	const result = await scope.db
		.insertInto('ritual_step')
		.values({
			community_id: communityId,
			progress_id: progressId,
			step_id: step.stepId,
			done_at: utc(step.doneAt),
			evidence: toJson(step.evidence),
		})
		.onConflict((conflict) => conflict.columns(['community_id', 'progress_id', 'step_id']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

/** Two steps of one ritual wait for each other, so that whoever records the last one sees all the others. */
export async function lockRitual({ db, engine }: Scope, communityId: string, progressId: string): Promise<void> {
	if (engine !== 'postgres') return;
	await db
		.selectFrom('ritual_progress')
		.select('progress_id')
		.where('community_id', '=', communityId)
		.where('progress_id', '=', progressId)
		.forUpdate()
		.execute();
}

export async function completeRitual(
	{ db }: Scope,
	communityId: string,
	progressId: string,
	at: string,
): Promise<boolean> {
	const result = await db
		.updateTable('ritual_progress')
		.set({ completed_at: utc(at) })
		.where('community_id', '=', communityId)
		.where('progress_id', '=', progressId)
		.where('completed_at', 'is', null)
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}

/** Ids per statement, well below what both engines take. */
const IDS = 500;

export async function withSteps(
	{ db }: Scope,
	communityId: string,
	rows: readonly Selectable<RitualProgressTable>[],
): Promise<Progress[]> {
	const steps = new Map<string, RitualStepRow[]>();
	const ids = rows.map((row) => row.progress_id);
	for (const some of pieces(ids, IDS)) {
		const found = await db
			.selectFrom('ritual_step')
			.selectAll()
			.where('community_id', '=', communityId)
			.where('progress_id', 'in', some)
			.orderBy('done_at')
			.orderBy('step_id')
			.execute();
		for (const row of found) {
			const list = steps.get(row.progress_id) ?? [];
			list.push({ stepId: row.step_id, doneAt: row.done_at, evidence: fromJson(row.evidence) });
			steps.set(row.progress_id, list);
		}
	}
	return rows.map((row) => ({ ...toProgress(row), steps: steps.get(row.progress_id) ?? [] }));
}

function toDefinition(row: Selectable<RitualTable>): RitualDefinitionRow {
	return {
		communityId: row.community_id,
		ritualId: row.ritual_id,
		version: row.version,
		definition: fromJson(row.definition),
		createdAt: row.created_at,
	};
}

function toProgress(row: Selectable<RitualProgressTable>): RitualProgressRow {
	return {
		communityId: row.community_id,
		progressId: row.progress_id,
		ritualId: row.ritual_id,
		version: row.version,
		memberId: row.member_id,
		subject: fromJson(row.subject),
		startedAt: row.started_at,
		completedAt: row.completed_at,
	};
}
