import { PNG } from 'pngjs';
import type { Pixels } from './raster';

/**
 * The pixels as a PNG of 8-bit red, green and blue. Compression runs outside the event loop.
 * No filter and deflate's default strategy, because areas of one colour compress best as they are.
 */
export async function toPng({ width, height, data }: Pixels): Promise<Buffer> {
	const png = new PNG({
		width,
		height,
		colorType: 2,
		inputHasAlpha: true,
		filterType: 0,
		deflateLevel: 6,
		deflateStrategy: 0,
	});
	png.data = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
	return await new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		png
			.pack()
			.on('data', (chunk: Buffer) => chunks.push(chunk))
			.on('error', reject)
			.on('end', () => resolve(Buffer.concat(chunks)));
	});
}
