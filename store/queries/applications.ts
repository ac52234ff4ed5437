import type { Selectable } from 'kysely';

import type { ApplicationTable, Scope } from '../schema';
import type { ApplicationDecision, ApplicationRow, Json, Page, StoreTransaction } from '../types';
import { fromJson, pageStart, storable, toJson, utc } from '../values';

type Filter = Parameters<StoreTransaction['listApplications']>[0];

export async function insertApplication({ db }: Scope, application: ApplicationRow): Promise<void> {
	await db
		.insertInto('application')
		.values({
			community_id: application.communityId,
			application_id: application.applicationId,
			member_id: application.memberId,
			status: application.status,
			score: application.score,
			reasons: toJson(application.reasons),
			answers: toJson(application.answers),
			subject: toJson(application.subject),
			review_group_id: application.reviewGroupId,
			created_at: utc(application.createdAt),
			decided_at: application.decidedAt === null ? null : utc(application.decidedAt),
			decided_by: application.decidedBy,
			decision_note: application.decisionNote === null ? null : storable(application.decisionNote),
		})
		.execute();
}

export async function getApplication(
	{ db }: Scope,
	communityId: string,
	applicationId: string,
): Promise<ApplicationRow | undefined> {
	const row = await db
		.selectFrom('application')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('application_id', '=', applicationId)
		.executeTakeFirst();
	return row && toApplication(row);
}

export async function waitingApplication(
	{ db }: Scope,
	communityId: string,
	memberId: string,
): Promise<ApplicationRow | undefined> {
	const row = await db
		.selectFrom('application')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.where('status', '=', 'review')
		.orderBy('created_at')
		.orderBy('application_id')
		.limit(1)
		.executeTakeFirst();
	return row && toApplication(row);
}

export async function decideApplication(
	{ db }: Scope,
	communityId: string,
	applicationId: string,
	decision: ApplicationDecision,
): Promise<ApplicationRow | undefined> {
	const row = await db
		.updateTable('application')
		.set({
			status: decision.status,
			decided_at: utc(decision.decidedAt),
			decided_by: decision.decidedBy,
			decision_note: decision.decisionNote === undefined ? null : storable(decision.decisionNote),
		})
		.where('community_id', '=', communityId)
		.where('application_id', '=', applicationId)
		.where('status', '=', 'review')
		.returningAll()
		.executeTakeFirst();
	return row && toApplication(row);
}

export async function listApplications({ db }: Scope, filter: Filter, page: Page): Promise<ApplicationRow[]> {
	const after = pageStart(page.after);
	let query = db.selectFrom('application').selectAll();
	if (filter.communityId !== undefined) query = query.where('community_id', '=', filter.communityId);
	if (filter.status !== undefined) query = query.where('status', '=', filter.status);
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('created_at', 'application_id'), '>', tuple(after.at, after.rest)),
		);
	}
	const rows = await query.orderBy('created_at').orderBy('application_id').limit(page.limit).execute();
	return rows.map(toApplication);
}

/** The key of an application for `Page.after`: `createdAt|applicationId`. */
export function applicationKey(application: Pick<ApplicationRow, 'createdAt' | 'applicationId'>): string {
	return `${utc(application.createdAt)}|${application.applicationId}`;
}

function toApplication(row: Selectable<ApplicationTable>): ApplicationRow {
	return {
		communityId: row.community_id,
		applicationId: row.application_id,
		memberId: row.member_id,
		status: row.status,
		score: row.score,
		reasons: fromJson<Json>(row.reasons),
		answers: fromJson(row.answers),
		subject: fromJson(row.subject),
		reviewGroupId: row.review_group_id,
		createdAt: row.created_at,
		decidedAt: row.decided_at,
		decidedBy: row.decided_by,
		decisionNote: row.decision_note,
	};
}
