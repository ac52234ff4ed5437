import { setImmediate as nextTurn } from 'node:timers/promises';
import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { wordsOf } from '../../../../community/lottery/proof/copy';
import { proofTextIn } from '../../../../community/lottery/proof/embed';
import { findLine } from '../../../../community/lottery/proof/find-line';
import type { Expected, Report } from '../../../../community/lottery/proof/report';
import { verifyInTurns } from '../../../../community/lottery/proof/verify';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import {
	chosenLanguage,
	languageField,
	optionsReader,
	parameterReader,
	textOption,
	textReader,
} from '../../../shared/parameters';
import { itemByItem } from './items';

const properties: INodeProperties[] = [
	{
		displayName: 'Proof From',
		name: 'source',
		type: 'options',
		options: [
			{ name: 'File', value: 'file', description: 'The JSON, or the page with the proof in it' },
			{ name: 'JSON', value: 'json' },
		],
		default: 'file',
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryField',
		type: 'string',
		displayOptions: { show: { source: ['file'] } },
		required: true,
		default: 'proof',
		placeholder: 'e.g. proof',
		hint: 'The name of the input field that holds the file',
	},
	{
		displayName: 'Proof',
		name: 'proof',
		type: 'json',
		displayOptions: { show: { source: ['json'] } },
		default: '',
		placeholder: 'e.g. { "v": 1, "kind": "shequn-lottery-proof", … }',
		description: 'Leave empty to take "proof" of the item, or the item itself',
	},
	languageField('Language of the sentences'),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Commitment',
				name: 'commitment',
				type: 'string',
				default: '',
				placeholder: 'e.g. d8df550b…',
				description: 'As it was published when the lottery opened',
			},
			{
				displayName: 'Fail if It Does Not Hold',
				name: 'fail',
				type: 'boolean',
				default: false,
				description: 'Whether a proof that does not hold is an error of the node',
			},
			{
				displayName: 'List Hash',
				name: 'list',
				type: 'string',
				default: '',
				placeholder: 'e.g. 78e2f29e…',
				description: 'As it was published when the lottery closed',
			},
			{
				displayName: 'Lottery ID',
				name: 'lotteryId',
				type: 'string',
				default: '',
				placeholder: 'e.g. spring-2026',
				description: 'The lottery that the proof must be of',
			},
			{
				displayName: 'Receipt',
				name: 'receipt',
				type: 'string',
				default: '',
				placeholder: 'e.g. SQ1.47aded94.…',
				description: "A member's receipt, to look up their line",
			},
			{
				displayName: 'Rules Hash',
				name: 'rules',
				type: 'string',
				default: '',
				placeholder: 'e.g. 47aded94…',
				description: 'As it was published when the lottery opened',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['proof'], operation: ['verify'] } }, properties);

/** Checks a proof and draws again; says of each check what came of it. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const source = textReader(context, 'source', 'file');
	const field = textReader(context, 'binaryField', 'proof');
	const language = parameterReader(context, 'language', 'zh-CN', chosenLanguage);
	const options = optionsReader(context);
	return await itemByItem(context, async (item, index) => {
		const given =
			source(index) === 'file' ? await fileOf(context, field(index), index) : jsonOfItem(context, item, index);
		const chosen = options(index);
		const report = await verifyInTurns(given, expectedOf(chosen), async () => await nextTurn());
		const checks = report.checks.map((check) => ({ ...check, ...wordsOf(check, language(index)) }));
		const failed = checks.find(({ status }) => status === 'failed');
		if (chosen['fail'] === true && failed !== undefined) throw new InputError(failed.title, failed.detail);
		const receipt = textOption(chosen, 'receipt');
		return {
			json: toJson({
				valid: report.valid,
				...(report.rules === undefined ? {} : { lottery: lotteryIn(report) }),
				hashes: report.hashes ?? {},
				checks,
				winners: report.outcome?.winners ?? [],
				alternates: report.outcome?.alternates ?? [],
				...(receipt === undefined ? {} : { line: lineOf(report, receipt) ?? { status: 'unknown' } }),
			}),
		};
	});
}

function lotteryIn({ rules, list }: Report): object {
	return {
		communityId: rules?.communityId,
		lotteryId: rules?.lotteryId,
		title: rules?.title,
		closedAt: list?.closedAt,
		entrants: list?.lines.length,
	};
}

function lineOf({ rules, list, hashes, outcome }: Report, receipt: string): object | undefined {
	if (rules === undefined || list === undefined || outcome === undefined) return undefined;
	if (hashes?.rules === undefined || hashes.seed === undefined) return undefined;
	return findLine({ rules, list, outcome, hashes: { rules: hashes.rules, seed: hashes.seed } }, receipt);
}

/** Hashes are compared as they are printed, in lower case. */
function expectedOf(options: Readonly<Record<string, unknown>>): Expected {
	return {
		lotteryId: textOption(options, 'lotteryId'),
		rules: textOption(options, 'rules')?.toLowerCase(),
		commitment: textOption(options, 'commitment')?.toLowerCase(),
		list: textOption(options, 'list')?.toLowerCase(),
	};
}

async function fileOf(context: IExecuteFunctions, field: string, index: number): Promise<string> {
	context.helpers.assertBinaryData(index, field);
	const bytes = await context.helpers.getBinaryDataBuffer(index, field);
	return proofTextIn(textOf(bytes));
}

/** Bytes that are no UTF-8 become U+FFFD here, which no check passes over: they cannot be part of a proof that holds. */
const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes);

function jsonOfItem(context: IExecuteFunctions, item: INodeExecutionData, index: number): unknown {
	const given: unknown = context.getNodeParameter('proof', index, '');
	return given === '' || given === undefined || given === null ? (item.json['proof'] ?? item.json) : given;
}
