import type { Selectable } from 'kysely';

import { readPageKey } from '../paging';
import type { Scope } from '../schema';
import type { EliminationRunTable } from '../schema/elimination';
import type { EliminationRunRow, JsonObject, Page, StoreTransaction } from '../types';
import { fromJson, toJson, utc } from '../values';

type Filter = Parameters<StoreTransaction['listRuns']>[0];

export async function insertRun({ db }: Scope, run: Omit<EliminationRunRow, 'updatedAt'>): Promise<boolean> {
	const result = await db
		.insertInto('elimination_run')
		.values({
			community_id: run.communityId,
			run_id: run.runId,
			policy: toJson(run.policy),
			status: run.status,
			facts: toJson(run.facts),
			started_by: run.startedBy,
			started_at: utc(run.startedAt),
			updated_at: utc(run.startedAt),
		})
		.onConflict((conflicting) => conflicting.columns(['community_id', 'run_id']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function getRun(
	{ db }: Scope,
	communityId: string,
	runId: string,
): Promise<EliminationRunRow | undefined> {
	const row = await db
		.selectFrom('elimination_run')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('run_id', '=', runId)
		.executeTakeFirst();
	return row && toRun(row);
}

export async function moveRun(
	{ db }: Scope,
	communityId: string,
	runId: string,
	from: readonly string[],
	to: string,
	change: { at: string; facts?: JsonObject | undefined },
): Promise<EliminationRunRow | undefined> {
	if (from.length === 0) return undefined;
	const row = await db
		.updateTable('elimination_run')
		.set({
			status: to,
			updated_at: utc(change.at),
			...(change.facts === undefined ? {} : { facts: toJson(change.facts) }),
		})
		.where('community_id', '=', communityId)
		.where('run_id', '=', runId)
		.where('status', 'in', from)
		.returningAll()
		.executeTakeFirst();
	return row && toRun(row);
}

export async function listRuns({ db }: Scope, filter: Filter, page: Page): Promise<EliminationRunRow[]> {
	const after = readPageKey(page.after, 1);
	let query = db.selectFrom('elimination_run').selectAll().where('community_id', '=', filter.communityId);
	if (filter.status !== undefined) query = query.where('status', '=', filter.status);
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('started_at', 'run_id'), '<', tuple(after.at, after.ids[0] ?? '')),
		);
	}
	const rows = await query.orderBy('started_at', 'desc').orderBy('run_id', 'desc').limit(page.limit).execute();
	return rows.map(toRun);
}

function toRun(row: Selectable<EliminationRunTable>): EliminationRunRow {
	return {
		communityId: row.community_id,
		runId: row.run_id,
		policy: fromJson(row.policy),
		status: row.status,
		facts: fromJson(row.facts),
		startedBy: row.started_by,
		startedAt: row.started_at,
		updatedAt: row.updated_at,
	};
}
