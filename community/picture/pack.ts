import type { Path, Segment } from './path';

/** A character as outlines. */
export interface Glyph {
	/** Names the outline; the same glyph has the same key. */
	key: string;
	path: Path;
	/** How far the next character is, in `units`. */
	advance: number;
	/** Size of the em square that the outline is drawn in; the baseline is y = 0. */
	units: number;
}

/** A picture character: coloured shapes, bottom first. */
export interface EmojiDrawing {
	key: string;
	layers: readonly { fill: string; path: Path }[];
	/** Side of the square that it is drawn in, from its upper left corner. */
	units: number;
}

/** The outlines that pictures write with. */
export interface Outlines {
	/** What the outlines were made from: package → version. */
	sources: Readonly<Record<string, string>>;
	glyph(codePoint: number, headline?: boolean): Glyph | undefined;
	/** @param key code points in hexadecimal joined by "-", without U+FE0F and skin tones, e.g. `1f468-200d-1f33e` */
	emoji(key: string): EmojiDrawing | undefined;
	/** What to write for a character without an outline: its simplified form, or Latin letters. */
	standIn(character: string): string | undefined;
}

interface Header {
	version: number;
	sources: Record<string, string>;
	units: Record<'han' | 'letters' | 'headline' | 'emoji', number>;
	sections: [string, number][];
}

/** Operations in the file; see tools/pictures/outlines.mjs, which writes it. */
const OP = { move: 0, line: 1, quad: 2, quadOn: 3, vertical: 4, horizontal: 5, end: 6, cubic: 7, colour: 8 } as const;
/** How many x and y of its own each operation has. */
const XS = [1, 1, 2, 1, 0, 1, 0, 3, 0];
const YS = [1, 1, 2, 1, 1, 0, 0, 3, 0];

/** Numbers of seven bits a byte, least first. */
class Reader {
	constructor(
		readonly bytes: Uint8Array,
		public at = 0,
	) {}

	unsigned(): number {
		let value = 0;
		for (let shift = 0; ; shift += 7) {
			const byte = this.bytes[this.at] ?? 0;
			this.at += 1;
			value |= (byte & 127) << shift;
			if (byte < 128) return value;
		}
	}

	signed(): number {
		const value = this.unsigned();
		return (value >>> 1) ^ -(value & 1);
	}

	skip(count: number): void {
		for (let left = count; left > 0; this.at += 1) if ((this.bytes[this.at] ?? 0) < 128) left -= 1;
	}
}

/** The streams of one set of outlines, and where in them each outline begins. */
class OutlineSet {
	private starts: Uint32Array | undefined;

	constructor(
		private readonly ops: Uint8Array,
		private readonly xs: Uint8Array,
		private readonly ys: Uint8Array,
		private readonly colours: Uint8Array,
		private readonly count: number,
	) {}

	/** Found when the set is first written with: a picture without emoji does not look for theirs. */
	private findStarts(): Uint32Array {
		const starts = new Uint32Array(this.count * 4);
		const { ops } = this;
		const [x, y, colour] = [new Reader(this.xs), new Reader(this.ys), new Reader(this.colours)];
		let op = 0;
		for (let index = 0; index < this.count; index += 1) {
			starts.set([op, x.at, y.at, colour.at], index * 4);
			for (let kind = ops[op]; kind !== undefined; kind = ops[op]) {
				op += 1;
				if (kind === OP.end) break;
				if (kind === OP.colour) colour.skip(1);
				x.skip(XS[kind] ?? 0);
				y.skip(YS[kind] ?? 0);
			}
		}
		return starts;
	}

	/** The shapes of one outline; letters have one, of the colour that they are written in. */
	read(index: number): { colour: number; path: Segment[] }[] {
		const starts = (this.starts ??= this.findStarts());
		const [start = 0, xAt = 0, yAt = 0, colourAt = 0] = starts.subarray(index * 4, index * 4 + 4);
		const [xs, ys, colours] = [new Reader(this.xs, xAt), new Reader(this.ys, yAt), new Reader(this.colours, colourAt)];
		const shapes: { colour: number; path: Segment[] }[] = [];
		let [x, y] = [0, 0];
		let path: Segment[] = [];
		/** The control point of a curve whose end is half-way to the next control point. */
		let open: [number, number] | undefined;
		const stepX = () => (x += xs.signed());
		const stepY = () => (y += ys.signed());
		const point = (): [number, number] => [stepX(), stepY()];
		const settle = (control: [number, number]) => {
			if (open !== undefined) path.push(['Q', ...open, (open[0] + control[0]) / 2, (open[1] + control[1]) / 2]);
			open = undefined;
		};
		const begin = (colour: number) => {
			path = [];
			shapes.push({ colour, path });
		};
		for (let at = start; ; at += 1) {
			const op = this.ops[at];
			if (op === undefined || op === OP.end) break;
			if (op === OP.colour) {
				if (path.length > 0) path.push(['Z']);
				begin(colours.unsigned());
				continue;
			}
			if (shapes.length === 0) begin(-1);
			switch (op) {
				case OP.move:
					if (path.length > 0) path.push(['Z']);
					path.push(['M', ...point()]);
					break;
				case OP.line:
					path.push(['L', ...point()]);
					break;
				case OP.vertical:
					path.push(['L', x, stepY()]);
					break;
				case OP.horizontal:
					path.push(['L', stepX(), y]);
					break;
				case OP.quadOn: {
					const control = point();
					settle(control);
					open = control;
					break;
				}
				case OP.quad: {
					const control = point();
					settle(control);
					path.push(['Q', ...control, ...point()]);
					break;
				}
				case OP.cubic:
					path.push(['C', ...point(), ...point(), ...point()]);
					break;
			}
		}
		if (path.length > 0) path.push(['Z']);
		return shapes;
	}
}

