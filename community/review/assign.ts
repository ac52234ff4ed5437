import { DomainError } from '../domain-error';
import { byAge, compareText, type WaitingApplication } from './desk';

export interface Reviewer {
	reviewerId: string;
	/** Takes no new applications for now. */
	away?: boolean | undefined;
	/** Never more open applications than this. */
	maxOpen?: number | undefined;
}

export interface Assignment {
	applicationId: string;
	reviewerId: string;
}

/**
 * Gives every application that is nobody's to the reviewer with the fewest open ones, the oldest
 * first; among equals to the one who comes first in `reviewers`. Reviewers who start equal end
 * with loads that differ by at most one.
 *
 * @param load open applications by reviewer, as they are now; absent is none
 * @returns the assignments, and who could be given to nobody because all are away or full
 * @throws DomainError if a reviewer is there twice
 */
export function assign(
	applications: readonly WaitingApplication[],
	reviewers: readonly Reviewer[],
	load: Readonly<Record<string, number>>,
): { assignments: Assignment[]; unassigned: string[] } {
	checkReviewers(reviewers);
	const desks = reviewers
		.filter(({ away }) => away !== true)
		.map(({ reviewerId, maxOpen = Infinity }) => ({
			reviewerId,
			maxOpen,
			open: Object.hasOwn(load, reviewerId) ? (load[reviewerId] ?? 0) : 0,
		}));
	const assignments: Assignment[] = [];
	const unassigned: string[] = [];
	for (const { applicationId } of applications.filter(({ assigneeId }) => assigneeId === undefined).sort(byAge)) {
		const free = desks.filter(({ open, maxOpen }) => open < maxOpen);
		const least = Math.min(...free.map(({ open }) => open));
		const desk = free.find(({ open }) => open === least);
		if (desk === undefined) {
			unassigned.push(applicationId);
			continue;
		}
		desk.open += 1;
		assignments.push({ applicationId, reviewerId: desk.reviewerId });
	}
	return { assignments, unassigned };
}

/** Open applications by reviewer, to begin an assignment with. */
export function loadOf(applications: readonly WaitingApplication[]): Record<string, number> {
	const load = new Map<string, number>();
	for (const { assigneeId } of applications) {
		if (assigneeId !== undefined) load.set(assigneeId, (load.get(assigneeId) ?? 0) + 1);
	}
	return Object.fromEntries([...load].sort(([left], [right]) => compareText(left, right)));
}

function checkReviewers(reviewers: readonly Reviewer[]): void {
	const seen = new Set<string>();
	for (const { reviewerId } of reviewers) {
		if (seen.has(reviewerId)) {
			throw new DomainError(
				`The reviewer "${reviewerId}" is there twice`,
				'Name every reviewer once, or the work is not shared fairly.',
				'reviewers',
			);
		}
		seen.add(reviewerId);
	}
}
