import { conflict } from '../errors';
import { maybeText, maybeUtc } from '../nullable';
import type { Scope } from '../schema';
import type { ApplicationMove, ApplicationReopening, ReviewedApplication, StoreTransaction } from '../types';
import { pieces, utc } from '../values';
import { waitingApplication } from './applications';
import { lockMember } from './members';
import { getReview, toReviewed } from './reviews';

type Reminder = Parameters<StoreTransaction['noteReminder']>[2];
type Facts = Parameters<StoreTransaction['setReview']>[2];

/** Ids per statement, well below what both engines take. */
const IDS = 500;

export async function moveApplication(
	{ db }: Scope,
	communityId: string,
	applicationId: string,
	move: ApplicationMove,
): Promise<ReviewedApplication | undefined> {
	if (move.from.length === 0) return undefined;
	const row = await db
		.updateTable('application')
		.set({
			status: move.status,
			decided_at: utc(move.decidedAt),
			decided_by: move.decidedBy,
			decision_note: maybeText(move.decisionNote),
		})
		.where('community_id', '=', communityId)
		.where('application_id', '=', applicationId)
		.where('status', 'in', move.from)
		.returningAll()
		.executeTakeFirst();
	return row && toReviewed(row);
}

export async function reopenApplication(
	scope: Scope,
	communityId: string,
	applicationId: string,
	reopening: ApplicationReopening,
): Promise<ReviewedApplication | undefined> {
	const { from, to, at, by, note, dueAt } = reopening;
	const before = await getReview(scope, communityId, applicationId);
	if (before === undefined || from.length === 0) return undefined;
	if (to === 'review') await assertNoneWaits(scope, before);
	const decision =
		to === 'review'
			? { decided_at: null, decided_by: null, decision_note: null }
			: { decided_at: utc(at), decided_by: by, decision_note: maybeText(note) };
	const row = await scope.db
		.updateTable('application')
		.set({
			...decision,
			status: to,
			undone_at: utc(at),
			undone_by: by,
			...(to === 'review' ? { due_at: maybeUtc(dueAt), reminders: 0, reminded_at: null } : {}),
		})
		.where('community_id', '=', communityId)
		.where('application_id', '=', applicationId)
		.where('status', 'in', from)
		.returningAll()
		.executeTakeFirst();
	return row && toReviewed(row);
}

/** Whoever applies or reopens for the same member waits here, so that one application waits at a time. */
async function assertNoneWaits(scope: Scope, application: ReviewedApplication): Promise<void> {
	const { communityId, memberId, applicationId } = application;
	await lockMember(scope, communityId, memberId);
	const waiting = await waitingApplication(scope, communityId, memberId);
	if (waiting === undefined || waiting.applicationId === applicationId) return;
	throw conflict(
		`The member has another application that waits for review (${waiting.applicationId}).`,
		'Decide that one, or take this decision back to another decision.',
	);
}

export async function assignApplications(
	{ db }: Scope,
	communityId: string,
	applicationIds: readonly string[],
	assignedTo: string | null,
): Promise<string[]> {
	const assigned: string[] = [];
	for (const some of pieces(applicationIds, IDS)) {
		const rows = await db
			.updateTable('application')
			.set({ assigned_to: assignedTo })
			.where('community_id', '=', communityId)
			.where('application_id', 'in', some)
			.where('status', 'in', ['review', 'waitlisted'])
			.returning('application_id')
			.execute();
		assigned.push(...rows.map((row) => row.application_id));
	}
	return assigned.sort();
}

export async function noteReminder(
	{ db }: Scope,
	communityId: string,
	applicationId: string,
	{ at, dueAt, reminders }: Reminder,
): Promise<boolean> {
	const result = await db
		.updateTable('application')
		.set({ reminded_at: utc(at), due_at: maybeUtc(dueAt), reminders })
		.where('community_id', '=', communityId)
		.where('application_id', '=', applicationId)
		.where('status', '=', 'review')
		.where('reminders', '<', reminders)
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}

export async function setReview(
	{ db }: Scope,
	communityId: string,
	applicationId: string,
	facts: Facts,
): Promise<boolean> {
	const change = {
		...(facts.tier === undefined ? {} : { tier: facts.tier }),
		...(facts.rank === undefined ? {} : { rank: facts.rank }),
		...(facts.dueAt === undefined ? {} : { due_at: maybeUtc(facts.dueAt) }),
	};
	if (Object.keys(change).length === 0) return false;
	const result = await db
		.updateTable('application')
		.set(change)
		.where('community_id', '=', communityId)
		.where('application_id', '=', applicationId)
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}
