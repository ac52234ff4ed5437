import { type Fingerprint, likeness } from './fingerprint';

/** A message that was sent to the group before. */
export interface RecentMessage extends Fingerprint {
	memberId: string;
	/** Milliseconds since 1970. */
	at: number;
}

export interface RepetitionLimits {
	/** Only messages of the last so many seconds count. */
	windowSeconds: number;
	/** How often a member may send the same thing in that time before it counts. */
	allowed: number;
	/** How many other members may have sent it before it counts. */
	allowedOthers: number;
	/** Letters and digits from which a text counts that others sent: everybody writes 打卡. */
	shortestFromOthers: number;
	/** Bits of 64 in which simhashes of similar texts may differ. */
	distance: number;
}

export interface Repetition {
	/** How often the member sent the same before. */
	same: number;
	/** How often the member sent something similar before. */
	similar: number;
	/** How many other members sent the same or something similar. */
	others: number;
	/** How far the member is over what is allowed, at least 0. */
	excess: number;
	/** How far the other members are over what is allowed, at least 0. */
	excessOthers: number;
}

/**
 * How often a text was sent lately, by the member and by others.
 *
 * @param now milliseconds since 1970
 * @param recent messages of the group before this one, in any order
 */
export function repetitionOf(
	text: Fingerprint,
	memberId: string,
	now: number,
	recent: readonly RecentMessage[],
	limits: RepetitionLimits,
): Repetition {
	const since = now - limits.windowSeconds * 1000;
	const others = new Set<string>();
	let same = 0;
	let similar = 0;
	for (const message of recent) {
		if (message.at < since || message.at > now || text.length === 0) continue;
		const found = likeness(text, message, limits.distance);
		if (found === 'different') continue;
		if (message.memberId !== memberId) others.add(message.memberId);
		else if (found === 'same') same += 1;
		else similar += 1;
	}
	const fromOthers = text.length < limits.shortestFromOthers ? 0 : others.size;
	return {
		same,
		similar,
		others: fromOthers,
		// The message itself is one more.
		excess: Math.max(0, same + similar + 1 - limits.allowed),
		excessOthers: Math.max(0, fromOthers - limits.allowedOthers),
	};
}
