import { DateTime } from 'luxon';
import { DomainError } from '../domain-error';
import { instantMs } from '../parse';

/** A milestone that has been reached: a name for it, which the lottery of it goes by. */
export interface Occasion {
	key: string;
	/** The number of members, or of years. */
	count: number;
}

/**
 * The highest milestone that a community has reached.
 *
 * @param milestones whole numbers from 1 on, in any order
 * @returns `undefined` before the first
 */
export function membersReached(members: number, milestones: readonly number[]): Occasion | undefined {
	const wrong = milestones.find((one) => !Number.isSafeInteger(one) || one < 1);
	if (wrong !== undefined || milestones.length === 0) {
		throw new DomainError(
			milestones.length === 0 ? 'No milestone is given' : `"${String(wrong)}" is no number of members`,
			'Write whole numbers separated by commas, e.g. 100, 500, 1000.',
			'milestones',
		);
	}
	const count = Math.max(0, ...milestones.filter((one) => one <= members));
	return count === 0 ? undefined : { key: `members-${count}`, count };
}

/**
 * Whether today is an anniversary on the community's calendar. Who began on a 29th of February has it on the 28th in
 * other years.
 *
 * @param began a date, `2024-05-20`
 */
export function anniversaryOf(began: string, now: string, timeZone: string): Occasion | undefined {
	const start = DateTime.fromISO(began, { zone: timeZone });
	if (!start.isValid || !/^\d{4}-\d{2}-\d{2}$/.test(began)) {
		throw new DomainError(`"${began}" is no date`, 'Write year, month and day, e.g. 2024-05-20.', 'began');
	}
	const today = DateTime.fromMillis(instantMs(now), { zone: timeZone }).startOf('day');
	const years = today.year - start.year;
	if (years < 1 || !start.plus({ years }).hasSame(today, 'day')) return undefined;
	return { key: `anniversary-${years}`, count: years };
}
