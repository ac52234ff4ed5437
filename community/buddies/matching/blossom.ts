import {
	childWith,
	isBlossom,
	reverse,
	verticesOf,
	wayToBase,
	type Arc,
	type Blossom,
	type Part,
	type Vertex,
} from './part';
import { lookAround, makeInner, makeOuter, release, setSlope, type Stage } from './stage';

function above(part: Part): Part | undefined {
	return part.entry?.from.top;
}

function meetingPoint(one: Part, other: Part): Part {
	const seen = new Set<Part>();
	for (let at: Part | undefined = one; at !== undefined; at = above(at)) seen.add(at);
	let at = other;
	while (!seen.has(at)) {
		const next = above(at);
		if (next === undefined) break;
		at = next;
	}
	return at;
}

/** The parts from one up to, but without, the part `end`, each with the arc that leads down to it. */
function climb(start: Part, end: Part): { part: Part; entry: Arc }[] {
	const way = [];
	for (let part = start; part !== end;) {
		const { entry } = part;
		if (entry === undefined) break;
		way.push({ part, entry });
		part = entry.from.top;
	}
	return way;
}

/** Shrinks the odd ring that a tight arc between two outer parts closes (Edmonds 1965). */
export function shrink(stage: Stage, arc: Arc): void {
	const common = meetingPoint(arc.from.top, arc.to.top);
	const down = climb(arc.from.top, common).reverse();
	const up = climb(arc.to.top, common);
	const blossom: Blossom = {
		ring: [common, ...down.map(({ part }) => part), ...up.map(({ part }) => part)],
		joints: [...down.map(({ entry }) => entry), arc, ...up.map(({ entry }) => reverse(entry))],
		base: common.base,
		parent: undefined,
		label: 'outer',
		entry: common.entry,
		dual: 0,
		slope: 0,
		since: stage.now,
	};
	setSlope(stage, blossom, 2);
	const newlyOuter = blossom.ring.filter(({ label }) => label === 'inner').flatMap(verticesOf);
	for (const part of blossom.ring) swallow(stage, part, blossom);
	for (const vertex of verticesOf(blossom)) vertex.top = blossom;
	for (const vertex of newlyOuter) setSlope(stage, vertex, 1);
	for (const vertex of newlyOuter) lookAround(stage, vertex);
}

function swallow(stage: Stage, part: Part, blossom: Blossom): void {
	part.parent = blossom;
	part.label = undefined;
	part.entry = undefined;
	if (isBlossom(part)) setSlope(stage, part, 0);
}

/** The arc between two neighbours of the ring, from one to the other. */
function jointBetween({ ring, joints }: Blossom, from: number, to: number): Arc | undefined {
	if (to === (from + 1) % ring.length) return joints[from];
	const joint = joints[to];
	return joint === undefined ? undefined : reverse(joint);
}

/**
 * Opens an inner blossom whose dual value is 0: the parts on the even way from where the tree enters to
 * the base stay in the tree, the others leave it.
 */
export function open(stage: Stage, blossom: Blossom): void {
	const { ring, entry } = blossom;
	if (entry === undefined) return;
	const entered = ring.indexOf(childWith(blossom, entry.to));
	for (const part of ring) {
		part.parent = undefined;
		for (const vertex of verticesOf(part)) vertex.top = part;
	}
	const way = wayToBase(blossom, entered);
	const staying = new Set(way);
	ring.forEach((part, position) => {
		if (!staying.has(position)) for (const vertex of verticesOf(part)) release(stage, vertex);
	});
	const entries = way.map((to, step) => (step === 0 ? entry : jointBetween(blossom, way[step - 1] ?? 0, to)));
	way.forEach((position, step) => {
		const [part, arc] = [ring[position], entries[step]];
		if (part !== undefined && arc !== undefined) (step % 2 === 0 ? makeInner : makeOuter)(stage, part, arc);
	});
}

function match(one: Vertex, other: Vertex): void {
	one.mate = other;
	other.mate = one;
}

/** Matches the inside of a part anew, so that `vertex` is the one left over. */
function rebase(part: Part, vertex: Vertex): void {
	if (!isBlossom(part) || part.base === vertex) return;
	const { ring, joints } = part;
	const child = childWith(part, vertex);
	const start = ring.indexOf(child);
	rebase(child, vertex);
	const way = wayToBase(part, start);
	for (let step = 1; step + 1 < way.length; step += 2) {
		const [from, to] = [way[step] ?? 0, way[step + 1] ?? 0];
		const [one, other, joint] = [ring[from], ring[to], jointBetween(part, from, to)];
		if (one === undefined || other === undefined || joint === undefined) continue;
		rebase(one, joint.from);
		rebase(other, joint.to);
		match(joint.from, joint.to);
	}
	part.ring = [...ring.slice(start), ...ring.slice(0, start)];
	part.joints = [...joints.slice(start), ...joints.slice(0, start)];
	part.base = vertex;
}

/** Turns the matching round along the way from the root to an unmatched vertex that a tight arc reaches. */
export function augment(found: Arc): void {
	rebase(found.to.top, found.to);
	for (let arc: Arc | undefined = found; arc !== undefined;) {
		const outer: Part = arc.from.top;
		const inner: Part | undefined = outer.entry?.from.top;
		rebase(outer, arc.from);
		match(arc.from, arc.to);
		arc = inner?.entry;
		if (inner !== undefined && arc !== undefined) rebase(inner, arc.to);
	}
}
