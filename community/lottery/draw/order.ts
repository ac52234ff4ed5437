import type { Entrant } from './entrants';
import { sha256Hex } from './sha256';

/** The one order of a lottery in which nobody wins twice; otherwise an order is named after its tier. */
export const WHOLE_LOTTERY = '*';

/** An entrant's best lot in one order. */
export interface Drawn {
	readonly entrant: string;
	/** The least of the entrant's lots, 32 bytes in hex; they are compared as text, which is as bytes. */
	readonly lot: string;
	/** Which of the entrant's lots it was, from 1. */
	readonly ticket: number;
}

/**
 * The lots of one order. A lot is SHA-256 over five lines, each ended by a line feed:
 *
 * ```text
 * shequn-lottery/v1/lot
 * <seed>
 * <order: "*", or the id of a prize tier>
 * <entrant>
 * <number of the lot, from 1 to the weight>
 * ```
 *
 * @returns a function that draws all lots of an entrant and gives the least
 */
export function lotsOf(seed: string, order: string): (entrant: Entrant) => Drawn {
	const head = `shequn-lottery/v1/lot\n${seed}\n${order}\n`;
	const encoder = new TextEncoder();
	const blanks = new Map<number, Blank>();

	/** A text for each number of a lot, in which only the entrant changes: far faster than joining it anew. */
	const blankOf = (ticket: number): Blank => {
		const known = blanks.get(ticket);
		if (known !== undefined) return known;
		const text = encoder.encode(`${head}${'0'.repeat(64)}\n${String(ticket)}\n`);
		const made = { text, entrant: text.subarray(head.length, head.length + 64) };
		blanks.set(ticket, made);
		return made;
	};

	return ({ entrant, weight }) => {
		let best: Drawn | undefined;
		for (let ticket = 1; ticket <= weight; ticket++) {
			const blank = blankOf(ticket);
			encoder.encodeInto(entrant, blank.entrant);
			const lot = sha256Hex(blank.text);
			if (best === undefined || lot < best.lot) best = { entrant, lot, ticket };
		}
		return best ?? { entrant, lot: 'f'.repeat(64), ticket: 0 };
	};
}

/** The text of a lot, and the part of it that the entrant fills. */
interface Blank {
	readonly text: Uint8Array;
	readonly entrant: Uint8Array;
}

/** Least lot first. Equal lots will not be seen; were there any, the lesser entrant would come first. */
export function before(a: Drawn, b: Drawn): boolean {
	return a.lot < b.lot || (a.lot === b.lot && a.entrant < b.entrant);
}

/**
 * The first `size` of all that are offered, in order: a heap with the last of them on top, so that a million
 * entrants cost memory for the prizes alone.
 */
export class First {
	readonly #heap: Drawn[] = [];

	constructor(readonly size: number) {}

	offer(drawn: Drawn): void {
		const heap = this.#heap;
		if (heap.length < this.size) {
			heap.push(drawn);
			this.#rise(heap.length - 1);
			return;
		}
		const last = heap[0];
		if (last === undefined || !before(drawn, last)) return;
		heap[0] = drawn;
		this.#sink();
	}

	inOrder(): Drawn[] {
		return [...this.#heap].sort((a, b) => (before(a, b) ? -1 : 1));
	}

	#rise(from: number): void {
		const heap = this.#heap;
		for (let at = from; at > 0;) {
			const above = (at - 1) >> 1;
			const [child, parent] = [heap[at], heap[above]];
			if (child === undefined || parent === undefined || !before(parent, child)) return;
			heap[at] = parent;
			heap[above] = child;
			at = above;
		}
	}

	#sink(): void {
		const heap = this.#heap;
		for (let at = 0; ;) {
			const left = at * 2 + 1;
			const [a, b] = [heap[left], heap[left + 1]];
			if (a === undefined) return;
			const [below, child] = b !== undefined && before(a, b) ? [left + 1, b] : [left, a];
			const parent = heap[at];
			if (parent === undefined || !before(parent, child)) return;
			heap[at] = child;
			heap[below] = parent;
			at = below;
		}
	}
}
