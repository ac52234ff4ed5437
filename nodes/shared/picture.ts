import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import type { IBinaryData, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { WEEK_STARTS, type WeekStart } from '../../community/picture/dates';
import { readOutlines, type Outlines } from '../../community/picture/pack';
import { toPng } from '../../community/picture/png';
import { toPixels } from '../../community/picture/raster';
import type { Picture } from '../../community/picture/scene';
import { toSvg } from '../../community/picture/svg';
import { THEMES, type ThemeName } from '../../community/picture/theme';
import { InputError } from './errors';

const OUTLINES = join('assets', 'picture', 'outlines.br');

/** The file lies beside the compiled nodes in `dist/`, and in the source at the top: above us in both. */
function outlinesFile(): string {
	for (let folder = __dirname; ; folder = dirname(folder)) {
		const file = join(folder, OUTLINES);
		if (existsSync(file)) return file;
		if (folder === dirname(folder)) {
			throw new InputError('The file with the letters of pictures is missing', 'Install n8n-nodes-shequn again.');
		}
	}
}

let loading: Promise<Outlines> | undefined;

/**
 * The outlines that pictures write with: read when the first picture is drawn, and then kept.
 * Workflows without pictures never load them.
 */
export async function pictureOutlines(): Promise<Outlines> {
	loading ??= readFile(outlinesFile())
		.then(async (file) => await promisify(brotliDecompress)(file))
		.then(readOutlines);
	try {
		return await loading;
	} catch (error) {
		// The next picture may try again.
		loading = undefined;
		// eslint-disable-next-line @n8n/community-nodes/require-node-api-error -- the operation shows it as n8n's error, with the item's index
		throw error;
	}
}

export const PICTURE_FORMATS = ['png', 'svg'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

const MIME_TYPE: Readonly<Record<PictureFormat, string>> = { png: 'image/png', svg: 'image/svg+xml' };

/** A picture as a file, and what an item says about it. */
export interface DrawnPicture {
	binary: IBinaryData;
	json: { alt: string; title: string; width: number; height: number; mimeType: string; fileName: string };
}

/**
 * Draws a picture as the item's binary data. One picture keeps n8n's event loop for some tens of
 * milliseconds, so other work gets its turn before each.
 *
 * @param name of the file, without its ending
 */
export async function drawPicture(
	context: IExecuteFunctions,
	picture: Picture,
	format: PictureFormat,
	name: string,
): Promise<DrawnPicture> {
	const outlines = await pictureOutlines();
	await nextTurn();
	const data =
		format === 'svg' ? Buffer.from(toSvg(outlines, picture), 'utf8') : await toPng(toPixels(outlines, picture.scene));
	const fileName = `${name}.${format}`;
	const mimeType = MIME_TYPE[format];
	const { width, height } = picture.scene;
	return {
		binary: await context.helpers.prepareBinaryData(data, fileName, mimeType),
		json: { alt: picture.alt, title: picture.title, width, height, mimeType, fileName },
	};
}

export const formatField: INodeProperties = {
	displayName: 'Format',
	name: 'format',
	type: 'options',
	options: [
		{ name: 'PNG', value: 'png', description: 'For chats' },
		{ name: 'SVG', value: 'svg', description: 'For web pages and print; no chat shows it as a picture' },
	],
	default: 'png',
};

export const themeField: INodeProperties = {
	displayName: 'Theme',
	name: 'theme',
	type: 'options',
	options: [
		{ name: 'Dark', value: 'dark' },
		{ name: 'Light', value: 'light' },
	],
	default: 'light',
};

export const weekStartOption: INodeProperties = {
	displayName: 'Week Starts On',
	name: 'weekStart',
	type: 'options',
	options: [
		{ name: 'Monday', value: 'monday' },
		{ name: 'Sunday', value: 'sunday' },
	],
	default: 'monday',
};

export function chosenFormat(chosen: unknown): PictureFormat {
	return PICTURE_FORMATS.find((one) => one === chosen) ?? 'png';
}

export function chosenTheme(chosen: unknown): ThemeName {
	return THEMES.find((one) => one === chosen) ?? 'light';
}

export function chosenWeekStart(chosen: unknown): WeekStart {
	return WEEK_STARTS.find((one) => one === chosen) ?? 'monday';
}
