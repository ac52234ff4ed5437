import type { Selectable } from 'kysely';

import { maybeText } from '../nullable';
import { readPageKey } from '../paging';
import type { Scope } from '../schema';
import type { AppealTable } from '../schema/elimination';
import type { AppealRow, Page, StoreTransaction } from '../types';
import { storable, utc } from '../values';
import { idsOfPerson } from './persons';

type NewAppeal = Parameters<StoreTransaction['openAppeal']>[0];
type Decision = Parameters<StoreTransaction['decideAppeal']>[2];
type Filter = Parameters<StoreTransaction['listAppeals']>[0];

export async function openAppeal(scope: Scope, given: NewAppeal): Promise<{ opened: boolean; appeal: AppealRow }> {
	// Without a target: a known appeal and an open one of the same subject both stand in the way.
	const row = await scope.db
		.insertInto('appeal')
		.values({
			community_id: given.communityId,
			appeal_id: given.appealId,
			subject_kind: given.subjectKind,
			subject_id: given.subjectId,
			member_id: given.memberId,
			text: storable(given.text),
			status: 'open',
			opened_at: utc(given.openedAt),
		})
		.onConflict((conflicting) => conflicting.doNothing())
		.returningAll()
		.executeTakeFirst();
	if (row !== undefined) return { opened: true, appeal: toAppeal(row) };
	const standing = (await openAppealOf(scope, given)) ?? (await getAppeal(scope, given.communityId, given.appealId));
	if (standing === undefined) throw new Error('an appeal that stood in the way is not there');
	return { opened: false, appeal: standing };
}

async function openAppealOf(
	{ db }: Scope,
	{ communityId, subjectKind, subjectId }: NewAppeal,
): Promise<AppealRow | undefined> {
	const row = await db
		.selectFrom('appeal')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('subject_kind', '=', subjectKind)
		.where('subject_id', '=', subjectId)
		.where('decided_at', 'is', null)
		.executeTakeFirst();
	return row && toAppeal(row);
}

export async function getAppeal({ db }: Scope, communityId: string, appealId: string): Promise<AppealRow | undefined> {
	const row = await db
		.selectFrom('appeal')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('appeal_id', '=', appealId)
		.executeTakeFirst();
	return row && toAppeal(row);
}

export async function decideAppeal(
	{ db }: Scope,
	communityId: string,
	appealId: string,
	decision: Decision,
): Promise<AppealRow | undefined> {
	const row = await db
		.updateTable('appeal')
		.set({
			status: decision.status,
			decided_at: utc(decision.decidedAt),
			decided_by: decision.decidedBy,
			note: maybeText(decision.note),
		})
		.where('community_id', '=', communityId)
		.where('appeal_id', '=', appealId)
		.where('status', '=', 'open')
		.returningAll()
		.executeTakeFirst();
	return row && toAppeal(row);
}

export async function listAppeals({ db }: Scope, filter: Filter, page: Page): Promise<AppealRow[]> {
	const after = readPageKey(page.after, 1);
	let query = db.selectFrom('appeal').selectAll().where('community_id', '=', filter.communityId);
	if (filter.status !== undefined) query = query.where('status', '=', filter.status);
	if (filter.subjectKind !== undefined) query = query.where('subject_kind', '=', filter.subjectKind);
	if (filter.subjectId !== undefined) query = query.where('subject_id', '=', filter.subjectId);
	if (filter.memberId !== undefined)
		query = query.where('member_id', 'in', idsOfPerson(db, filter.communityId, filter.memberId));
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('opened_at', 'appeal_id'), '>', tuple(after.at, after.ids[0] ?? '')),
		);
	}
	const rows = await query.orderBy('opened_at').orderBy('appeal_id').limit(page.limit).execute();
	return rows.map(toAppeal);
}

function toAppeal(row: Selectable<AppealTable>): AppealRow {
	return {
		communityId: row.community_id,
		appealId: row.appeal_id,
		subjectKind: row.subject_kind,
		subjectId: row.subject_id,
		memberId: row.member_id,
		text: row.text,
		status: row.status,
		openedAt: row.opened_at,
		decidedAt: row.decided_at,
		decidedBy: row.decided_by,
		note: row.note,
	};
}
