import type { Outlines } from './pack';
import type { Path } from './path';
import type { Colour, Picture, SceneNode, TextNode } from './scene';
import { EMOJI_BOX, wellFormed, writeLine, type Piece } from './write';

const number = (value: number): string => String(Math.round(value * 100) / 100);

/** What XML 1.0 cannot hold is left out, the rest is escaped. */
function xml(text: string): string {
	return (
		wellFormed(text)
			// eslint-disable-next-line no-control-regex -- control characters are what is taken out
			.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
			.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
	);
}

function pathData(path: Path): string {
	return path.map(([letter, ...values]) => letter + values.map(number).join(' ')).join('');
}

function paint(fill: Colour): string {
	const alpha = fill.length === 9 ? Number.parseInt(fill.slice(7), 16) / 255 : 1;
	return `fill="${fill.slice(0, 7)}"${alpha < 1 ? ` fill-opacity="${number(alpha)}"` : ''}`;
}

/** Outlines that are used more than once are in the file once. */
class Definitions {
	private readonly known = new Map<string, string>();

	use(piece: Piece): string {
		const key = piece.kind === 'glyph' ? piece.glyph.key : piece.drawing.key;
		if (!this.known.has(key)) this.known.set(key, piece.kind === 'glyph' ? glyph(key, piece.glyph.path) : emoji(piece));
		return key;
	}

	toString(): string {
		return [...this.known.values()].join('');
	}
}

function glyph(key: string, path: Path): string {
	return `<path id="${key}" d="${pathData(path)}"/>`;
}

function emoji({ drawing }: Piece & { kind: 'emoji' }): string {
	const layers = drawing.layers.map(({ fill, path }) => `<path ${paint(fill)} d="${pathData(path)}"/>`);
	return `<g id="${drawing.key}">${layers.join('')}</g>`;
}

function line(outlines: Outlines, node: TextNode, definitions: Definitions): string {
	const { size, align, most, bold } = node;
	const { pieces, width } = writeLine(outlines, node.text, { bold, most: most / size });
	const left = node.x - (align === 'start' ? 0 : align === 'end' ? width : width / 2) * size;
	const uses = pieces.map((piece) => {
		const scale = size * (piece.kind === 'glyph' ? 1 / piece.glyph.units : EMOJI_BOX.size / piece.drawing.units);
		const y = piece.kind === 'glyph' ? node.y : node.y - (EMOJI_BOX.size - EMOJI_BOX.below) * size;
		const place = `translate(${number(left + piece.x * size)} ${number(y)}) scale(${Math.round(scale * 1e5) / 1e5})`;
		return `<use href="#${definitions.use(piece)}" transform="${place}"/>`;
	});
	return uses.length === 0 ? '' : `<g ${paint(node.fill)}>${uses.join('')}</g>`;
}

/**
 * The picture as SVG 1.1 with text as outlines, so that it looks alike wherever it is opened; its
 * words are in `title` and `desc` for screen readers.
 */
export function toSvg(outlines: Outlines, { scene, alt, title }: Picture): string {
	const definitions = new Definitions();
	const body = scene.nodes.map((node: SceneNode) =>
		node.kind === 'shape'
			? `<path ${paint(node.fill)} d="${pathData(node.path)}"/>`
			: line(outlines, node, definitions),
	);
	const { width, height, background } = scene;
	const size = `width="${number(width)}" height="${number(height)}"`;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${number(width)} ${number(height)}" role="img" aria-labelledby="title desc">`,
		`<title id="title">${xml(title)}</title><desc id="desc">${xml(alt)}</desc>`,
		`<defs>${definitions.toString()}</defs>`,
		`<rect ${size} ${paint(background)}/>`,
		...body,
		'</svg>',
	].join('\n');
}
