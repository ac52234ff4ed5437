import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { fillText } from '../../../../community/text';
import type { Language } from '../../../../community/language';
import { nodeError, inOneLine } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import {
	asText,
	chosenLanguage,
	languageField,
	optionsReader,
	parameterReader,
	textOption,
	textReader,
} from '../../../shared/parameters';
import { nodeStore } from '../../../shared/store';
import { IMPORT_COPY } from '../csv/copy';
import { importTable, type ImportReport } from '../csv/import';
import { openTable } from '../csv/read';
import { operatorOf, operatorOption } from '../operator';
import { nodeVault } from '../vault';
import { communityField, communityReader } from '../who';

const properties: INodeProperties[] = [
	communityField,
	{
		displayName: 'File',
		name: 'binaryProperty',
		type: 'string',
		default: 'data',
		placeholder: 'e.g. data',
		description: 'The field of the item that holds the CSV file, under Binary',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: true,
		description: 'Whether only to check the file and tell what would happen; nothing is written',
	},
	{
		displayName: 'If Rows Are Wrong',
		name: 'ifWrong',
		type: 'options',
		options: [
			{ name: 'Import Nothing', value: 'nothing' },
			{ name: 'Import the Good Rows', value: 'goodRows' },
		],
		default: 'nothing',
		description: 'What becomes of the other rows',
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
					{ name: 'Detect', value: 'detect' },
					{ name: 'GB 18030 (GBK)', value: 'gb18030' },
					{ name: 'UTF-8', value: 'utf8' },
				],
				default: 'detect',
			},
			{
				displayName: 'Ignore Unknown Columns',
				name: 'ignoreUnknown',
				type: 'boolean',
				default: false,
				description: 'Whether to pass over columns that are no field and nothing else that is known',
			},
			languageField('Language of the summary'),
			operatorOption,
			{
				displayName: 'Platform',
				name: 'platform',
				type: 'string',
				default: 'telegram',
				placeholder: 'e.g. telegram',
				description: 'Where IDs are known, for rows that name no platform',
			},
			{
				displayName: 'Tags for All',
				name: 'tags',
				type: 'string',
				default: '',
				placeholder: 'e.g. 老客户',
				description: 'Tags for everybody in the file, separated by commas',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['member'], operation: ['importCsv'] } },
	properties,
);

/** What happened, in words, with the first errors. */
function summary(report: ImportReport, dryRun: boolean, language: Language): string {
	const copy = IMPORT_COPY[language];
	const head = dryRun ? copy.dryRun : report.written || report.bad === 0 ? copy.done : copy.nothing;
	const numbers = fillText(copy.numbers, {
		...{ rows: report.rows, good: report.good, bad: report.bad, created: report.created },
		...{ changed: report.changed, unchanged: report.unchanged },
	});
	const errors = report.errors
		.slice(0, 10)
		.map(({ row, column, problem, hint }) =>
			fillText(column === null ? copy.rowError : copy.cellError, { row, column: column ?? '', problem, hint }),
		);
	const more = report.errors.length + report.errorsLeftOut - errors.length;
	return [head, numbers, ...errors, ...(more > 0 ? [fillText(copy.more, { more })] : [])].join('\n');
}

/** What members wrote is data, also where a page shows it. */
function escapeHtml(text: string): string {
	const entities: Readonly<Record<string, string>> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
		"'": '&#39;',
	};
	return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Imports members from CSV files, one item for each file with what happened row by row. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const file = textReader(context, 'binaryProperty', 'data');
	const dry = parameterReader(context, 'dryRun', true, Boolean);
	const ifWrong = parameterReader(context, 'ifWrong', 'nothing', String);
	const options = optionsReader(context);
	const vault = await nodeVault(context);
	const at = new Date().toISOString();
	const items: INodeExecutionData[] = [];
	for (const [index, item] of context.getInputData().entries()) {
		try {
			const chosen = options(index);
			const encoding =
				chosen['encoding'] === 'utf8' || chosen['encoding'] === 'gb18030' ? chosen['encoding'] : 'detect';
			const table = await openTable(context, index, file(index) || 'data', encoding);
			const communityId = community(item, index);
			const dryRun = dry(index);
			const report = await importTable(await nodeStore(context), {
				...{ communityId, table, dryRun, at, vault },
				platform: textOption(chosen, 'platform') ?? 'telegram',
				tags: asText(chosen['tags'])
					.split(/[,，、;；]/)
					.map((tag) => tag.trim().normalize('NFC'))
					.filter((tag) => tag !== ''),
				goodRows: ifWrong(index) === 'goodRows',
				ignoreUnknown: chosen['ignoreUnknown'] === true,
				by: operatorOf(chosen, item),
			});
			const text = summary(report, dryRun, chosenLanguage(chosen['language']));
			const { encoding: found, delimiter } = table;
			const html = escapeHtml(text).replaceAll('\n', '<br>');
			const json = { communityId, dryRun, ok: report.bad === 0, ...report, encoding: found, delimiter, text, html };
			// The file goes along, so that a dry run can be followed by the import.
			items.push({ json: toJson(json), ...(item.binary && { binary: item.binary }), pairedItem: { item: index } });
		} catch (error) {
			if (!context.continueOnFail()) throw nodeError(context.getNode(), error, index);
			items.push({ json: { error: inOneLine(error) }, pairedItem: { item: index } });
		}
	}
	return [items];
}
