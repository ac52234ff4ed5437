import type { Path } from './path';

/** `#rrggbb` or `#rrggbbaa`. */
export type Colour = string;

export interface ShapeNode {
	kind: 'shape';
	path: Path;
	fill: Colour;
}

export interface TextNode {
	kind: 'text';
	text: string;
	/** Where the line begins, ends or has its middle, by `align`; the baseline. */
	x: number;
	y: number;
	/** Height of the em square, in pixels. */
	size: number;
	fill: Colour;
	align: 'start' | 'middle' | 'end';
	bold: boolean;
	/** Widest that the line may be, in pixels. */
	most: number;
}

export type SceneNode = ShapeNode | TextNode;

/** A picture before it is SVG or PNG: filled shapes and lines of text, bottom first. */
export interface Scene {
	width: number;
	height: number;
	background: Colour;
	nodes: SceneNode[];
}

export function shape(path: Path, fill: Colour): ShapeNode {
	return { kind: 'shape', path, fill };
}

export function text(
	value: string,
	x: number,
	y: number,
	size: number,
	fill: Colour,
	{ align = 'start', bold = false, most = Infinity }: Partial<Pick<TextNode, 'align' | 'bold' | 'most'>> = {},
): TextNode {
	return { kind: 'text', text: value, x, y, size, fill, align, bold, most };
}

/** A picture with the sentence that says what it shows, for whoever does not see it. */
export interface Picture {
	scene: Scene;
	/** One or two sentences. */
	alt: string;
	title: string;
}
