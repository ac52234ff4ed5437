import { decodeStream, getEncoder } from 'iconv-lite';

/** How a table is written: UTF-8 with a byte order mark, as Excel wants it, or China's GB 18030. */
export type Encoding = 'utf8' | 'gb18030';

/** Bytes that are looked at to tell the encodings apart. */
const PROBE = 65_536;

/**
 * Tells how a table is written: a byte order mark or valid UTF-8 is UTF-8, everything else GB 18030, which also reads
 * GBK and GB 2312. UTF-16, as Excel's "Unicode text" has it, is told by its mark.
 */
export function detectEncoding(bytes: Uint8Array): Encoding | 'utf16le' {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16le';
	const probe = bytes.subarray(0, PROBE);
	try {
		// `stream`, because the probe may end in the middle of a character.
		new TextDecoder('utf-8', { fatal: true }).decode(probe, { stream: true });
		return 'utf8';
	} catch {
		return 'gb18030';
	}
}

/** A stream that turns bytes into text; the byte order mark is left out. */
export function decoder(encoding: Encoding | 'utf16le'): NodeJS.ReadWriteStream {
	return decodeStream(encoding);
}

export interface Writer {
	write(text: string): Buffer;
	end(): Buffer;
}

/** Turns text into bytes piece by piece. UTF-8 begins with a byte order mark, without which Excel guesses wrongly. */
export function writer(encoding: Encoding): Writer {
	const encode = getEncoder(encoding, { addBOM: encoding === 'utf8' });
	return { write: (text) => encode.write(text), end: () => encode.end() ?? Buffer.alloc(0) };
}
