import type { Selectable, SelectQueryBuilder } from 'kysely';

import type { CaseStatus } from '../../community/elimination/transitions';
import { maybeText, maybeUtc } from '../nullable';
import { readPageKey } from '../paging';
import type { Scope, Tables } from '../schema';
import type { EliminationCaseTable } from '../schema/elimination';
import type { CaseFacts, CaseFilter, EliminationCaseRow, Json, Page } from '../types';
import { fromJson, toJson, utc } from '../values';
import { idsOfPerson } from './persons';

type NewCase = Omit<EliminationCaseRow, 'outcome' | 'closedAt' | 'updatedAt'>;
type Cases<O> = SelectQueryBuilder<Tables, 'elimination_case', O>;

export async function insertCases({ db }: Scope, cases: readonly NewCase[]): Promise<string[]> {
	const opened: string[] = [];
	// Everybody writes in the order of the members, so that nobody waits in a circle.
	for (const one of [...cases].sort((a, b) => (a.memberId < b.memberId ? -1 : Number(a.memberId > b.memberId)))) {
		// Without a target: a known case and an open one of the same member both stand in the way.
		const result = await db
			.insertInto('elimination_case')
			.values({
				community_id: one.communityId,
				case_id: one.caseId,
				run_id: one.runId,
				member_id: one.memberId,
				kind: one.kind,
				status: one.status,
				rule: one.rule,
				reasons: toJson(one.reasons),
				facts: toJson(one.facts),
				noticed_at: utc(one.noticedAt),
				appeal_until: maybeUtc(one.appealUntil),
				due_at: maybeUtc(one.dueAt),
				updated_at: utc(one.noticedAt),
			})
			.onConflict((conflicting) => conflicting.doNothing())
			.executeTakeFirst();
		if (result.numInsertedOrUpdatedRows === 1n) opened.push(one.caseId);
	}
	return opened;
}

export async function getCase(
	{ db }: Scope,
	communityId: string,
	caseId: string,
): Promise<EliminationCaseRow | undefined> {
	const row = await db
		.selectFrom('elimination_case')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('case_id', '=', caseId)
		.executeTakeFirst();
	return row && toCase(row);
}

export async function openCaseOf(
	{ db }: Scope,
	communityId: string,
	memberId: string,
): Promise<EliminationCaseRow | undefined> {
	const row = await db
		.selectFrom('elimination_case')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', 'in', idsOfPerson(db, communityId, memberId))
		.where('closed_at', 'is', null)
		.orderBy('noticed_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row && toCase(row);
}

export async function moveCase(
	{ db }: Scope,
	communityId: string,
	caseId: string,
	from: readonly CaseStatus[],
	to: CaseStatus,
	facts: CaseFacts,
): Promise<EliminationCaseRow | undefined> {
	if (from.length === 0) return undefined;
	const row = await db
		.updateTable('elimination_case')
		.set({
			status: to,
			updated_at: utc(facts.at),
			...(facts.facts === undefined ? {} : { facts: toJson(facts.facts) }),
			...(facts.appealUntil === undefined ? {} : { appeal_until: maybeUtc(facts.appealUntil) }),
			...(facts.dueAt === undefined ? {} : { due_at: maybeUtc(facts.dueAt) }),
			...(facts.outcome === undefined ? {} : { outcome: maybeText(facts.outcome) }),
			...(facts.closed === true ? { closed_at: utc(facts.at) } : {}),
		})
		.where('community_id', '=', communityId)
		.where('case_id', '=', caseId)
		.where('status', 'in', from)
		.returningAll()
		.executeTakeFirst();
	return row && toCase(row);
}

export async function listCases({ db }: Scope, filter: CaseFilter, page: Page): Promise<EliminationCaseRow[]> {
	const after = readPageKey(page.after, 1);
	let query = matching(db.selectFrom('elimination_case').selectAll(), filter);
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('noticed_at', 'case_id'), '>', tuple(after.at, after.ids[0] ?? '')),
		);
	}
	const rows = await query.orderBy('noticed_at').orderBy('case_id').limit(page.limit).execute();
	return rows.map(toCase);
}

export async function countCases({ db }: Scope, filter: CaseFilter): Promise<number> {
	const query = db.selectFrom('elimination_case').select(({ fn }) => fn.countAll<number>().as('found'));
	return (await matching(query, filter).executeTakeFirstOrThrow()).found;
}

function matching<O>(query: Cases<O>, filter: CaseFilter): Cases<O> {
	const { runId, memberId, statuses, kind, open, dueBy, updatedSince } = filter;
	let found = query.where('community_id', '=', filter.communityId);
	if (runId !== undefined) found = found.where('run_id', '=', runId);
	if (memberId !== undefined) found = found.where('member_id', '=', memberId);
	if (statuses !== undefined) found = found.where('status', 'in', statuses);
	if (kind !== undefined) found = found.where('kind', '=', kind);
	if (open !== undefined) found = found.where('closed_at', open ? 'is' : 'is not', null);
	if (dueBy !== undefined) found = found.where('due_at', '<=', utc(dueBy));
	if (updatedSince !== undefined) found = found.where('updated_at', '>=', utc(updatedSince));
	return found;
}

function toCase(row: Selectable<EliminationCaseTable>): EliminationCaseRow {
	return {
		communityId: row.community_id,
		caseId: row.case_id,
		runId: row.run_id,
		memberId: row.member_id,
		kind: row.kind,
		status: row.status,
		rule: row.rule,
		reasons: fromJson<Json>(row.reasons),
		facts: fromJson(row.facts),
		noticedAt: row.noticed_at,
		appealUntil: row.appeal_until,
		dueAt: row.due_at,
		outcome: row.outcome,
		closedAt: row.closed_at,
		updatedAt: row.updated_at,
	};
}
