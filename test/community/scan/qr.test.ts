import { encode as encodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';
import encodeQR from 'qr';
import { readImage } from '../../../community/scan/image';
import { readCode } from '../../../community/scan/qr';

const INVITE = 'https://u.wechat.com/EHx9k3LmN0pQ';

/** A picture of a QR code, eight pixels for each module. */
function pixelsOf(text: string) {
	const modules = encodeQR(text, 'raw', { border: 4, scale: 8 });
	const size = modules.length;
	const data = Buffer.alloc(size * size * 4, 255);
	modules.flat().forEach((dark, index) => data.fill(dark ? 0 : 255, index * 4, index * 4 + 3));
	return { width: size, height: size, data };
}

function pngOf(text: string): Buffer {
	const { width, height, data } = pixelsOf(text);
	const png = new PNG({ width, height });
	data.copy(png.data);
	return PNG.sync.write(png);
}

/** A header that promises more pixels than anybody can unpack. */
function pngBomb(): Buffer {
	const png = pngOf('x');
	png.writeUInt32BE(100_000, 16);
	png.writeUInt32BE(100_000, 20);
	return png;
}

/** Interlaced pictures are unpacked without a limit, so only small files of them are read. */
function longInterlaced(): Buffer {
	const png = Buffer.concat([pngOf('x'), Buffer.alloc(100_000)]);
	png.writeUInt8(1, 28);
	return png;
}

describe('readCode', () => {
	test('reads PNG and JPEG', () => {
		expect(readCode(pngOf(INVITE))).toEqual({ text: INVITE });
		expect(readCode(encodeJpeg(pixelsOf(INVITE), 80).data)).toEqual({ text: INVITE });
		expect(readCode(pngOf('微信：加我'))).toEqual({ text: '微信：加我' });
	});

	test('a picture without a code gives nothing', () => {
		expect(readCode(PNG.sync.write(new PNG({ width: 64, height: 64 })))).toEqual({});
	});

	test.each([
		['nothing', new Uint8Array(), 'unsupported'],
		['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00'), 'unsupported'],
		['text', Buffer.from('hello, this is no picture at all'), 'unsupported'],
		['half a PNG', pngOf(INVITE).subarray(0, 60), 'broken'],
		['the beginning of a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0]), 'broken'],
		['a bomb', pngBomb(), 'too-large'],
		['a long interlaced PNG', longInterlaced(), 'too-large'],
	])('%s gives a notice', (_what, bytes, notice) => {
		expect(readCode(bytes)).toEqual({ notice: { notice, message: expect.stringMatching(/\.$/) } });
	});

	test('keeps to the limits', () => {
		const png = pngOf(INVITE);
		expect(readImage(png, { bytes: png.length - 1, pixels: 1e6 })).toMatchObject({ notice: 'too-large' });
		expect(readImage(png, { bytes: png.length, pixels: 1000 })).toMatchObject({ notice: 'too-large' });
		expect(readImage(png, { bytes: png.length, pixels: 1e6 })).toMatchObject({ data: expect.anything() });
	});
});
