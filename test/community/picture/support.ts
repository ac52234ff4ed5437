import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { readOutlines, type Outlines } from '../../../community/picture/pack';
import { toPixels, type Pixels } from '../../../community/picture/raster';
import { text, type SceneNode } from '../../../community/picture/scene';

const FILE = join(__dirname, '../../../assets/picture/outlines.br');

/** The outlines that are shipped. */
export const outlines: Outlines = readOutlines(brotliDecompressSync(readFileSync(FILE)));

export function scene(nodes: SceneNode[], width = 400, height = 100) {
	return { width, height, background: '#ffffff', nodes };
}

/** A line of text in black on white, 64 px high, from x = 10. */
export function drawn(line: string, width = 400): Pixels {
	return toPixels(outlines, scene([text(line, 10, 72, 64, '#000000')], width));
}

/** How dark each pixel is, from 0 to 1. */
export function ink({ data, width, height }: Pixels): number[] {
	return Array.from({ length: width * height }, (_, index) => {
		const [red = 255, green = 255, blue = 255] = data.subarray(index * 4, index * 4 + 3);
		return 1 - (red + green + blue) / 765;
	});
}

export const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
