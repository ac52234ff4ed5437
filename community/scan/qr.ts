import { decodeQR } from 'qr/decode.js';
import { type ImageLimits, readImage, type ScanNotice } from './image';

/** What was found in a picture: the text of its QR code, or why nobody looked. */
export interface CodeReading {
	text?: string;
	notice?: ScanNotice;
}

/** Milliseconds that the decoder may spend on second tries at a blurred or turned code. */
const SECOND_TRIES_MS = 200;

/**
 * Reads the QR code in a PNG or JPEG, an empty reading if there is none. Never throws: a picture
 * that cannot be looked at gives a notice.
 */
export function readCode(bytes: Uint8Array, limits?: ImageLimits): CodeReading {
	const image = readImage(bytes, limits);
	if ('notice' in image) return { notice: image };
	try {
		return { text: decodeQR(image, { format: 'RGBA', timeLimit: SECOND_TRIES_MS }) };
	} catch {
		// The decoder's way to say that there is no code.
		return {};
	}
}
