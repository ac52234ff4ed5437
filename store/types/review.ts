import type { Way } from '../../community/admission/ways';
import type { ApplicationDecision, ApplicationRow, ApplicationStatus, Page } from '../types';

/** What the review desk keeps with an application. */
export interface ReviewFacts {
	way: Way;
	/** The quota's tier that was applied for. */
	tier: string | null;
	/** Place on the waiting list, lowest first; null for "by score". */
	rank: number | null;
	/** The operator who looks at it. */
	assignedTo: string | null;
	/** When somebody has to be reminded, or the default is taken. */
	dueAt: string | null;
	remindedAt: string | null;
	reminders: number;
	/** The last time that a decision was taken back. */
	undoneAt: string | null;
	undoneBy: string | null;
}

export type ReviewedApplication = ApplicationRow & ReviewFacts;

export interface ApplicationFilter {
	communityId?: string;
	status?: ApplicationStatus;
	statuses?: readonly ApplicationStatus[];
	memberId?: string;
	way?: Way;
	tier?: string;
	reviewGroupId?: string;
	/** An operator's platform id; null for nobody. */
	assignedTo?: string | null;
	/** Applied before this instant: a minimum age. */
	createdBefore?: string;
	createdSince?: string;
	/** Due at this instant or before. */
	dueBy?: string;
	/** Decided at this instant or later. */
	decidedSince?: string;
	/** Not decided by this one, e.g. `rules`. */
	notBy?: string;
}

/** A step from one of some statuses to another. */
export interface ApplicationMove extends Omit<ApplicationDecision, 'status'> {
	from: readonly ApplicationStatus[];
	status: Exclude<ApplicationStatus, 'review'>;
}

/** Taking a decision back: to review, or to another decision. */
export interface ApplicationReopening {
	from: readonly Exclude<ApplicationStatus, 'review'>[];
	to: ApplicationStatus;
	at: string;
	by: string;
	note?: string | undefined;
	/** Until when it has to be looked at again. */
	dueAt?: string | undefined;
}

/** The review desk. */
export interface ReviewTransaction {
	insertApplication(application: ApplicationRow & Partial<ReviewFacts>): Promise<void>;
	/** Oldest first. `after` is the last row's `createdAt|applicationId`. */
	listApplications(filter: ApplicationFilter, page: Page): Promise<ReviewedApplication[]>;
	getReview(communityId: string, applicationId: string): Promise<ReviewedApplication | undefined>;
	/** The best first: by place, then by score, then by age. For a selection and for the waiting list. */
	rankApplications(filter: ApplicationFilter & { communityId: string }, limit: number): Promise<ReviewedApplication[]>;
	countApplications(filter: ApplicationFilter & { communityId: string }): Promise<number>;
	/** The member's newest decision (approved, rejected or withdrawn), for a cool-off. */
	lastDecision(communityId: string, memberId: string): Promise<ReviewedApplication | undefined>;
	/** Moves an application on if it is still in one of `from`, e.g. from the waiting list; else `undefined`. */
	moveApplication(
		communityId: string,
		applicationId: string,
		move: ApplicationMove,
	): Promise<ReviewedApplication | undefined>;
	/**
	 * Takes a decision back if it is still one of `from`; else `undefined`. Throws a StoreError `conflict` if it would
	 * wait for review while another of the same member does.
	 */
	reopenApplication(
		communityId: string,
		applicationId: string,
		reopening: ApplicationReopening,
	): Promise<ReviewedApplication | undefined>;
	/** Hands applications that wait to an operator, or to nobody; gives those that were handed over. */
	assignApplications(
		communityId: string,
		applicationIds: readonly string[],
		assignedTo: string | null,
	): Promise<string[]>;
	/** Notes a reminder, and when the next one is due; false if it no longer waits, or somebody noted it first. */
	noteReminder(
		communityId: string,
		applicationId: string,
		reminder: { at: string; dueAt: string | null; reminders: number },
	): Promise<boolean>;
	/** Changes tier, place or due time; what is undefined stays as it was. */
	setReview(
		communityId: string,
		applicationId: string,
		facts: Partial<Pick<ReviewFacts, 'tier' | 'rank' | 'dueAt'>>,
	): Promise<boolean>;
}
