import { augment, open, shrink } from './blossom';
import { newVertex, verticesOf, type Arc, type Blossom, type Part, type Vertex } from './part';
import { runToEnd, type Steps } from './steps';
import { dualNow, makeInner, makeOuter, newStage, putToRest, slackNow, type Stage } from './stage';

/** Between two vertices, counted from 0; the cost is an integer. */
export type Edge = readonly [one: number, other: number, cost: number];

/** A set of odd size, and what it costs (doubled) to match as many as possible inside it. */
export interface OddSet {
	members: number[];
	/** Greater than 0, and even. */
	dual: number;
}

/** A perfect matching of least cost, and the dual solution that proves it (see certificate.ts). */
export interface PerfectMatching {
	/** The partner of each vertex. */
	mates: number[];
	/** The doubled dual value of each vertex. */
	duals: number[];
	oddSets: OddSet[];
}

/** What a similar graph gave: right or wrong, it only decides how long the search takes. */
export type Hint = Pick<PerfectMatching, 'mates' | 'duals'>;

/**
 * A perfect matching of least total cost in a general graph, exactly, in integers.
 *
 * The blossom algorithm (J. Edmonds, "Maximum matching and a polyhedron with 0,1-vertices", 1965) in its
 * primal-dual form with a queue of events and lazily changed dual values (Z. Galil, "Efficient algorithms
 * for finding maximum matching in graphs", ACM Computing Surveys 18, 1986; see also J. van Rantwijk's notes on
 * weighted matching). One tree grows at a time from an unmatched vertex. With n vertices and m edges:
 * O(n · (m log m + n²)) at worst, usually far less.
 *
 * @param size the number of vertices
 * @param edges no edge from a vertex to itself; of parallel ones the cheapest counts
 * @param hint must be integers
 * @returns `undefined` if there is no perfect matching
 */
export function perfectMatching(size: number, edges: readonly Edge[], hint?: Hint): PerfectMatching | undefined {
	return runToEnd(perfectMatchingSteps(size, edges, hint));
}

/** The same in pieces, one for each tree. */
export function* perfectMatchingSteps(
	size: number,
	edges: readonly Edge[],
	hint?: Hint,
): Steps<PerfectMatching | undefined> {
	if (size % 2 !== 0) return undefined;
	const vertices = graph(size, edges);
	if (vertices.some(({ arcs }) => arcs.length === 0)) return undefined;
	begin(vertices, hint);
	for (const vertex of vertices) {
		if (vertex.mate !== undefined) continue;
		if (!grow(vertex)) return undefined;
		yield;
	}
	return {
		mates: vertices.map(({ mate }) => mate?.index ?? -1),
		duals: vertices.map(({ dual }) => dual),
		oddSets: oddSets(vertices),
	};
}

function graph(size: number, edges: readonly Edge[]): Vertex[] {
	const vertices = Array.from({ length: size }, (_, index) => newVertex(index));
	for (const [one, other, cost] of edges) {
		const [from, to] = [vertices[one], vertices[other]];
		if (from === undefined || to === undefined || from === to) throw new RangeError(`No edge: ${one}–${other}`);
		from.arcs.push({ from, to, cost: 2 * cost });
		to.arcs.push({ from: to, to: from, cost: 2 * cost });
	}
	return vertices;
}

/** A dual solution to begin with, and what can be matched by its tight arcs without any search. */
function begin(vertices: readonly Vertex[], hint: Hint | undefined): void {
	const slack = ({ from, to, cost }: Arc): number => cost - from.dual - to.dual;
	for (const vertex of vertices) vertex.dual = hint?.duals[vertex.index] ?? least(vertex.arcs, ({ cost }) => cost / 2);
	for (const vertex of vertices) vertex.dual += Math.min(0, least(vertex.arcs, slack));
	for (const vertex of vertices) vertex.dual += least(vertex.arcs, slack);
	const pair = (vertex: Vertex, isWanted: (arc: Arc) => boolean): void => {
		if (vertex.mate !== undefined) return;
		const tight = vertex.arcs.find((arc) => arc.to.mate === undefined && isWanted(arc) && slack(arc) === 0);
		if (tight === undefined) return;
		vertex.mate = tight.to;
		tight.to.mate = vertex;
	};
	// What the hint has paired comes first, or others would take its partners.
	for (const vertex of vertices) pair(vertex, ({ to }) => to.index === hint?.mates[vertex.index]);
	for (const vertex of vertices) pair(vertex, () => true);
}

function least(arcs: readonly Arc[], value: (arc: Arc) => number): number {
	return arcs.reduce((smallest, arc) => Math.min(smallest, value(arc)), Infinity);
}

/** Runs one stage; `false` if the root cannot be matched. */
function grow(root: Vertex): boolean {
	const stage = newStage();
	makeOuter(stage, root.top, undefined);
	for (let next = stage.events.pop(); next !== undefined; next = stage.events.pop()) {
		stage.now = next.time;
		const { event } = next;
		if ('ring' in event) openIfDue(stage, event);
		else if (follow(stage, event)) {
			putToRest(stage);
			return true;
		}
	}
	return false;
}

function openIfDue(stage: Stage, blossom: Blossom): void {
	if (blossom.label === 'inner' && dualNow(stage, blossom) === 0) open(stage, blossom);
}

/** Follows an arc from an outer vertex if it is tight; `true` if the matching has become larger. */
function follow(stage: Stage, arc: Arc): boolean {
	const target = arc.to.top;
	if (target === arc.from.top || target.label === 'inner' || slackNow(stage, arc) > 0) return false;
	if (target.label === 'outer') {
		shrink(stage, arc);
		return false;
	}
	const { mate } = target.base;
	if (mate === undefined) {
		augment(arc);
		return true;
	}
	makeInner(stage, target, arc);
	makeOuter(stage, mate.top, { from: target.base, to: mate, cost: 0 });
	return false;
}

function oddSets(vertices: readonly Vertex[]): OddSet[] {
	const blossoms = new Set<Blossom>();
	for (const vertex of vertices) {
		for (let part: Part | undefined = vertex.parent; part !== undefined; part = part.parent) blossoms.add(part);
	}
	return [...blossoms]
		.filter(({ dual }) => dual > 0)
		.map((blossom) => ({ members: verticesOf(blossom).map(({ index }) => index), dual: blossom.dual }));
}
