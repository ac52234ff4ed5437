import { createHash, randomBytes } from 'node:crypto';
import axios from 'axios';
import { badRequest } from '../errors.ts';
import { readImage } from '../images.ts';
import type { PhotoSize } from '../model.ts';
import type { World } from '../world.ts';
import type { Params } from './params.ts';

const LARGEST_PHOTO = 10 * 1024 * 1024;
const FETCH_TIMEOUT_MS = 20_000;

/** Keeps a picture. @throws ApiError IMAGE_PROCESS_FAILED for anything that isn't PNG, JPEG or GIF */
export function keepPhoto(world: World, data: Buffer): PhotoSize[] {
	if (data.length > LARGEST_PHOTO) throw badRequest('file is too big');
	const image = readImage(data);
	if (!image) throw badRequest('IMAGE_PROCESS_FAILED');
	const { mime, extension, width, height } = image;
	if (width === 0 || height === 0 || width + height > 10_000 || Math.max(width / height, height / width) > 20)
		throw badRequest('PHOTO_INVALID_DIMENSIONS');
	const file_unique_id = `AQAD${createHash('sha256').update(data).digest('base64url').slice(0, 12)}`;
	const file_id = `AgACAgUAAx${randomBytes(30).toString('base64url')}`;
	const file_path = `photos/file_${String(world.files.size)}.${extension}`;
	world.files.set(file_id, { file_id, file_unique_id, file_path, mime, data });
	return [{ file_id, file_unique_id, width, height, file_size: data.length }];
}

function photoById(world: World, fileId: string): PhotoSize[] {
	const file = world.files.get(fileId);
	const image = file && readImage(file.data);
	if (!file || !image) throw badRequest('wrong file identifier/HTTP URL specified');
	const { file_id, file_unique_id } = file;
	return [{ file_id, file_unique_id, width: image.width, height: image.height, file_size: file.data.length }];
}

async function download(url: string, signal: AbortSignal): Promise<Buffer> {
	try {
		const { data } = await axios.get<ArrayBuffer>(url, {
			responseType: 'arraybuffer',
			timeout: FETCH_TIMEOUT_MS,
			maxContentLength: LARGEST_PHOTO,
			signal,
		});
		return Buffer.from(data);
	} catch (error) {
		if (axios.isAxiosError(error)) throw badRequest('failed to get HTTP URL content');
		throw error;
	}
}

/** The photo of a call: an upload, an address to fetch, or the file_id of an earlier one. */
export async function readPhoto(world: World, params: Params, signal: AbortSignal): Promise<PhotoSize[]> {
	const upload = params.upload('photo');
	if (upload) return keepPhoto(world, upload);
	const source = params.text('photo');
	if (!source) throw badRequest('there is no photo in the request');
	if (!/^https?:\/\//i.test(source)) return photoById(world, source);
	const data = await download(source, signal);
	if (!readImage(data)) throw badRequest('wrong type of the web page content');
	return keepPhoto(world, data);
}
