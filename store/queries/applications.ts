import type { Selectable } from 'kysely';

import { maybeUtc } from '../nullable';
import type { ApplicationTable, Scope } from '../schema';
import type { ApplicationDecision, ApplicationRow, Json, ReviewFacts } from '../types';
import { fromJson, storable, toJson, utc } from '../values';
import { idsOfPerson } from './persons';

export async function insertApplication(
	{ db }: Scope,
	application: ApplicationRow & Partial<ReviewFacts>,
): Promise<void> {
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
			way: application.way ?? 'application',
			tier: application.tier ?? null,
			rank: application.rank ?? null,
			assigned_to: application.assignedTo ?? null,
			due_at: maybeUtc(application.dueAt),
			reminded_at: maybeUtc(application.remindedAt),
			reminders: application.reminders ?? 0,
			undone_at: maybeUtc(application.undoneAt),
			undone_by: application.undoneBy ?? null,
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
		.where('member_id', 'in', idsOfPerson(db, communityId, memberId))
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

/** The key of an application for `Page.after`: `createdAt|applicationId`. */
export function applicationKey(application: Pick<ApplicationRow, 'createdAt' | 'applicationId'>): string {
	return `${utc(application.createdAt)}|${application.applicationId}`;
}

export function toApplication(row: Selectable<ApplicationTable>): ApplicationRow {
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
