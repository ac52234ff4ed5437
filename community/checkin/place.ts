import { candidates, type Candidate, type LivedDay } from './moment';
import { timesOf } from './period';
import type { Tracker } from './tracker';

/** A check-in that stands, as far as its place in the calendar goes. */
export interface Standing extends LivedDay {
	checkInId: string;
	period: string;
	/** Which of the check-ins that a period takes, from 1. */
	slot: number;
	graced: boolean;
	occurredAt: string;
}

export interface Place extends Candidate {
	slot: number;
}

export type Placing =
	| { outcome: 'free'; place: Place; moves: { checkInId: string; place: Place }[] }
	/** The period has all the check-ins that it takes. */
	| { outcome: 'already'; standing: Standing }
	/** Too soon after the last of the same day. */
	| { outcome: 'too_soon'; standing: Standing; minutesLeft: number };

/**
 * Where a check-in goes among those of the same person that stand near it.
 *
 * What happened in time for a day comes before what happened in the grace after it, whichever was delivered first: a
 * check-in of the grace then moves to its own day, if that is free. So deliveries in any order fill the same days.
 *
 * What happened within one minute of the clock is one act, so in the grace it cannot count for the day before and for
 * today as well: two bots that see one message, or a button that is pressed twice, give one day.
 *
 * @param days from `candidates`, the earlier first
 */
export function place(
	tracker: Tracker,
	occurredAt: string,
	days: readonly Candidate[],
	standing: readonly Standing[],
): Placing {
	let taken: Exclude<Placing, { outcome: 'free' }> | undefined;
	for (const day of days) {
		const twin = standing.find((one) => one.graced && one.day < day.day && isSameMinute(one.occurredAt, occurredAt));
		if (twin !== undefined) return { outcome: 'already', standing: twin };
		const room = roomIn(tracker, occurredAt, day, standing);
		if (room.outcome === 'free') return { outcome: 'free', place: room.place, moves: [] };
		const moves = room.outcome === 'already' && !day.graced ? makeRoom(tracker, day, standing) : undefined;
		if (moves !== undefined) return { outcome: 'free', place: { ...day, slot: moves.slot }, moves: moves.moves };
		taken ??= room;
		// A later candidate is the day that the member means; what is said is about that one.
		if (!day.graced) taken = room;
	}
	if (taken === undefined) throw new Error('a check-in without a day was to be placed');
	return taken;
}

const isSameMinute = (one: string, other: string): boolean =>
	Math.floor(Date.parse(one) / 60_000) === Math.floor(Date.parse(other) / 60_000);

type Room = { outcome: 'free'; place: Place } | Exclude<Placing, { outcome: 'free' }>;

function roomIn(
	{ period }: Pick<Tracker, 'period'>,
	occurredAt: string,
	day: Candidate,
	standing: readonly Standing[],
): Room {
	const same = standing.filter((one) => one.period === day.period);
	const sameDay = period.kind === 'week' ? same.find((one) => one.day === day.day) : undefined;
	if (sameDay !== undefined) return { outcome: 'already', standing: sameDay };
	const last = same.at(-1);
	const used = new Set(same.map(({ slot }) => slot));
	const slot = Array.from({ length: timesOf(period) }, (_, index) => index + 1).find((one) => !used.has(one));
	if (slot === undefined && last !== undefined) return { outcome: 'already', standing: last };
	if (period.kind === 'day' && period.times > 1) {
		for (const one of same) {
			const apart = Math.abs(Date.parse(one.occurredAt) - Date.parse(occurredAt)) / 60_000;
			if (apart < period.minutesApart) {
				return { outcome: 'too_soon', standing: one, minutesLeft: Math.ceil(period.minutesApart - apart) };
			}
		}
	}
	return { outcome: 'free', place: { ...day, slot: slot ?? 1 } };
}

/** Moves the check-in that came in the grace after `day` to its own day, and on, as far as there is need and room. */
function makeRoom(
	tracker: Tracker,
	day: Candidate,
	standing: readonly Standing[],
): { slot: number; moves: { checkInId: string; place: Place }[] } | undefined {
	const guest = standing.find((one) => one.period === day.period && one.day === day.day && one.graced);
	if (guest === undefined) return undefined;
	const days = candidates(tracker, guest.occurredAt, guest.timeZone, []);
	const own = typeof days === 'string' ? undefined : days.find((one) => !one.graced && one.day !== guest.day);
	if (own === undefined) return undefined;
	const others = standing.filter((one) => one !== guest);
	const room = roomIn(tracker, guest.occurredAt, own, others);
	if (room.outcome === 'free') {
		return { slot: guest.slot, moves: [{ checkInId: guest.checkInId, place: room.place }] };
	}
	const further = room.outcome === 'already' ? makeRoom(tracker, own, others) : undefined;
	return (
		further && {
			slot: guest.slot,
			moves: [...further.moves, { checkInId: guest.checkInId, place: { ...own, slot: further.slot } }],
		}
	);
}
