import type { Arc, Blossom } from './part';

/** What may happen in a stage: an arc becomes tight, or an inner blossom's dual value reaches 0. */
export type Event = Arc | Blossom;

interface Timed {
	time: number;
	event: Event;
}

/** A binary heap (Williams, Algorithm 232, 1964): the earliest event first. */
export class EventQueue {
	private readonly heap: Timed[] = [];

	push(time: number, event: Event): void {
		const { heap } = this;
		const added = { time, event };
		let at = heap.length;
		heap.push(added);
		while (at > 0) {
			const above = (at - 1) >> 1;
			const parent = heap[above];
			if (parent === undefined || parent.time <= time) break;
			heap[at] = parent;
			at = above;
		}
		heap[at] = added;
	}

	pop(): Timed | undefined {
		const { heap } = this;
		const first = heap[0];
		const last = heap.pop();
		if (last !== undefined && heap.length > 0) this.sink(last);
		return first;
	}

	private sink(moved: Timed): void {
		const { heap } = this;
		let at = 0;
		for (;;) {
			const left = heap[2 * at + 1];
			const right = heap[2 * at + 2];
			if (left === undefined) break;
			const isRight = right !== undefined && right.time < left.time;
			const child = isRight ? right : left;
			if (child.time >= moved.time) break;
			heap[at] = child;
			at = 2 * at + (isRight ? 2 : 1);
		}
		heap[at] = moved;
	}
}
