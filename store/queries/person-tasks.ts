import type { Selectable } from 'kysely';

import { maybeText, maybeUtc } from '../nullable';
import { readPageKey } from '../paging';
import type { Scope } from '../schema';
import type { PersonTaskTable } from '../schema/elimination';
import type { Page, PersonTaskRow, StoreTransaction } from '../types';
import { fromJson, toJson, utc } from '../values';
import { idsOfPerson } from './persons';

type NewTask = Parameters<StoreTransaction['openTask']>[0];
type Closing = Parameters<StoreTransaction['closeTask']>[2];
type Filter = Parameters<StoreTransaction['listTasks']>[0];

export async function openTask({ db }: Scope, task: NewTask): Promise<boolean> {
	const result = await db
		.insertInto('person_task')
		.values({
			community_id: task.communityId,
			task_id: task.taskId,
			kind: task.kind,
			subject_id: task.subjectId,
			member_id: task.memberId,
			details: toJson(task.details),
			status: 'open',
			assigned_to: task.assignedTo,
			opened_at: utc(task.openedAt),
			due_at: maybeUtc(task.dueAt),
		})
		.onConflict((conflicting) => conflicting.columns(['community_id', 'task_id']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function closeTask(
	{ db }: Scope,
	communityId: string,
	taskId: string,
	closing: Closing,
): Promise<PersonTaskRow | undefined> {
	const row = await db
		.updateTable('person_task')
		.set({
			status: closing.status,
			closed_at: utc(closing.at),
			closed_by: closing.by,
			note: maybeText(closing.note),
		})
		.where('community_id', '=', communityId)
		.where('task_id', '=', taskId)
		.where('status', '=', 'open')
		.returningAll()
		.executeTakeFirst();
	return row && toTask(row);
}

export async function getTask({ db }: Scope, communityId: string, taskId: string): Promise<PersonTaskRow | undefined> {
	const row = await db
		.selectFrom('person_task')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('task_id', '=', taskId)
		.executeTakeFirst();
	return row && toTask(row);
}

export async function listTasks({ db }: Scope, filter: Filter, page: Page): Promise<PersonTaskRow[]> {
	const after = readPageKey(page.after, 1);
	let query = db.selectFrom('person_task').selectAll().where('community_id', '=', filter.communityId);
	if (filter.status !== undefined) query = query.where('status', '=', filter.status);
	if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
	if (filter.subjectId !== undefined) query = query.where('subject_id', '=', filter.subjectId);
	if (filter.memberId !== undefined)
		query = query.where('member_id', 'in', idsOfPerson(db, filter.communityId, filter.memberId));
	if (filter.assignedTo !== undefined) query = query.where('assigned_to', '=', filter.assignedTo);
	if (filter.dueBy !== undefined) query = query.where('due_at', '<=', utc(filter.dueBy));
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('opened_at', 'task_id'), '>', tuple(after.at, after.ids[0] ?? '')),
		);
	}
	const rows = await query.orderBy('opened_at').orderBy('task_id').limit(page.limit).execute();
	return rows.map(toTask);
}

function toTask(row: Selectable<PersonTaskTable>): PersonTaskRow {
	return {
		communityId: row.community_id,
		taskId: row.task_id,
		kind: row.kind,
		subjectId: row.subject_id,
		memberId: row.member_id,
		details: fromJson(row.details),
		status: row.status,
		assignedTo: row.assigned_to,
		openedAt: row.opened_at,
		dueAt: row.due_at,
		closedAt: row.closed_at,
		closedBy: row.closed_by,
		note: row.note,
	};
}
