import { readImage, type Pixels, type ScanNotice } from '../scan/image';

const WIDTH = 9;
const HEIGHT = 8;

/**
 * What a picture is known by again: 64 bits, each telling whether of two neighbouring cells the left one is brighter
 * (difference hash: Krawetz, "Kind of Like That", 2013). Pictures that were scaled or compressed anew keep most bits.
 *
 * @returns 16 hexadecimal digits, or why the picture cannot be looked at
 */
export function pictureHash(bytes: Uint8Array): string | ScanNotice {
	const image = readImage(bytes);
	if ('notice' in image) return image;
	const cells = brightness(image);
	let bits = '';
	for (let row = 0; row < HEIGHT; row += 1) {
		for (let column = 0; column < WIDTH - 1; column += 1) {
			const at = row * WIDTH + column;
			bits += (cells[at] ?? 0) > (cells[at + 1] ?? 0) ? '1' : '0';
		}
	}
	return (bits.match(/.{4}/g) ?? []).map((four) => Number.parseInt(four, 2).toString(16)).join('');
}

/** Mean luminance (ITU-R BT.601) of each cell of a grid of 9 by 8; what is transparent is white. */
function brightness({ width, height, data }: Pixels): Float64Array {
	const cells = new Float64Array(WIDTH * HEIGHT);
	for (let row = 0; row < HEIGHT; row += 1) {
		for (let column = 0; column < WIDTH; column += 1) {
			const [left, right] = span(column, WIDTH, width);
			const [top, bottom] = span(row, HEIGHT, height);
			let sum = 0;
			for (let y = top; y < bottom; y += 1) {
				for (let x = left; x < right; x += 1) sum += luminance(data, (y * width + x) * 4);
			}
			cells[row * WIDTH + column] = sum / ((right - left) * (bottom - top));
		}
	}
	return cells;
}

/** The pixels of one of `parts` equal parts; at least one. */
function span(part: number, parts: number, size: number): [number, number] {
	const from = Math.min(size - 1, Math.floor((part * size) / parts));
	return [from, Math.max(from + 1, Math.floor(((part + 1) * size) / parts))];
}

function luminance(data: Uint8Array, at: number): number {
	const alpha = (data[at + 3] ?? 255) / 255;
	const bright = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
	return bright * alpha + 255 * (1 - alpha);
}
