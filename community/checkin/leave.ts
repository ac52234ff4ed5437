import { DomainError } from '../domain-error';
import { addDays, dayNumber, requireDay } from './dates';
import { periodOf } from './period';
import type { LeaveFact, StreakState } from './streak';
import type { Tracker } from './tracker';

/**
 * The days of a pause that begins today or later. Days that are over cannot be paused: that would be a repair.
 *
 * @param until the last day of it; the longest that the tracker allows if absent
 * @throws DomainError if it begins before today, ends before it begins, lasts too long, or another one stands there
 */
export function pauseDays(
	{ pauseDays: most }: Pick<Tracker, 'pauseDays'>,
	{ from, until }: { from: string | undefined; until: string | undefined },
	today: string,
	leaves: readonly LeaveFact[],
): { fromDay: string; toDay: string } {
	const fromDay = requireDay(from ?? today, 'from');
	const longest = addDays(fromDay, most - 1);
	const toDay = requireDay(until ?? longest, 'until');
	if (fromDay < today) {
		throw new DomainError(`${fromDay} is over`, 'A pause begins today or later; make up what was missed.', 'from');
	}
	if (toDay < fromDay) {
		throw new DomainError('The pause ends before it begins', 'Let "until" be the last day of the pause.', 'until');
	}
	if (toDay > longest) {
		throw new DomainError(
			`The pause would last ${dayNumber(toDay) - dayNumber(fromDay) + 1} days`,
			`The tracker allows ${most}; let it end with ${longest} at the latest.`,
			'until',
		);
	}
	const other = leaves.find((leave) => leave.kind === 'pause' && leave.fromDay <= toDay && leave.toDay >= fromDay);
	if (other === undefined) return { fromDay, toDay };
	throw new DomainError(
		`There is a pause from ${other.fromDay} to ${other.toDay} already`,
		'Resume first, or begin the new pause after it.',
		'from',
	);
}

/**
 * The period on which a member spends a freeze beforehand.
 *
 * @throws DomainError if the day is over or no day of the tracker, a freeze is spent on it already, or none is left
 */
export function freezeDay(
	{ period }: Pick<Tracker, 'period'>,
	day: string,
	today: string,
	state: StreakState,
	leaves: readonly LeaveFact[],
): string {
	const named = periodOf(requireDay(day), period);
	if (named === undefined) {
		throw new DomainError(`There is no check-in on ${day}`, "Name one of the tracker's weekdays.", 'day');
	}
	const current = periodOf(today, period) ?? today;
	if (named < current) {
		throw new DomainError(
			`${day} is over`,
			'Spend a freeze on today or a day to come; make up what was missed.',
			'day',
		);
	}
	if (named === state.lastPeriod) {
		throw new DomainError(`The check-in for ${day} is done`, 'No freeze is needed for it.', 'day');
	}
	const ahead = leaves.filter((leave) => leave.kind === 'freeze' && leave.toDay >= current);
	if (ahead.some((leave) => leave.fromDay === named)) {
		throw new DomainError(`A freeze is spent on ${named} already`, 'Nothing has to be done.', 'day');
	}
	if (state.freezes.held > ahead.length) return named;
	throw new DomainError(
		state.freezes.held === 0 ? 'The member has no freeze' : 'All freezes of the member are spent on days to come',
		'Freezes are earned with check-ins in a row; they cannot be bought.',
	);
}
