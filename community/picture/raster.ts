import type { Outlines } from './pack';
import type { Path } from './path';
import type { Colour, Scene, TextNode } from './scene';
import { EMOJI_BOX, writeLine } from './write';

/** How far a chord may lie from its curve, in pixels. */
const FLATNESS = 0.08;

type Transform = readonly [scale: number, x: number, y: number];
const IDENTITY: Transform = [1, 0, 0];

/** Pixels as red, green, blue and opacity, a byte each, row by row from the top. */
export interface Pixels {
	width: number;
	height: number;
	data: Uint8Array;
}

function rgba(colour: Colour): readonly [number, number, number, number] {
	const byte = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
	return [byte(1), byte(3), byte(5), colour.length === 9 ? byte(7) / 255 : 1];
}

/**
 * Fills outlines with exact coverage: each edge adds the area that it cuts off in every pixel it
 * crosses, and a running sum over the row gives how much of a pixel is inside (the method of
 * Raph Levien's font-rs). Where outlines of one path overlap the sum is the winding number, so
 * clamping it gives the non-zero rule.
 */
class Canvas {
	readonly pixels: Pixels;
	private readonly cover: Float32Array;
	private readonly stride: number;
	private top = 0;
	private bottom = 0;
	private left = 0;
	private right = 0;

	constructor(width: number, height: number, background: Colour) {
		this.stride = width + 2;
		this.cover = new Float32Array(this.stride * height);
		const data = new Uint8Array(width * height * 4);
		const [red, green, blue] = rgba(background);
		for (let at = 0; at < data.length; at += 4) {
			data[at] = red;
			data[at + 1] = green;
			data[at + 2] = blue;
			data[at + 3] = 255;
		}
		this.pixels = { width, height, data };
	}

	fill(path: Path, colour: Colour, [scale, dx, dy]: Transform): void {
		this.top = this.pixels.height;
		this.left = this.pixels.width;
		this.bottom = 0;
		this.right = 0;
		let [startX, startY, x, y] = [0, 0, 0, 0];
		const toX = (value: number) => value * scale + dx;
		const toY = (value: number) => value * scale + dy;
		const lineTo = (nextX: number, nextY: number) => {
			this.edge(x, y, nextX, nextY);
			[x, y] = [nextX, nextY];
		};
		for (const segment of path) {
			switch (segment[0]) {
				case 'M':
					lineTo(startX, startY);
					[startX, startY] = [toX(segment[1]), toY(segment[2])];
					[x, y] = [startX, startY];
					break;
				case 'L':
					lineTo(toX(segment[1]), toY(segment[2]));
					break;
				case 'Q': {
					const [x0, y0, x1, y1] = [x, y, toX(segment[1]), toY(segment[2])];
					const [x2, y2] = [toX(segment[3]), toY(segment[4])];
					const steps = Math.ceil(Math.sqrt(Math.hypot(x0 - 2 * x1 + x2, y0 - 2 * y1 + y2) / (4 * FLATNESS))) || 1;
					for (let step = 1; step <= steps; step += 1) {
						const t = step / steps;
						const s = 1 - t;
						lineTo(s * s * x0 + 2 * s * t * x1 + t * t * x2, s * s * y0 + 2 * s * t * y1 + t * t * y2);
					}
					break;
				}
				case 'C': {
					const [x0, y0, x1, y1] = [x, y, toX(segment[1]), toY(segment[2])];
					const [x2, y2, x3, y3] = [toX(segment[3]), toY(segment[4]), toX(segment[5]), toY(segment[6])];
					const bend = Math.max(
						Math.hypot(x0 - 2 * x1 + x2, y0 - 2 * y1 + y2),
						Math.hypot(x1 - 2 * x2 + x3, y1 - 2 * y2 + y3),
					);
					const steps = Math.ceil(Math.sqrt((bend * 3) / (4 * FLATNESS))) || 1;
					for (let step = 1; step <= steps; step += 1) {
						const t = step / steps;
						const s = 1 - t;
						const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
						lineTo(a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3);
					}
					break;
				}
				case 'Z':
					lineTo(startX, startY);
			}
		}
		lineTo(startX, startY);
		this.paint(rgba(colour));
	}

