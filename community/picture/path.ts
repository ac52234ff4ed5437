/** One step of an outline, in absolute coordinates: move, line, quadratic or cubic Bézier curve, close. */
export type Segment =
	| readonly ['M', number, number]
	| readonly ['L', number, number]
	| readonly ['Q', number, number, number, number]
	| readonly ['C', number, number, number, number, number, number]
	| readonly ['Z'];

/** Outlines filled by the non-zero rule; y grows downwards. */
export type Path = readonly Segment[];

/** How far a control point of a cubic curve lies from its end, for a quarter of a circle of radius 1. */
const ARC = 0.5522847498;

/** A rectangle with round corners. */
export function roundedRect(x: number, y: number, width: number, height: number, radius: number): Path {
	const r = Math.max(0, Math.min(radius, width / 2, height / 2));
	if (r === 0) return polygon([x, y], [x + width, y], [x + width, y + height], [x, y + height]);
	const c = r * (1 - ARC);
	const [right, bottom] = [x + width, y + height];
	return [
		['M', x + r, y],
		['L', right - r, y],
		['C', right - c, y, right, y + c, right, y + r],
		['L', right, bottom - r],
		['C', right, bottom - c, right - c, bottom, right - r, bottom],
		['L', x + r, bottom],
		['C', x + c, bottom, x, bottom - c, x, bottom - r],
		['L', x, y + r],
		['C', x, y + c, x + c, y, x + r, y],
		['Z'],
	];
}

export function circle(cx: number, cy: number, radius: number): Path {
	return roundedRect(cx - radius, cy - radius, radius * 2, radius * 2, radius);
}

/** The border of a rounded rectangle, inside its edge. */
export function frame(x: number, y: number, width: number, height: number, radius: number, thickness: number): Path {
	const inner = roundedRect(
		x + thickness,
		y + thickness,
		width - 2 * thickness,
		height - 2 * thickness,
		Math.max(0, radius - thickness),
	);
	return [...roundedRect(x, y, width, height, radius), ...reversed(inner)];
}

/** A straight line with a thickness. */
export function bar(x1: number, y1: number, x2: number, y2: number, thickness: number): Path {
	const length = Math.hypot(x2 - x1, y2 - y1) || 1;
	const nx = (((y2 - y1) / length) * thickness) / 2;
	const ny = (((x1 - x2) / length) * thickness) / 2;
	return polygon([x1 + nx, y1 + ny], [x2 + nx, y2 + ny], [x2 - nx, y2 - ny], [x1 - nx, y1 - ny]);
}

/** A part of a ring, clockwise from the top; `share` from 0 to 1. */
export function ring(cx: number, cy: number, radius: number, thickness: number, share: number): Path {
	const steps = Math.max(1, Math.ceil(180 * share));
	const at = (step: number, r: number): [number, number] => {
		const angle = (step / steps) * share * 2 * Math.PI;
		return [cx + Math.sin(angle) * r, cy - Math.cos(angle) * r];
	};
	const outer = Array.from({ length: steps + 1 }, (_, step) => at(step, radius));
	const inner = Array.from({ length: steps + 1 }, (_, step) => at(steps - step, radius - thickness));
	return polygon(...outer, ...inner);
}

export function polygon(...points: readonly (readonly [number, number])[]): Path {
	return [...points.map(([x, y], index): Segment => [index === 0 ? 'M' : 'L', x, y]), ['Z']];
}

/** The same closed outline the other way round, so that it cuts a hole. */
function reversed(path: Path): Path {
	const points: [number, number][] = [];
	const controls: (readonly [number, number, number, number] | undefined)[] = [];
	for (const segment of path) {
		if (segment[0] === 'M' || segment[0] === 'L') {
			points.push([segment[1], segment[2]]);
			controls.push(undefined);
		} else if (segment[0] === 'C') {
			points.push([segment[5], segment[6]]);
			controls.push([segment[1], segment[2], segment[3], segment[4]]);
		}
	}
	const last = points.at(-1);
	if (last === undefined) return [];
	const back: Segment[] = [['M', ...last]];
	for (let index = points.length - 1; index > 0; index -= 1) {
		const [x, y] = points[index - 1] ?? last;
		const control = controls[index];
		back.push(control === undefined ? ['L', x, y] : ['C', control[2], control[3], control[0], control[1], x, y]);
	}
	return [...back, ['Z']];
}
