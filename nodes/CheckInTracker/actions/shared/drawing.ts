import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { WeekStart } from '../../../../community/picture/dates';
import type { Picture } from '../../../../community/picture/scene';
import type { ThemeName } from '../../../../community/picture/theme';
import { LANGUAGES, type Language } from '../../../../community/language';
import type { OutboundMessage } from '../../../../community/message';
import type { StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { nodeError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { optionsReader, parameterReader, textOption } from '../../../shared/parameters';
import {
	chosenFormat,
	chosenTheme,
	chosenWeekStart,
	drawPicture,
	formatField,
	themeField,
	weekStartOption,
	type PictureFormat,
} from '../../../shared/picture';

const sendToField = (others: readonly string[]): INodeProperties => ({
	displayName: 'Send To',
	name: 'sendTo',
	type: 'options',
	options: [
		{ name: 'Group', value: 'group', description: 'The item carries a message with the picture for Community Chat' },
		{ name: 'Member', value: 'member', description: 'In private; the platform may refuse if the member never wrote' },
		{ name: 'Nobody', value: 'nobody', description: 'Only draw it' },
	].filter(({ value }) => others.includes(value)),
	default: 'group',
});

const commonOptions: INodeProperties[] = [
	{
		displayName: 'Caption',
		name: 'caption',
		type: 'string',
		default: '',
		placeholder: 'e.g. Your month in one picture',
		description: 'What is said with the picture. Leave empty for a sentence that says what it shows.',
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'options',
		options: [
			{ name: 'Chinese', value: 'zh-CN' },
			{ name: 'English', value: 'en' },
			{ name: "The Tracker's", value: 'tracker' },
		],
		default: 'tracker',
	},
	{
		displayName: 'Output Binary Field',
		name: 'binaryField',
		type: 'string',
		default: 'data',
		placeholder: 'e.g. data',
		description: 'Field of the item that the picture is put into',
	},
];

/** The fields that every operation has that draws. */
export function drawingFields(
	receivers: readonly string[],
	{ weeks, own = [] }: { weeks: boolean; own?: readonly INodeProperties[] },
): INodeProperties[] {
	return [
		formatField,
		themeField,
		sendToField(receivers),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [...commonOptions, ...own, ...(weeks ? [weekStartOption] : [])].sort((a, b) =>
				a.displayName.localeCompare(b.displayName),
			),
		},
	];
}

/** How the operator wants an item's picture. */
export interface Drawing {
	format: PictureFormat;
	theme: ThemeName;
	sendTo: string;
	weekStart: WeekStart;
	caption: string | undefined;
	binaryField: string;
	language: (ofTracker: Language) => Language;
	options: Readonly<Record<string, unknown>>;
}

export function drawingReader(context: IExecuteFunctions): (index: number) => Drawing {
	const [format, theme, sendTo] = ['format', 'theme', 'sendTo'].map((name) =>
		parameterReader(context, name, '', String),
	);
	const options = optionsReader(context);
	return (index) => {
		const chosen = options(index);
		return {
			format: chosenFormat(format?.(index)),
			theme: chosenTheme(theme?.(index)),
			sendTo: sendTo?.(index) ?? 'group',
			weekStart: chosenWeekStart(chosen['weekStart']),
			caption: textOption(chosen, 'caption'),
			binaryField: textOption(chosen, 'binaryField') ?? 'data',
			language: (ofTracker) => LANGUAGES.find((one) => one === chosen['language']) ?? ofTracker,
			options: chosen,
		};
	};
}

/** A picture that is still to be drawn, and what its item says. */
export interface PictureItem {
	picture: Picture;
	drawing: Drawing;
	/** Without its ending. */
	fileName: string;
	json: object;
	/** Where the picture goes and what keeps it from going twice; without its text and picture. */
	message: Pick<OutboundMessage, 'to' | 'dedupeKey' | 'replyTo' | 'mentions'> | undefined;
}

/**
 * Reads what all pictures show in one transaction, and draws them when it is over, so that nobody
 * waits for the store while letters are drawn.
 */
export async function drawBatch<Prepared>(
	context: IExecuteFunctions,
	operation: {
		prepare(item: INodeExecutionData, index: number): Prepared | undefined;
		compose(tx: StoreTransaction, prepared: Prepared): Promise<PictureItem>;
	},
): Promise<INodeExecutionData[][]> {
	const composed = new Map<number, PictureItem>();
	const [items = []] = await runBatch<Prepared>(context, 1, {
		prepare: (item, index) => operation.prepare(item, index),
		async apply(tx, prepared, index) {
			composed.set(index, await operation.compose(tx, prepared));
			return { output: 0, json: {} };
		},
	});
	const drawn: INodeExecutionData[] = [];
	for (const item of items) {
		const index = indexOf(item);
		const ready = composed.get(index);
		drawn.push(ready === undefined || 'error' in item.json ? item : await withPicture(context, item, ready, index));
	}
	return [drawn];
}

function indexOf({ pairedItem }: INodeExecutionData): number {
	return typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : -1;
}

async function withPicture(
	context: IExecuteFunctions,
	item: INodeExecutionData,
	{ picture, drawing, fileName, json, message }: PictureItem,
	index: number,
): Promise<INodeExecutionData> {
	try {
		const { binary, json: shown } = await drawPicture(context, picture, drawing.format, fileName);
		const { binaryField, caption, format } = drawing;
		// A chat shows no SVG.
		const sent = message !== undefined && format === 'png';
		const messages: OutboundMessage[] = sent
			? [{ ...message, text: caption ?? picture.alt, format: 'plain', image: { binary: binaryField } }]
			: [];
		return {
			json: toJson({ ...json, ...shown, binaryField, messages }),
			binary: { ...item.binary, [binaryField]: binary },
			pairedItem: { item: index },
		};
	} catch (error) {
		const failure = nodeError(context.getNode(), error, index);
		if (!context.continueOnFail()) throw failure;
		return { json: { error: failure.message }, pairedItem: { item: index } };
	}
}
