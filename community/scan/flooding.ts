export interface FloodLimits {
	/** More messages than this … */
	messages: number;
	/** … in so many seconds are a flood. */
	seconds: number;
}

export interface Flood {
	/** Messages of the member in the window, this one included. */
	messages: number;
	flooding: boolean;
}

/**
 * Whether a member floods the group.
 *
 * @param now when this message was sent, milliseconds since 1970
 * @param sentAt when the member's earlier messages were sent, in any order
 */
export function floodOf(now: number, sentAt: readonly number[], limits: FloodLimits): Flood {
	const since = now - limits.seconds * 1000;
	const messages = 1 + sentAt.filter((at) => at > since && at <= now).length;
	return { messages, flooding: messages > limits.messages };
}