interface Font {
	units: number;
	outlines: OutlineSet;
	/** Code point → place in the set, and its advance. */
	places: Map<number, { index: number; advance: number }>;
}

/**
 * Reads the outlines of `assets/picture/outlines.br`, decompressed.
 *
 * @throws Error if the bytes are another version's
 */
export function readOutlines(bytes: Uint8Array): Outlines {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const headerLength = view.getUint32(0, true);
	const utf8 = new TextDecoder();
	const header = JSON.parse(utf8.decode(bytes.subarray(4, 4 + headerLength))) as Header;
	if (header.version !== 1) throw new Error(`Outlines of version ${header.version} cannot be read`);
	const sections = new Map<string, Uint8Array>();
	let at = 4 + headerLength;
	for (const [name, length] of header.sections) {
		sections.set(name, bytes.subarray(at, at + length));
		at += length;
	}
	const section = (name: string) => sections.get(name) ?? new Uint8Array();
	const text = (name: string) => utf8.decode(section(name));
	const set = (name: string, count: number) =>
		new OutlineSet(
			section(`${name}.ops`),
			section(`${name}.xs`),
			section(`${name}.ys`),
			section(`${name}.colours`),
			count,
		);
	const font = (name: 'han' | 'letters' | 'headline'): Font => {
		const points = new Reader(section(`${name}.points`));
		const advances = new Reader(section(`${name}.advances`));
		const places: Font['places'] = new Map();
		let codePoint = 0;
		while (points.at < points.bytes.length) {
			codePoint += points.unsigned();
			places.set(codePoint, { index: places.size, advance: advances.unsigned() });
		}
		return { units: header.units[name], outlines: set(name, places.size), places };
	};
	const [han, letters, headline] = [font('han'), font('letters'), font('headline')];
	const keys = new Map(
		text('emoji.keys')
			.split('\n')
			.map((key, index) => [key, index]),
	);
	const palette = text('emoji.palette').split('\n');
	const drawings = set('emoji', keys.size);
	let standIns: Map<string, string> | undefined;

	const glyphIn = (one: Font, prefix: string, codePoint: number): Glyph | undefined => {
		const place = one.places.get(codePoint);
		if (place === undefined) return undefined;
		const path = one.outlines.read(place.index)[0]?.path ?? [];
		return { key: `${prefix}${codePoint.toString(16)}`, path, advance: place.advance, units: one.units };
	};
	return {
		sources: header.sources,
		glyph(codePoint, bold = false) {
			return (
				(bold ? glyphIn(headline, 'b', codePoint) : undefined) ??
				glyphIn(letters, 'g', codePoint) ??
				glyphIn(han, 'g', codePoint)
			);
		},
		emoji(key) {
			const index = keys.get(key);
			if (index === undefined) return undefined;
			const layers = drawings.read(index).map(({ colour, path }) => ({ fill: palette[colour] ?? '#000000ff', path }));
			return { key: `e${key}`, layers, units: header.units.emoji };
		},
		standIn(character) {
			// Hardly ever needed, so it is made when it is.
			standIns ??= readStandIns(text('simplified'), text('latin'));
			return standIns.get(character);
		},
	};
}

function readStandIns(simplified: string, latin: string): Map<string, string> {
	const standIns = new Map<string, string>();
	for (const pair of simplified.split('\n')) {
		const [from, to] = [...pair];
		if (from !== undefined && to !== undefined) standIns.set(from, to);
	}
	let codePoint = 0;
	for (const line of latin.split('\n')) {
		const space = line.indexOf(' ');
		codePoint += Number.parseInt(line.slice(0, space), 36);
		standIns.set(String.fromCodePoint(codePoint), line.slice(space + 1));
	}
	return standIns;
}
