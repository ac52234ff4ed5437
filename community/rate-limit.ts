/**
 * The Generic Cell Rate Algorithm as a virtual scheduler (ITU-T I.371, annex A): each limit keeps the
 * theoretical arrival time of its next message; a message may leave `burst − 1` intervals before it.
 *
 * All times are milliseconds since 1970.
 */

export interface LimitState {
	/** `burst` at once, then one every `intervalMs`. */
	burst: number;
	intervalMs: number;
	/** Theoretical arrival time of the next message; 0 for a limit that was never used. */
	arrivalMs: number;
	/** Nothing leaves before this. */
	heldUntilMs: number;
}

/** When the message may leave, and each limit's arrival time once that is booked. */
export interface Slot {
	atMs: number;
	/** In the order of the limits. */
	arrivalsMs: number[];
}

/**
 * Finds the first moment, not before `nowMs`, that every limit allows. However often that is asked
 * and booked, no window of w milliseconds holds more than `burst + w / intervalMs` messages.
 */
export function nextSlot(nowMs: number, limits: readonly LimitState[]): Slot {
	const atMs = Math.ceil(Math.max(nowMs, ...limits.map(earliest)));
	const arrivalsMs = limits.map((limit) => Math.ceil(Math.max(limit.arrivalMs, atMs) + limit.intervalMs));
	return { atMs, arrivalsMs };
}

function earliest({ burst, intervalMs, arrivalMs, heldUntilMs }: LimitState): number {
	return Math.max(arrivalMs - (burst - 1) * intervalMs, heldUntilMs);
}
