import { EventQueue } from './events';
import { isBlossom, verticesOf, type Arc, type Part, type Vertex } from './part';

/**
 * One stage of the search: a tree grows from an unmatched root until it finds another unmatched vertex.
 * Time is by how much the dual values of outer vertices have risen since the stage began.
 */
export interface Stage {
	now: number;
	events: EventQueue;
	/** Whatever must be put to rest when the stage ends; a part may be in it more than once. */
	touched: Set<Part>;
}

export function newStage(): Stage {
	return { now: 0, events: new EventQueue(), touched: new Set() };
}

/** The (doubled) dual value of a part at this moment. */
export function dualNow({ now }: Stage, { dual, slope, since }: Part): number {
	return dual + slope * (now - since);
}

/** The (doubled) slack of an arc between two outermost parts: 0 if it is tight, never less. */
export function slackNow(stage: Stage, { from, to, cost }: Arc): number {
	return cost - dualNow(stage, from) - dualNow(stage, to);
}

/** From now on the dual value of a part changes at another pace. */
export function setSlope(stage: Stage, part: Part, slope: number): void {
	part.dual = dualNow(stage, part);
	part.since = stage.now;
	part.slope = slope;
	stage.touched.add(part);
}

/** Makes an outermost part outer: its dual values rise, and its arcs are looked at. */
export function makeOuter(stage: Stage, part: Part, entry: Arc | undefined): void {
	part.label = 'outer';
	part.entry = entry;
	stage.touched.add(part);
	if (isBlossom(part)) setSlope(stage, part, 2);
	const vertices = verticesOf(part);
	for (const vertex of vertices) setSlope(stage, vertex, 1);
	for (const vertex of vertices) lookAround(stage, vertex);
}

/** Makes an outermost part inner: its dual values fall, a blossom's until it must be opened. */
export function makeInner(stage: Stage, part: Part, entry: Arc): void {
	part.label = 'inner';
	part.entry = entry;
	stage.touched.add(part);
	if (isBlossom(part)) {
		setSlope(stage, part, -2);
		stage.events.push(stage.now + part.dual / 2, part);
	}
	for (const vertex of verticesOf(part)) setSlope(stage, vertex, -1);
}

/** Foresees when the arcs of an outer vertex become tight. */
export function lookAround(stage: Stage, vertex: Vertex): void {
	for (const arc of vertex.arcs) {
		const { to } = arc;
		if (to.top === vertex.top) continue;
		const slack = slackNow(stage, arc);
		if (to.top.label === 'outer') stage.events.push(stage.now + slack / 2, arc);
		else if (to.nearest === undefined || slack < slackNow(stage, to.nearest)) {
			to.nearest = arc;
			stage.touched.add(to);
			if (to.top.label === undefined) stage.events.push(stage.now + slack, arc);
		}
	}
}

/** A vertex that has dropped out of the tree waits for its nearest arc to become tight. */
export function release(stage: Stage, vertex: Vertex): void {
	setSlope(stage, vertex, 0);
	if (vertex.nearest !== undefined) {
		stage.events.push(stage.now + slackNow(stage, vertex.nearest), vertex.nearest);
	}
}

/** Ends the stage: dual values stay as they are, the tree is forgotten. */
export function putToRest(stage: Stage): void {
	for (const part of stage.touched) {
		part.dual = dualNow(stage, part);
		part.slope = 0;
		part.since = 0;
		part.label = undefined;
		part.entry = undefined;
		if (!isBlossom(part)) part.nearest = undefined;
	}
}
