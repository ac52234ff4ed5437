import type { ReviewCard } from '../../../../community/screening/messages';
import type { ReviewedApplication, StoreTransaction } from '../../../../store/types';
import { letIn } from './places';

/** What operators see of an application, as it was kept with it. */
export function cardOf({ subject }: ReviewedApplication): ReviewCard {
	return subject['card'] as unknown as ReviewCard;
}

/**
 * Tells the rounds of an application apart that was decided, taken back and decided again: '' for the first. It is part
 * of every key of a round, so that the second decision does not pass for the first one delivered again.
 */
export function roundOf({ undoneAt }: ReviewedApplication): string {
	return undoneAt === null ? '' : `:${undoneAt}`;
}

/** An application with its decision, as later nodes get it. */
export function outcome(application: ReviewedApplication): object {
	const { applicationId, status, decidedBy, decidedAt, decisionNote } = application;
	const card = cardOf(application);
	return {
		applicationId,
		...card.evaluation,
		decision: status,
		...(decidedBy === null ? {} : { decidedBy }),
		...(decidedAt === null ? {} : { decidedAt }),
		...(decisionNote === null ? {} : { note: decisionNote }),
		...card.subject,
	};
}

/**
 * Makes the member's status follow a person's decision. Who is approved has a place from now on, also where none is left:
 * a person may let in one more. Who is in the group already stays a member until somebody removes them.
 */
export async function followDecision(
	tx: StoreTransaction,
	{ communityId, memberId, applicationId, way, tier, status }: ReviewedApplication,
	now: string,
): Promise<void> {
	if (status === 'approved') {
		await letIn(tx, { communityId, memberId, applicationId, way, tier: tier ?? undefined, now });
		return;
	}
	const before = (await tx.getMember(communityId, memberId))?.status;
	if (status === 'rejected' && before !== 'member') await tx.setMemberStatus(communityId, memberId, 'rejected', now);
	if (status !== 'rejected' && before === 'rejected') await tx.setMemberStatus(communityId, memberId, 'applicant', now);
}
