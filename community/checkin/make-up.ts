import { DomainError } from '../domain-error';
import { addDays, endOfDay, requireDay, startOfDay } from './dates';
import type { Candidate, LivedDay } from './moment';
import { lastDayOf, periodOf } from './period';
import type { Tracker } from './tracker';

/**
 * The place of a check-in that is made up for a day that is over.
 *
 * @param today the day that the member lives now
 * @param used days of the same calendar month that were made up before
 * @param limits false for an operator's appeal, which takes no card
 * @throws DomainError if the day is no day of the tracker, is not over, lies too far back, or no card is left
 */
export function makeUpPlace(
	tracker: Pick<Tracker, 'period' | 'makeUp'>,
	day: string,
	today: LivedDay,
	used: readonly string[],
	limits = true,
): Candidate {
	requireDay(day);
	const period = periodOf(day, tracker.period);
	if (period === undefined) {
		throw new DomainError(
			`There is no check-in on ${day}: it is not one of the tracker's weekdays`,
			'Name a day on which the tracker asks for a check-in.',
			'day',
		);
	}
	if (day >= today.day) {
		throw new DomainError(
			`${day} is not over`,
			'Check in while the day lasts; a make-up is for days that are over.',
			'day',
		);
	}
	if (limits) requireCard(tracker, day, today, used);
	const { timeZone } = today;
	return {
		day,
		period,
		timeZone,
		startsAt: startOfDay(day, timeZone),
		endsAt: endOfDay(day, timeZone),
		graced: false,
	};
}

function requireCard(
	{ makeUp, period }: Pick<Tracker, 'period' | 'makeUp'>,
	day: string,
	today: LivedDay,
	used: readonly string[],
): void {
	const earliest = addDays(today.day, -makeUp.withinDays);
	const last = lastDayOf(periodOf(day, period) ?? day, period);
	if (last < earliest) {
		throw new DomainError(
			`${day} lies too far back to be made up`,
			`A make-up reaches ${makeUp.withinDays} days back; an appeal may reach further.`,
			'day',
		);
	}
	if (cardsLeft({ makeUp }, day, used) > 0) return;
	throw new DomainError(
		`No make-up is left for ${day.slice(0, 7)}`,
		`The tracker gives ${makeUp.perMonth} a month.`,
		'makeUp.perMonth',
	);
}

/** How many days of the month of `day` may still be made up. */
export function cardsLeft({ makeUp }: Pick<Tracker, 'makeUp'>, day: string, used: readonly string[]): number {
	const month = day.slice(0, 7);
	return Math.max(0, makeUp.perMonth - new Set(used.filter((one) => one.startsWith(month))).size);
}
