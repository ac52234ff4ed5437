import { dayAfter } from '../days';
import { instantMs } from '../parse';
import type { EliminationCase } from './lifecycle';
import { compareText } from './member';
import type { EliminationPolicy } from './rules';
import type { CaseStatus } from './transitions';

function withStatus(
	cases: readonly EliminationCase[],
	statuses: readonly CaseStatus[],
	byTime: (of: EliminationCase) => string,
): EliminationCase[] {
	return cases
		.filter(({ status }) => statuses.includes(status))
		.sort(
			(left, right) => instantMs(byTime(left)) - instantMs(byTime(right)) || compareText(left.caseId, right.caseId),
		);
}

/**
 * Removals whose grace period is over, the longest overdue first. An appeal that nobody has decided
 * stops the clock: it is never due.
 */
export function dueCases(cases: readonly EliminationCase[], now: string): EliminationCase[] {
	const nowMs = instantMs(now);
	return withStatus(cases, ['noticed', 'upheld'], ({ dueAt }) => dueAt).filter(
		({ dueAt }) => instantMs(dueAt, 'dueAt') <= nowMs,
	);
}

/** Talks that got no answer in time. */
export function lapsedTalks(cases: readonly EliminationCase[], now: string): EliminationCase[] {
	const nowMs = instantMs(now);
	return withStatus(cases, ['talked'], ({ dueAt }) => dueAt).filter(({ dueAt }) => instantMs(dueAt, 'dueAt') <= nowMs);
}

/** What waits for a person: appeals to decide and removals to do by hand, the oldest first. */
export function openTasks(cases: readonly EliminationCase[]): EliminationCase[] {
	return withStatus(cases, ['appealed', 'task_open'], ({ openedAt, history }) => history.at(-1)?.at ?? openedAt);
}

/**
 * Whose last days before the removal have begun, for the reminder. The reminder's key is the same
 * for the same case, so that it goes out once however often this is asked.
 */
export function dueReminders(
	cases: readonly EliminationCase[],
	{ remindDaysBefore: days, timeZone }: EliminationPolicy,
	now: string,
): EliminationCase[] {
	if (days === undefined) return [];
	const nowMs = instantMs(now);
	return withStatus(cases, ['noticed', 'upheld'], ({ dueAt }) => dueAt).filter(
		({ dueAt }) => instantMs(dayAfter(dueAt, -days, timeZone)) <= nowMs && nowMs < instantMs(dueAt, 'dueAt'),
	);
}