	/** Adds one edge. What lies left or right of the canvas counts at its border. */
	private edge(fromX: number, fromY: number, toX: number, toY: number): void {
		if (fromY === toY) return;
		const { cover, stride } = this;
		const { width, height } = this.pixels;
		const direction = fromY < toY ? 1 : -1;
		const [x0, y0, x1, y1] = direction === 1 ? [fromX, fromY, toX, toY] : [toX, toY, fromX, fromY];
		const slope = (x1 - x0) / (y1 - y0);
		const firstRow = Math.max(0, Math.floor(y0));
		const lastRow = Math.min(height, Math.ceil(y1));
		let x = x0 + (Math.max(y0, 0) - y0) * slope;
		if (firstRow < this.top) this.top = firstRow;
		if (lastRow > this.bottom) this.bottom = lastRow;
		for (let row = firstRow; row < lastRow; row += 1) {
			const part = Math.min(row + 1, y1) - Math.max(row, y0);
			const next = x + slope * part;
			const area = part * direction;
			const a = Math.min(width, Math.max(0, x < next ? x : next));
			const b = Math.min(width, Math.max(0, x < next ? next : x));
			x = next;
			const first = Math.floor(a);
			const last = Math.ceil(b);
			if (first < this.left) this.left = first;
			if (last + 1 > this.right) this.right = last + 1;
			const at = row * stride + first;
			if (last <= first + 1) {
				const middle = area * ((a + b) / 2 - first);
				cover[at] = (cover[at] ?? 0) + area - middle;
				cover[at + 1] = (cover[at + 1] ?? 0) + middle;
				continue;
			}
			const share = 1 / (b - a);
			const head = 1 - (a - first);
			const tail = b - last + 1;
			const start = 0.5 * share * head * head;
			const end = 0.5 * share * tail * tail;
			cover[at] = (cover[at] ?? 0) + area * start;
			if (last === first + 2) cover[at + 1] = (cover[at + 1] ?? 0) + area * (1 - start - end);
			else {
				const second = share * (1.5 - (a - first));
				cover[at + 1] = (cover[at + 1] ?? 0) + area * (second - start);
				for (let column = 2; column < last - first - 1; column += 1) {
					cover[at + column] = (cover[at + column] ?? 0) + area * share;
				}
				const before = second + (last - first - 3) * share;
				cover[at + last - first - 1] = (cover[at + last - first - 1] ?? 0) + area * (1 - before - end);
			}
			cover[at + last - first] = (cover[at + last - first] ?? 0) + area * end;
		}
	}

	/** Blends the colour in by coverage, and forgets the coverage. */
	private paint([red, green, blue, alpha]: readonly [number, number, number, number]): void {
		const { cover, stride } = this;
		const { width, data } = this.pixels;
		const right = Math.min(width, this.right);
		for (let row = this.top; row < this.bottom; row += 1) {
			let sum = 0;
			let at = row * stride + this.left;
			let pixel = (row * width + this.left) * 4;
			for (let column = this.left; column < right; column += 1, at += 1, pixel += 4) {
				sum += cover[at] ?? 0;
				const inside = sum < 0 ? -sum : sum;
				if (inside < 0.002) continue;
				const opacity = (inside > 1 ? 1 : inside) * alpha;
				const under = 1 - opacity;
				data[pixel] = red * opacity + (data[pixel] ?? 0) * under + 0.5;
				data[pixel + 1] = green * opacity + (data[pixel + 1] ?? 0) * under + 0.5;
				data[pixel + 2] = blue * opacity + (data[pixel + 2] ?? 0) * under + 0.5;
			}
			cover.fill(0, row * stride + this.left, row * stride + Math.min(stride, this.right + 1));
		}
	}
}

function drawText(canvas: Canvas, outlines: Outlines, node: TextNode): void {
	const { size, align, most, bold } = node;
	const { pieces, width } = writeLine(outlines, node.text, { bold, most: most / size });
	const left = node.x - (align === 'start' ? 0 : align === 'end' ? width : width / 2) * size;
	for (const piece of pieces) {
		const x = left + piece.x * size;
		if (piece.kind === 'glyph') canvas.fill(piece.glyph.path, node.fill, [size / piece.glyph.units, x, node.y]);
		else {
			const scale = (size * EMOJI_BOX.size) / piece.drawing.units;
			const y = node.y - (EMOJI_BOX.size - EMOJI_BOX.below) * size;
			for (const { fill, path } of piece.drawing.layers) canvas.fill(path, fill, [scale, x, y]);
		}
	}
}

/** Draws a scene, one pixel for one unit. */
export function toPixels(outlines: Outlines, scene: Scene): Pixels {
	const canvas = new Canvas(Math.round(scene.width), Math.round(scene.height), scene.background);
	for (const node of scene.nodes) {
		if (node.kind === 'shape') canvas.fill(node.path, node.fill, IDENTITY);
		else drawText(canvas, outlines, node);
	}
	return canvas.pixels;
}
