import type { WaitingApplication } from '../../../../community/review/desk';
import { displayName } from '../../../../community/subject';
import { applicationKey } from '../../../../store';
import type { ApplicationFilter, ReviewedApplication, StoreTransaction } from '../../../../store/types';
import { readPages } from '../../../shared/paging';
import { cardOf } from './outcome';

/** Since when an application waits: since it was made, or since its decision was taken back. */
export function waitsSince({ createdAt, undoneAt }: ReviewedApplication): string {
	return undoneAt ?? createdAt;
}

/** An application as the review desk's rules see it. */
export function waitingOf(application: ReviewedApplication): WaitingApplication {
	const { applicationId, score, way, assignedTo, reminders } = application;
	return {
		applicationId,
		name: displayName(cardOf(application).subject.member),
		createdAt: waitsSince(application),
		score,
		way,
		...(assignedTo === null ? {} : { assigneeId: assignedTo }),
		reminded: reminders,
		// Whoever it was handed to has it now; the store remembers each step that was taken.
		escalated: false,
	};
}

/** Applications of the store, oldest first, up to a limit. */
export async function readApplications(
	tx: StoreTransaction,
	filter: ApplicationFilter,
	limit = Number.POSITIVE_INFINITY,
): Promise<ReviewedApplication[]> {
	return await readPages(limit, async (page) => await tx.listApplications(filter, page), applicationKey);
}

/** The same applications in the order that a rule of the desk has put them. */
export function inOrderOf(
	order: readonly WaitingApplication[],
	applications: readonly ReviewedApplication[],
): ReviewedApplication[] {
	const known = new Map(applications.map((application) => [application.applicationId, application]));
	return order.flatMap(({ applicationId }) => known.get(applicationId) ?? []);
}
