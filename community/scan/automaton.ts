/** A key found in a text: `key` is its number, the units from `start` to `end` (exclusive) are it. */
export interface Found {
	key: number;
	start: number;
	end: number;
}

interface Node {
	next: Map<number, Node>;
	/** Where to go on when no longer key fits. */
	fail: Node | undefined;
	/** Numbers of the keys that end here. */
	keys: number[];
	/** The closest node down the fail links at which a key ends. */
	shorter: Node | undefined;
}

const emptyNode = (): Node => ({ next: new Map(), fail: undefined, keys: [], shorter: undefined });

/**
 * Finds many keys in one pass over a text (Aho and Corasick, "Efficient string matching", 1975):
 * the time grows with the text and the number of finds, not with the number of keys.
 */
export class Automaton {
	private readonly root = emptyNode();

	constructor(private readonly keys: readonly string[]) {
		keys.forEach((key, index) => {
			if (key !== '') this.insert(key, index);
		});
		this.link();
	}

	find(text: string): Found[] {
		const found: Found[] = [];
		let node = this.root;
		for (let index = 0; index < text.length; index += 1) {
			node = this.step(node, text.charCodeAt(index));
			for (let at: Node | undefined = node; at !== undefined; at = at.shorter) {
				for (const key of at.keys) {
					found.push({ key, start: index + 1 - (this.keys[key] ?? '').length, end: index + 1 });
				}
			}
		}
		return found;
	}

	private insert(key: string, index: number): void {
		let node = this.root;
		for (let unit = 0; unit < key.length; unit += 1) {
			const code = key.charCodeAt(unit);
			const next = node.next.get(code) ?? emptyNode();
			node.next.set(code, next);
			node = next;
		}
		node.keys.push(index);
	}

	/** Breadth first, so that the fail link of a shorter prefix is there when a longer one needs it. */
	private link(): void {
		const queue = [this.root];
		for (const node of queue) {
			for (const [code, child] of node.next) {
				child.fail = node === this.root ? this.root : this.step(node.fail ?? this.root, code);
				child.shorter = child.fail.keys.length > 0 ? child.fail : child.fail.shorter;
				queue.push(child);
			}
		}
	}

	private step(from: Node, code: number): Node {
		for (let node: Node | undefined = from; node !== undefined; node = node.fail) {
			const next = node.next.get(code);
			if (next !== undefined) return next;
		}
		return this.root;
	}
}
