import { decode as decodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';

/** Why a picture was not looked at; never an error, as a picture must not stop the scan. */
export interface ScanNotice {
	notice: 'unsupported' | 'too-large' | 'broken';
	/** One sentence for a person. */
	message: string;
}

export interface Pixels {
	width: number;
	height: number;
	/** Four bytes for each pixel: red, green, blue, alpha. */
	data: Uint8Array;
}

export interface ImageLimits {
	bytes: number;
	pixels: number;
}

export const defaultImageLimits: ImageLimits = { bytes: 5_000_000, pixels: 16_000_000 };

interface Header {
	kind: 'png' | 'jpeg';
	width: number;
	height: number;
	interlaced: boolean;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Deflate grows at most about a thousandfold; interlaced pictures are inflated without a limit. */
const MOST_INTERLACED_BYTES = 100_000;

function pngHeader(view: DataView): Header | undefined {
	if (view.byteLength < 29 || PNG_SIGNATURE.some((byte, index) => view.getUint8(index) !== byte)) return undefined;
	// ISO/IEC 15948, 11.2.2: IHDR is the first chunk.
	return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20), interlaced: view.getUint8(28) !== 0 };
}

/** Start of frame, the markers 0xC0 to 0xCF without DHT, JPG and DAC (ITU-T T.81, table B.1). */
function isFrame(marker: number): boolean {
	return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function jpegHeader(view: DataView): Header | undefined {
	if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
	let at = 2;
	while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
		const marker = view.getUint8(at + 1);
		if (isFrame(marker)) {
			return { kind: 'jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7), interlaced: false };
		}
		// Fill bytes (0xFF) stand alone, other markers carry their length.
		at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
	}
	return { kind: 'jpeg', width: 0, height: 0, interlaced: false };
}

function decode(bytes: Uint8Array, { kind }: Header, limits: ImageLimits): Pixels {
	if (kind === 'png') return PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
	return decodeJpeg(bytes, { useTArray: true, maxResolutionInMP: limits.pixels / 1e6, maxMemoryUsageInMB: 512 });
}

function refuse(header: Header | undefined, bytes: number, limits: ImageLimits): ScanNotice | undefined {
	if (bytes > limits.bytes) {
		return { notice: 'too-large', message: `The picture has ${bytes} bytes; up to ${limits.bytes} are looked at.` };
	}
	if (header === undefined) {
		return { notice: 'unsupported', message: 'The picture is neither PNG nor JPEG; no code was looked for in it.' };
	}
	const { width, height, interlaced } = header;
	if (width === 0 || height === 0) return { notice: 'broken', message: 'The picture does not say how large it is.' };
	if (width * height > limits.pixels || (interlaced && bytes > MOST_INTERLACED_BYTES)) {
		return {
			notice: 'too-large',
			message: `The picture has ${width} × ${height} pixels${interlaced ? ' and is interlaced' : ''}; that is too large to look at.`,
		};
	}
	return undefined;
}

/**
 * Decodes a PNG or JPEG. Its size is read from the header first, so that a small file that unpacks to
 * gigabytes is refused before anything is unpacked.
 */
export function readImage(bytes: Uint8Array, limits: ImageLimits = defaultImageLimits): Pixels | ScanNotice {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const header = pngHeader(view) ?? jpegHeader(view);
	const refused = refuse(header, bytes.byteLength, limits);
	if (refused !== undefined || header === undefined) {
		return refused ?? { notice: 'unsupported', message: 'The picture cannot be read.' };
	}
	try {
		const { width, height, data } = decode(bytes, header, limits);
		return { width, height, data };
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		return { notice: 'broken', message: `The picture cannot be decoded (${why}).` };
	}
}
