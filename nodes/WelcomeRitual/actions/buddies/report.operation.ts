import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { stableId } from '../../../../community/digest';
import { requireZone } from '../../../../community/parse';
import type { OutboundMessage } from '../../../../community/message';
import { runBatch } from '../../../shared/batch';
import { communityReader, knownCommunity } from '../../../shared/community';
import { toJson } from '../../../shared/item';
import { chosenLanguage, numberOption, optionsReader, textOption, textReader } from '../../../shared/parameters';
import { scheduledAt } from '../../../shared/schedule';
import { buddyLanguage, communityField, operatorsGroupField } from './fields';
import { overviewOf, type SegmentBy } from './overview';

const properties: INodeProperties[] = [
	communityField,
	operatorsGroupField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Compare By',
				name: 'segmentBy',
				type: 'options',
				options: [
					{ name: 'City', value: 'city' },
					{ name: 'Nothing', value: 'nothing' },
					{ name: 'Topic', value: 'topic', description: 'The first topic that a member named' },
				],
				default: 'nothing',
				description: 'Whether some kinds of people get poorer pairs than others',
			},
			buddyLanguage,
			{
				displayName: 'Rounds',
				name: 'rounds',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1000, numberPrecision: 0 },
				default: 12,
				description: 'How many rounds to look back; 0 = all',
			},
			{
				displayName: 'Time Zone',
				name: 'timeZone',
				type: 'string',
				default: '',
				placeholder: 'e.g. Asia/Shanghai',
				description: "By whose clocks dates are shown. Leave empty for the community's time zone, else the workflow's.",
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['buddies'], operation: ['report'] } }, properties);

function segmentOf(value: unknown): SegmentBy {
	return value === 'city' || value === 'topic' ? value : 'nothing';
}

/** Tells operators how buddy matching goes: round by round, who waits, who was left alone, who met. Writes nothing. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const operatorsGroup = textReader(context, 'operatorsGroupId');
	const options = optionsReader(context);
	const now = new Date().toISOString();
	const workflowTimeZone = context.getTimezone();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const timeZone = textOption(chosen, 'timeZone');
			if (timeZone !== undefined) requireZone(timeZone);
			const rounds = numberOption(chosen, 'rounds') ?? 12;
			return {
				communityId: community(index),
				operatorsGroupId: operatorsGroup(index),
				timeZone,
				rounds: rounds === 0 ? Number.MAX_SAFE_INTEGER : rounds,
				segmentBy: segmentOf(chosen['segmentBy']),
				language: chosenLanguage(chosen['language']),
				at: scheduledAt(item, now),
			};
		},
		async apply(tx, { communityId, operatorsGroupId, timeZone, at, ...wanted }) {
			const known = await knownCommunity(tx, communityId);
			const clocks = timeZone ?? known.timeZone ?? workflowTimeZone;
			const json = await overviewOf(tx, known, { ...wanted, timeZone: clocks, now });
			const dedupeKey = `buddies:overview:${stableId(communityId, operatorsGroupId, at)}`;
			const messages: OutboundMessage[] =
				operatorsGroupId === ''
					? []
					: [{ to: { kind: 'group', id: operatorsGroupId }, format: 'plain', text: json.report, dedupeKey }];
			return { output: 0, json: toJson({ ...json, messages }) };
		},
	});
}
