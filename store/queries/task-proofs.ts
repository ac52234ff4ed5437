import type { Selectable } from 'kysely';

import { maybeText } from '../nullable';
import { readPageKey } from '../paging';
import type { TaskProofTable } from '../schema/admission';
import type { Scope } from '../schema';
import type { Page, StoreTransaction, TaskProofRow } from '../types';
import { fromJson, toJson, utc } from '../values';
import { idsOfPerson } from './persons';

type NewProof = Parameters<StoreTransaction['putTaskProof']>[0];
type ProofId = Parameters<StoreTransaction['judgeTaskProof']>[0];
type Verdict = Parameters<StoreTransaction['judgeTaskProof']>[1];
type Filter = Parameters<StoreTransaction['listTaskProofs']>[0];

export async function putTaskProof({ db }: Scope, given: NewProof): Promise<TaskProofRow> {
	const status = given.status ?? 'waiting';
	const facts = {
		proof: toJson(given.proof),
		status,
		at: utc(given.at),
		judged_by: given.judgedBy ?? null,
		judged_at: status === 'waiting' ? null : utc(given.at),
		note: maybeText(given.note),
	};
	const row = await db
		.insertInto('entry_task_proof')
		.values({ community_id: given.communityId, member_id: given.memberId, task_id: given.taskId, ...facts })
		.onConflict((conflicting) =>
			conflicting
				.columns(['community_id', 'member_id', 'task_id'])
				.doUpdateSet(facts)
				.where('entry_task_proof.status', '<>', 'verified'),
		)
		.returningAll()
		.executeTakeFirst();
	return toProof(row ?? (await verifiedProof(db, given)));
}

function verifiedProof(
	db: Scope['db'],
	{ communityId, memberId, taskId }: ProofId,
): Promise<Selectable<TaskProofTable>> {
	return db
		.selectFrom('entry_task_proof')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.where('task_id', '=', taskId)
		.executeTakeFirstOrThrow();
}

export async function judgeTaskProof(
	{ db }: Scope,
	{ communityId, memberId, taskId }: ProofId,
	verdict: Verdict,
): Promise<TaskProofRow | undefined> {
	const row = await db
		.updateTable('entry_task_proof')
		.set({
			status: verdict.status,
			judged_by: verdict.judgedBy,
			judged_at: utc(verdict.judgedAt),
			note: maybeText(verdict.note),
		})
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.where('task_id', '=', taskId)
		.where('status', '=', 'waiting')
		.returningAll()
		.executeTakeFirst();
	return row && toProof(row);
}

export async function listTaskProofs({ db }: Scope, filter: Filter, page: Page): Promise<TaskProofRow[]> {
	const after = readPageKey(page.after, 2);
	let query = db.selectFrom('entry_task_proof').selectAll().where('community_id', '=', filter.communityId);
	if (filter.memberId !== undefined)
		query = query.where('member_id', 'in', idsOfPerson(db, filter.communityId, filter.memberId));
	if (filter.taskId !== undefined) query = query.where('task_id', '=', filter.taskId);
	if (filter.status !== undefined) query = query.where('status', '=', filter.status);
	if (after !== undefined) {
		const [memberId = '', taskId = ''] = after.ids;
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('at', 'member_id', 'task_id'), '>', tuple(after.at, memberId, taskId)),
		);
	}
	const rows = await query.orderBy('at').orderBy('member_id').orderBy('task_id').limit(page.limit).execute();
	return rows.map(toProof);
}

function toProof(row: Selectable<TaskProofTable>): TaskProofRow {
	return {
		communityId: row.community_id,
		memberId: row.member_id,
		taskId: row.task_id,
		proof: fromJson(row.proof),
		status: row.status,
		at: row.at,
		judgedBy: row.judged_by,
		judgedAt: row.judged_at,
		note: row.note,
	};
}
