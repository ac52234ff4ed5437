import { stableId } from '../../community/digest';
import { decideMany, type Verdict } from '../../community/review/decide';
import { compareText, listWaiting, type DeskSort } from '../../community/review/desk';
import type { ReviewLink } from '../../community/review/link';
import { StoreError } from '../../store/errors';
import type { CommunityStore, JsonObject, Once, ReviewedApplication, StoreTransaction } from '../../store/types';
import { undoDecision } from '../MemberScreening/actions/application/reopen';
import { decideApplication } from '../MemberScreening/actions/application/settle';
import { inOrderOf, readApplications, waitingOf } from '../MemberScreening/actions/application/waiting';
import { InputError } from '../shared/errors';
import type { Filters, Submission } from './request';

/** What waits in one community, as a reviewer wants to see it. */
export interface DeskView {
	communityName: string;
	/** How many match; `applications` are the first of them. */
	total: number;
	applications: ReviewedApplication[];
	/** What people, or the time-out policy, decided lately, the newest first. */
	decided: ReviewedApplication[];
}

/** What became of a submission. */
export type Submitted = {
	/** The decided applications, exactly as the operation Decide gives them. */
	items: JsonObject[];
	/** How many of the chosen ones no longer waited, or cannot be taken back. */
	unchanged: number;
};

const SORTS: Record<Filters['order'], DeskSort> = {
	oldest: { by: 'age', descending: true },
	newest: { by: 'age', descending: false },
	score: { by: 'score', descending: true },
};

/** How long the page offers to take a decision back. */
export const UNDO_HOURS = 24;
const MOST_DECIDED = 10;
const HOUR_MS = 3_600_000;

/** More than this many are not read for one page, oldest first. */
const MOST_READ = 2000;

export async function viewDesk(
	store: CommunityStore,
	{ communityId, reviewerId }: ReviewLink,
	{ minAgeHours, whose, order }: Filters,
	{ perPage, now }: { perPage: number; now: string },
): Promise<DeskView> {
	return await store.read(async (tx) => {
		const assignee = { all: {}, mine: { assignedTo: reviewerId }, nobody: { assignedTo: null } }[whose];
		const found = await readApplications(tx, { communityId, status: 'review', ...assignee }, MOST_READ);
		const sorted = listWaiting(found.map(waitingOf), { minAgeHours }, SORTS[order], now);
		const community = await tx.getCommunity(communityId);
		return {
			communityName: community?.name ?? communityId,
			total: sorted.length,
			applications: inOrderOf(sorted.slice(0, perPage), found),
			decided: await decidedLately(tx, communityId, now),
		};
	});
}

async function decidedLately(tx: StoreTransaction, communityId: string, now: string): Promise<ReviewedApplication[]> {
	const decidedSince = new Date(Date.parse(now) - UNDO_HOURS * HOUR_MS).toISOString();
	const filter = { communityId, statuses: ['approved', 'rejected'], decidedSince, notBy: 'rules' } as const;
	const found = await readApplications(tx, filter, MOST_READ);
	return found.sort((left, right) => compareText(right.decidedAt ?? '', left.decidedAt ?? '')).slice(0, MOST_DECIDED);
}

/** How a form is dealt with. */
interface Manner {
	reasonToReject: boolean;
	now: string;
}

/**
 * Does what a form says, all of it in one transaction. The same form again gives the first result.
 *
 * @throws DomainError if nothing is chosen, or a rejection lacks the reason that it needs
 */
export async function submit(
	store: CommunityStore,
	link: ReviewLink,
	submission: Submission,
	manner: Manner,
): Promise<Once<Submitted>> {
	const { communityId, reviewerId } = link;
	const { id, verdict, reason, applicationIds } = submission;
	// A reviewer may press two buttons of one page: what is decided tells them apart.
	const key = `screening.desk:${reviewerId}:${id}:${stableId(verdict, reason, ...applicationIds)}`;
	return await store.transaction(
		async (tx) =>
			await tx.once<Submitted>(communityId, key, manner.now, async () =>
				submission.verdict === 'review'
					? await takeBack(tx, link, submission, manner)
					: await decide(tx, link, { ...submission, verdict: submission.verdict }, manner),
			),
	);
}

async function decide(
	tx: StoreTransaction,
	{ communityId, reviewerId }: ReviewLink,
	{ verdict, applicationIds, reason }: Submission & { verdict: Verdict },
	{ reasonToReject, now }: Manner,
): Promise<Submitted> {
	const waiting = await chosenOf(tx, communityId, applicationIds);
	const { decisions, notWaiting } = decideMany(
		waiting.map(waitingOf),
		applicationIds,
		{ verdict, by: reviewerId, at: now, reason },
		{ reasonToReject },
	);
	const items: JsonObject[] = [];
	for (const { applicationId, decisionNote: note } of decisions) {
		const by = { operatorId: reviewerId, operatorName: reviewerId, ...(note === undefined ? {} : { note }) };
		const settled = await decideApplication(tx, { communityId, applicationId, status: verdict, ...by }, now).catch(
			nothingDone,
		);
		// Somebody else was faster, at this very moment.
		if (settled !== undefined && !settled.duplicate) items.push({ duplicate: false, ...settled.result });
	}
	return { items, unchanged: notWaiting.length + decisions.length - items.length };
}

async function takeBack(
	tx: StoreTransaction,
	{ communityId, reviewerId }: ReviewLink,
	{ applicationIds, reason: note }: Submission,
	{ now }: Manner,
): Promise<Submitted> {
	const items: JsonObject[] = [];
	for (const applicationId of [...new Set(applicationIds)].sort()) {
		const by = { operatorId: reviewerId, operatorName: reviewerId, ...(note === '' ? {} : { note }) };
		const reversal = { communityId, applicationId, to: 'review', withinHours: UNDO_HOURS, ...by } as const;
		const undone = await undoDecision(tx, reversal, now).catch(nothingDone);
		if (undone !== undefined && !undone.duplicate) items.push({ duplicate: false, ...undone.result });
	}
	return { items, unchanged: applicationIds.length - items.length };
}

/**
 * Somebody was faster, or it waits already, is too old, or the same person's next application waits: nothing was written
 * of it, and the rest of the form goes on.
 */
function nothingDone(error: unknown): undefined {
	if (error instanceof InputError || (error instanceof StoreError && error.code === 'conflict')) return undefined;
	throw error;
}

async function chosenOf(
	tx: StoreTransaction,
	communityId: string,
	applicationIds: readonly string[],
): Promise<ReviewedApplication[]> {
	const chosen: ReviewedApplication[] = [];
	// Each in the same order as every other reviewer, so that two who choose the same ones wait and do not block each other.
	for (const applicationId of [...new Set(applicationIds)].sort()) {
		const application = await tx.getReview(communityId, applicationId);
		if (application?.status === 'review') chosen.push(application);
	}
	return chosen;
}
