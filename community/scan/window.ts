import { type Fingerprint, ones, SHORTEST_SIMILAR } from './fingerprint';
import type { RecentMessage } from './repetition';

/** A recent message that can be told from others. */
export interface NotedMessage extends RecentMessage {
	key: string;
}

const bits = (simhash: string, from: number): number => Number.parseInt(simhash.slice(from, from + 8), 16);

/**
 * The last messages of a group, at most `size`, to be compared with each new one. What it costs to look grows with
 * `size` and not with how many messages went through it.
 */
export class RecentWindow {
	private readonly messages: NotedMessage[] = [];
	/** Halves of the simhashes beside their messages, as numbers: reading them anew each time would be most of the work. */
	private readonly high: Int32Array;
	private readonly low: Int32Array;
	private next = 0;

	constructor(private readonly size: number) {
		this.high = new Int32Array(size);
		this.low = new Int32Array(size);
	}

	/** Takes the place of the oldest message if the window is full. */
	add(message: NotedMessage): void {
		this.messages[this.next] = message;
		this.high[this.next] = bits(message.simhash, 0);
		this.low[this.next] = bits(message.simhash, 8);
		this.next = (this.next + 1) % this.size;
	}

	/**
	 * Messages that are the same as a text or similar to it (see `likeness`), in no order.
	 *
	 * @param closest bits in which the simhashes of similar texts may differ
	 */
	alike({ exact, simhash, length }: Fingerprint, closest: number): NotedMessage[] {
		const [high, low] = [bits(simhash, 0), bits(simhash, 8)];
		const mayBeSimilar = length >= SHORTEST_SIMILAR;
		return this.messages.filter((message, index) => {
			if (mayBeSimilar && message.length >= SHORTEST_SIMILAR) {
				const differing = ones(high ^ (this.high[index] ?? 0));
				if (differing <= closest && differing + ones(low ^ (this.low[index] ?? 0)) <= closest) return true;
			}
			return message.exact === exact;
		});
	}
}
