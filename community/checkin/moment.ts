import { DomainError } from '../domain-error';
import { instantMs, requireZone, utc } from '../parse';
import { addDays, endOfDay, startOfDay, wallClock } from './dates';
import { periodOf } from './period';
import { minutesOf, type Tracker } from './tracker';

/** A day of a member that has begun: its clocks stay, wherever the member goes while it lasts. */
export interface LivedDay {
	day: string;
	timeZone: string;
	startsAt: string;
	endsAt: string;
}

/** A day for which a check-in may count. */
export interface Candidate extends LivedDay {
	period: string;
	/** After the end of the day or of its window. */
	graced: boolean;
}

export type Refusal = 'not_due' | 'too_early' | 'too_late_today' | 'too_old';

/** How far a sender's clock may be ahead of ours. */
const SKEW_MS = 5 * 60_000;

/**
 * When something happened, by its own clock, and whether it arrived in time.
 *
 * @throws DomainError if that lies in the future
 */
export function happenedAt(occurredAt: string, now: string, tracker: Pick<Tracker, 'lateHours'>): Refusal | undefined {
	const [at, present] = [instantMs(occurredAt, 'occurredAt'), instantMs(now)];
	if (at > present + SKEW_MS) {
		throw new DomainError(
			`The check-in lies in the future: ${occurredAt}`,
			'Set the clock of the system that sends, and give the time with its offset from UTC.',
			'occurredAt',
		);
	}
	return at < present - tracker.lateHours * 3_600_000 - SKEW_MS ? 'too_old' : undefined;
}

/** The day of a member that goes on at an instant, if one has begun. */
export function dayGoingOn(occurredAt: string, lived: readonly LivedDay[]): LivedDay | undefined {
	const at = utc(instantMs(occurredAt, 'occurredAt'));
	return lived.find(({ startsAt, endsAt }) => startsAt <= at && at < endsAt);
}

/** By which clocks a member lives at an instant: those of the day that goes on, else the member's own. */
export function clocksAt(occurredAt: string, zone: string, lived: readonly LivedDay[]): string {
	return dayGoingOn(occurredAt, lived)?.timeZone ?? zone;
}

/**
 * The days for which a check-in at an instant may count, the earlier first: today, and as long as its grace lasts the
 * day before. Why there is none, if there is none.
 *
 * A day that has begun keeps its clocks. So whoever travels west and meets the same date again has had it, and whoever
 * travels east finishes the day before the next one begins; nothing is given or taken (see `swallowedDays`).
 *
 * @param zone the member's IANA time zone
 * @param lived days of the member near the instant that have a check-in
 * @throws DomainError if nobody's clocks go by the name of the zone
 */
export function candidates(
	tracker: Pick<Tracker, 'period' | 'window' | 'graceMinutes'>,
	occurredAt: string,
	zone: string,
	lived: readonly LivedDay[],
): Candidate[] | Refusal {
	requireZone(zone);
	const timeZone = clocksAt(occurredAt, zone, lived);
	const { day: today, minutes } = wallClock(occurredAt, timeZone);
	const open: Candidate[] = [];
	let why: Refusal = 'not_due';
	for (const [day, minute] of [
		[addDays(today, -1), minutes + 1440],
		[today, minutes],
	] as const) {
		const period = periodOf(day, tracker.period);
		if (period === undefined) continue;
		const { from, until } = hours(tracker);
		if (minute < from) why = 'too_early';
		else if (minute >= until + tracker.graceMinutes) why = day === today ? 'too_late_today' : why;
		else open.push({ ...whole(day, timeZone, lived), period, graced: minute >= until });
	}
	return open.length === 0 ? why : inLivedOrder(open, occurredAt, tracker, lived);
}

/**
 * Days of a life come one after the other: a date that the member's earlier clocks have left behind does not come
 * again, and one that they have not reached yet is not there. Such a check-in is one of the day that was begun.
 */
function inLivedOrder(
	open: readonly Candidate[],
	occurredAt: string,
	tracker: Pick<Tracker, 'period'>,
	lived: readonly LivedDay[],
): Candidate[] {
	const at = utc(instantMs(occurredAt, 'occurredAt'));
	const placed = open.map((one): Candidate => {
		const other = lived.find(
			({ day, timeZone, startsAt }) => timeZone !== one.timeZone && (startsAt <= at ? day > one.day : day < one.day),
		);
		const period = other && periodOf(other.day, tracker.period);
		return other === undefined || period === undefined ? one : { ...one, ...bare(other), period, graced: false };
	});
	return placed.filter(({ day }, index) => placed.findIndex((one) => one.day === day) === index);
}

function bare({ day, timeZone, startsAt, endsAt }: LivedDay): LivedDay {
	return { day, timeZone, startsAt, endsAt };
}

/** Minutes since midnight between which a day's check-ins count; beyond 1,440 in the night after it. */
function hours({ window }: Pick<Tracker, 'window'>): { from: number; until: number } {
	if (window === undefined) return { from: 0, until: 1440 };
	const [from, to] = [minutesOf(window.from), minutesOf(window.to)];
	return { from, until: to <= from ? to + 1440 : to };
}

/** A day as it was begun, else by these clocks. */
function whole(day: string, timeZone: string, lived: readonly LivedDay[]): LivedDay {
	const begun = lived.find((one) => one.day === day);
	if (begun !== undefined) return bare(begun);
	return { day, timeZone, startsAt: startOfDay(day, timeZone), endsAt: endOfDay(day, timeZone) };
}

/**
 * How many of the days between two days of a member were not there to be lived, because the member moved east between
 * them (or the zone left one out, as Samoa did with 2011-12-30): fewer than twelve hours of them were left.
 */
export function swallowedDays(before: LivedDay, after: Pick<LivedDay, 'day' | 'startsAt'>): number {
	const between =
		Math.round((Date.parse(`${after.day}T00:00:00Z`) - Date.parse(`${before.day}T00:00:00Z`)) / DAY_MS) - 1;
	const lived = Math.round((Date.parse(after.startsAt) - Date.parse(before.endsAt)) / DAY_MS);
	return between <= 0 ? 0 : Math.min(between, Math.max(0, between - lived));
}

const DAY_MS = 86_400_000;

/** The last moment at which a check-in still counts for a day, its grace included. */
export function closesAt(tracker: Pick<Tracker, 'window' | 'graceMinutes'>, day: string, timeZone: string): string {
	const beyond = Math.max(0, hours(tracker).until - 1440) + tracker.graceMinutes;
	return utc(Date.parse(endOfDay(day, timeZone)) + beyond * 60_000);
}

/** The day that a member lives at an instant, as a check-in at that instant would have it. */
export function livedDayAt(instant: string, zone: string, lived: readonly LivedDay[]): LivedDay {
	const going = dayGoingOn(instant, lived);
	if (going !== undefined) return going;
	const { day } = wallClock(instant, zone);
	const later = lived.find((one) => one.startsAt <= instant && one.day > day);
	return later ?? { day, timeZone: zone, startsAt: startOfDay(day, zone), endsAt: endOfDay(day, zone) };
}
