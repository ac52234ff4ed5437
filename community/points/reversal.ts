import { stableId } from '../digest';

/** A booking that may be taken back. */
export interface ReversibleBooking {
	entryId: string;
	amount: number;
	/** How much of it has expired or decayed since, and is gone already; 0 if left out. */
	expired?: number | undefined;
	/** Whether it was taken back before. */
	reversed?: boolean | undefined;
}

export interface ReversalPolicy {
	/** What happens where a member no longer has the points: take what is there, or let the balance go below zero. */
	shortfall: 'take_what_is_there' | 'go_below_zero';
}

/** What was decided about one booking. */
export interface Reversal {
	/** Always the same for the same booking, so that it is taken back once. */
	entryId: string;
	/** The booking that it takes back. */
	reverses: string;
	/** To book; 0 where there is nothing to book. */
	amount: number;
	/** Points that should have been taken, but were no longer there. */
	shortfall: number;
	why: 'reversed' | 'reversed_in_part' | 'already' | 'gone' | 'nothing_there';
}

/** The id of the booking that takes another one back. */
export function reversalId(entryId: string): string {
	return stableId('points-reversal', entryId);
}

/**
 * Takes bookings back: books the opposite of each, once. What has expired is not taken a second time, and
 * what was taken from the member is given back first, so that there is more to take from.
 *
 * @param balance the member's points at this moment
 * @returns one for every booking, in the order in which they are to be booked
 */
export function reverse(
	bookings: readonly ReversibleBooking[],
	balance: number,
	{ shortfall }: ReversalPolicy,
): Reversal[] {
	let left = balance;
	const inOrder = [...bookings].sort((a, b) => a.amount - b.amount || (a.entryId < b.entryId ? -1 : 1));
	const seen = new Set<string>();
	return inOrder.flatMap((booking) => {
		if (seen.has(booking.entryId)) return [];
		seen.add(booking.entryId);
		const reversal = reverseOne(booking, shortfall === 'go_below_zero' ? Infinity : Math.max(0, left));
		left += reversal.amount;
		return [reversal];
	});
}

function reverseOne({ entryId, amount, expired = 0, reversed = false }: ReversibleBooking, most: number): Reversal {
	const ids = { entryId: reversalId(entryId), reverses: entryId };
	if (reversed) return { ...ids, amount: 0, shortfall: 0, why: 'already' };
	if (amount < 0) return { ...ids, amount: -amount, shortfall: 0, why: 'reversed' };
	const due = Math.max(0, amount - expired);
	if (due === 0) return { ...ids, amount: 0, shortfall: 0, why: 'gone' };
	const taken = Math.min(due, most);
	if (taken === 0) return { ...ids, amount: 0, shortfall: due, why: 'nothing_there' };
	return { ...ids, amount: -taken, shortfall: due - taken, why: taken < due ? 'reversed_in_part' : 'reversed' };
}
