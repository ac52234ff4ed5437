import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { inOneLine, nodeError } from '../../../shared/errors';
import { optionsReader, textOption, textReader } from '../../../shared/parameters';
import { nodeStore } from '../../../shared/store';
import { exportTable, type Written } from '../csv/export';
import { nodeVault } from '../vault';
import { communityField, communityReader } from '../who';
import { showSensitiveOption } from './get.operation';
import { STATUSES } from './upsert.fields';

const properties: INodeProperties[] = [
	communityField,
	{
		displayName: 'Put Output File in Field',
		name: 'binaryProperty',
		type: 'string',
		default: 'data',
		placeholder: 'e.g. data',
		description: 'The field of the item, under Binary, that the file is put in',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Encoding',
				name: 'encoding',
				type: 'options',
				options: [
					{ name: 'GB 18030 (GBK)', value: 'gb18030' },
					{ name: 'UTF-8', value: 'utf8' },
				],
				default: 'utf8',
				description: 'UTF-8 with a byte order mark opens in Excel, WPS and Numbers',
			},
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: 'e.g. members.csv',
			},
			{
				displayName: 'Headings by Label',
				name: 'labels',
				type: 'boolean',
				default: false,
				description: 'Whether fields are headed by their labels; the import reads both',
			},
			showSensitiveOption,
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: [{ name: 'Any', value: 'any' }, ...STATUSES],
				default: 'any',
			},
			{ displayName: 'Tag', name: 'tag', type: 'string', default: '', placeholder: 'e.g. 铁粉' },
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['member'], operation: ['exportCsv'] } },
	properties,
);

/** Writes members to a CSV file, one file for each item. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const file = textReader(context, 'binaryProperty', 'data');
	const options = optionsReader(context);
	const vault = await nodeVault(context);
	const now = new Date().toISOString();
	const items: INodeExecutionData[] = [];
	for (const [index, item] of context.getInputData().entries()) {
		try {
			const chosen = options(index);
			const communityId = community(item, index);
			const encoding = chosen['encoding'] === 'gb18030' ? 'gb18030' : 'utf8';
			const fileName = textOption(chosen, 'fileName') ?? `members-${now.slice(0, 10)}.csv`;
			const written: Written = { rows: 0 };
			const status = STATUSES.find((one) => one.value === chosen['status'])?.value;
			const stream = exportTable(
				await nodeStore(context),
				{
					filter: { communityId, status, tag: textOption(chosen, 'tag') },
					...{ now, encoding, labels: chosen['labels'] === true },
					vault: chosen['showSensitive'] === true ? vault : undefined,
				},
				written,
			);
			const binary = await context.helpers.prepareBinaryData(stream, fileName, 'text/csv');
			items.push({
				json: { communityId, fileName, encoding, rows: written.rows },
				binary: { [file(index) || 'data']: binary },
				pairedItem: { item: index },
			});
		} catch (error) {
			if (!context.continueOnFail()) throw nodeError(context.getNode(), error, index);
			items.push({ json: { error: inOneLine(error) }, pairedItem: { item: index } });
		}
	}
	return [items];
}
