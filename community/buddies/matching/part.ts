/**
 * What the matching algorithm is made of. A part is a vertex, or a blossom: an odd ring of parts, shrunk
 * to one. Dual values and slacks are doubled, so that they are integers wherever the costs are.
 */
interface Common {
	/** The blossom it is directly in. */
	parent: Blossom | undefined;
	/** Where it stands in the tree of the current stage; only outermost parts have a label. */
	label: 'outer' | 'inner' | undefined;
	/** The tight arc by which the tree reached it; none at the root. */
	entry: Arc | undefined;
	/** The dual value at the moment `since`, from when on it changes by `slope` for each unit of time. */
	dual: number;
	slope: number;
	since: number;
	/** The one vertex that is not matched inside the part. */
	base: Vertex;
}

export interface Vertex extends Common {
	index: number;
	arcs: Arc[];
	mate: Vertex | undefined;
	/** The outermost part that it is in. */
	top: Part;
	/** The arc of least slack from an outer vertex, while it is not outer itself. */
	nearest: Arc | undefined;
}

export interface Blossom extends Common {
	/** From the base on, in the order of the ring; every second joint is matched, the first is not. */
	ring: Part[];
	/** The i-th leads from the i-th part of the ring to the next. */
	joints: Arc[];
}

export type Part = Vertex | Blossom;

/** One direction of an edge. */
export interface Arc {
	from: Vertex;
	to: Vertex;
	/** Twice the edge's cost. */
	cost: number;
}

export function isBlossom(part: Part): part is Blossom {
	return 'ring' in part;
}

/** A vertex without arcs. */
export function newVertex(index: number): Vertex {
	const vertex = {
		index,
		arcs: [],
		mate: undefined,
		nearest: undefined,
		parent: undefined,
		label: undefined,
		entry: undefined,
		dual: 0,
		slope: 0,
		since: 0,
	};
	const self = vertex as unknown as Vertex;
	self.base = self;
	self.top = self;
	return self;
}

/** Every vertex of a part. */
export function verticesOf(part: Part): Vertex[] {
	if (!isBlossom(part)) return [part];
	const found: Vertex[] = [];
	const open: Part[] = [part];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		if (isBlossom(next)) open.push(...next.ring);
		else found.push(next);
	}
	return found;
}

export function reverse({ from, to, cost }: Arc): Arc {
	return { from: to, to: from, cost };
}

/** The part of the ring that a vertex is in. */
export function childWith(blossom: Blossom, vertex: Vertex): Part {
	let child: Part = vertex;
	while (child.parent !== undefined && child.parent !== blossom) child = child.parent;
	return child;
}

/** Positions in the ring from a part to the base, by the way with an even number of steps, which begins with a matched joint. */
export function wayToBase({ ring }: Blossom, start: number): number[] {
	const step = start % 2 === 0 ? -1 : 1;
	const way = [start];
	for (let at = start; at % ring.length !== 0;) {
		at += step;
		way.push(at % ring.length);
	}
	return way;
}
