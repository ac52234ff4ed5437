import { ageMs } from './age';

/** An application that waits for a person, as the review desk sees it. */
export interface WaitingApplication {
	applicationId: string;
	name: string;
	/** Since when it waits. */
	createdAt: string;
	score: number;
	/** How the applicant came: a form, an invitation, a join request. */
	way: string;
	assigneeId?: string | undefined;
	/** Number of the last reminder that was sent; 0 if none was. */
	reminded: number;
	/** Whether it was handed on to the one above the reviewers. */
	escalated: boolean;
}

/** Everything that is given has to hold. */
export interface DeskFilter {
	minAgeHours?: number | undefined;
	maxAgeHours?: number | undefined;
	minScore?: number | undefined;
	maxScore?: number | undefined;
	/** `null`: nobody's. */
	assigneeId?: string | null | undefined;
	way?: string | undefined;
}

export interface DeskSort {
	by: 'age' | 'score' | 'assignee' | 'way';
	/** Oldest, highest score or last letter first. */
	descending: boolean;
}

const HOUR_MS = 3_600_000;

/** The applications that match, in order; equal ones the oldest first, then by identifier. */
export function listWaiting<T extends WaitingApplication>(
	applications: readonly T[],
	filter: DeskFilter,
	{ by, descending }: DeskSort,
	now: string,
): T[] {
	const direction = descending ? -1 : 1;
	return applications
		.filter((application) => matches(application, filter, now))
		.sort((left, right) => direction * ORDERS[by](left, right) || byAge(left, right));
}

function matches(application: WaitingApplication, filter: DeskFilter, now: string): boolean {
	const { score, way, assigneeId } = application;
	const hours = ageMs(application.createdAt, now) / HOUR_MS;
	return (
		hours >= (filter.minAgeHours ?? 0) &&
		hours <= (filter.maxAgeHours ?? Infinity) &&
		score >= (filter.minScore ?? -Infinity) &&
		score <= (filter.maxScore ?? Infinity) &&
		(filter.assigneeId === undefined || (assigneeId ?? null) === filter.assigneeId) &&
		(filter.way === undefined || way === filter.way)
	);
}

type Order = (left: WaitingApplication, right: WaitingApplication) => number;

const ORDERS: Record<DeskSort['by'], Order> = {
	age: (left, right) => Date.parse(right.createdAt) - Date.parse(left.createdAt),
	score: (left, right) => left.score - right.score,
	assignee: (left, right) => compareText(left.assigneeId ?? '', right.assigneeId ?? ''),
	way: (left, right) => compareText(left.way, right.way),
};

/** Oldest first, then by identifier: the same in every process, whatever its locale. */
export const byAge: Order = (left, right) =>
	Date.parse(left.createdAt) - Date.parse(right.createdAt) || compareText(left.applicationId, right.applicationId);

export function compareText(left: string, right: string): number {
	if (left === right) return 0;
	return left < right ? -1 : 1;
}
