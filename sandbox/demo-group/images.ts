/** Size and kind of a picture, read from its first bytes. */
export interface ImageInfo {
	mime: string;
	extension: string;
	width: number;
	height: number;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** JPEG frame headers carry the size: SOF0–SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
const isFrameHeader = (marker: number) =>
	marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function jpegSize(data: Buffer): { width: number; height: number } | undefined {
	let at = 2;
	while (at + 9 < data.length && data[at] === 0xff) {
		if (isFrameHeader(data[at + 1] ?? 0))
			return { height: data.readUInt16BE(at + 5), width: data.readUInt16BE(at + 7) };
		at += 2 + data.readUInt16BE(at + 2);
	}
	return undefined;
}

/**
 * What kind of picture the bytes hold: PNG, JPEG or GIF.
 * @returns undefined for everything else, SVG included (it could carry a script)
 */
export function readImage(data: Buffer): ImageInfo | undefined {
	if (data.length >= 24 && data.subarray(0, 8).equals(PNG))
		return { mime: 'image/png', extension: 'png', width: data.readUInt32BE(16), height: data.readUInt32BE(20) };
	if (data.length >= 10 && /^GIF8[79]a/.test(data.toString('latin1', 0, 6)))
		return { mime: 'image/gif', extension: 'gif', width: data.readUInt16LE(6), height: data.readUInt16LE(8) };
	if (data.length >= 4 && data[0] === 0xff && data[1] === 0xd8) {
		const size = jpegSize(data);
		if (size) return { mime: 'image/jpeg', extension: 'jpg', ...size };
	}
	return undefined;
}
