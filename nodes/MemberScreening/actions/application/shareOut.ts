import { assign, loadOf } from '../../../../community/review/assign';
import type { Reviewer } from '../../../../community/review/assign';
import type { JsonObject, ReviewedApplication, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { waitingOf } from './waiting';

/** Who hands applications over, and when. */
export interface Handover {
	communityId: string;
	by: string;
	now: string;
}

/**
 * Shares what is nobody's among reviewers, fairly.
 *
 * @param open every application of the community that waits, so that nobody's load is overlooked
 * @returns the applications as they are now, in the same order
 */
export async function shareOut(
	tx: StoreTransaction,
	open: readonly ReviewedApplication[],
	reviewers: readonly Reviewer[],
	handover: Handover,
): Promise<ReviewedApplication[]> {
	const waiting = open.map(waitingOf);
	const { assignments } = assign(waiting, reviewers, loadOf(waiting));
	const wanted = new Map(assignments.map(({ applicationId, reviewerId }) => [applicationId, reviewerId]));
	const done = new Map<string, string>();
	for (const reviewerId of new Set(wanted.values())) {
		const ids = [...wanted].filter(([, to]) => to === reviewerId).map(([id]) => id);
		for (const id of await handOver(tx, ids, reviewerId, handover)) done.set(id, reviewerId);
	}
	return open.map((application) => ({
		...application,
		assignedTo: done.get(application.applicationId) ?? application.assignedTo,
	}));
}

/** Hands applications to one reviewer, or to nobody, with a ledger line for each; gives those that still wait. */
export async function handOver(
	tx: StoreTransaction,
	applicationIds: readonly string[],
	assignedTo: string | null,
	{ communityId, by, now }: Handover,
): Promise<string[]> {
	const assigned = await tx.assignApplications(communityId, applicationIds, assignedTo);
	await tx.appendLedger(
		assigned.map((applicationId) => ({
			communityId,
			source: 'screening',
			eventId: `${applicationId}:assigned:${assignedTo ?? ''}:${now}`,
			type: 'application.assigned',
			actorId: by,
			occurredAt: now,
			recordedAt: now,
			data: toJson({ applicationId, assignedTo }) as JsonObject,
		})),
	);
	return assigned;
}
