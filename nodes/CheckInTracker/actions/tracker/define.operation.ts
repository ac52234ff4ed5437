import { randomBytes } from 'node:crypto';
import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { textReader } from '../../../shared/parameters';
import { communityField, scopeReader, trackerIdField } from '../shared/fields';
import { findTracker, keepTracker, trackerJson } from '../shared/trackers';
import { ruleFields } from './define.properties';
import { rulesReader } from './rules';

const properties: INodeProperties[] = [
	{
		displayName:
			'Run this once, and again to change the rules: changed ones hold from that day on, earlier days keep theirs.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	communityField,
	trackerIdField,
	{
		displayName: 'Rules As',
		name: 'rulesSource',
		type: 'options',
		options: [
			{ name: 'Fields Below', value: 'fields' },
			{ name: 'JSON', value: 'json', description: 'For integrators' },
		],
		default: 'fields',
	},
	...ruleFields,
	{
		displayName: 'Rules',
		name: 'rulesJson',
		type: 'json',
		default: '{\n  "title": "早起打卡"\n}',
		description: 'The rules as an object; what is left out has its default',
		displayOptions: { show: { rulesSource: ['json'] } },
	},
	{
		displayName: 'Defined By',
		name: 'operator',
		type: 'string',
		default: '',
		placeholder: 'e.g. Li Lei',
		description: 'Who answers for the rules; kept in the ledger. Leave empty for the name of the workflow.',
	},
];

export const description = updateDisplayOptions({ show: { resource: ['tracker'], operation: ['define'] } }, properties);

/** Keeps the rules of trackers; the same rules again change nothing. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const scope = scopeReader(context);
	const rules = rulesReader(context);
	const operator = textReader(context, 'operator');
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare: (item, index) => ({
			...scope(item, index),
			rules: rules(index),
			by: operator(index) || (context.getWorkflow().name ?? 'workflow'),
		}),
		async apply(tx, { communityId, trackerId, rules: read, by }) {
			const before = await findTracker(tx, communityId, trackerId);
			const timeZone = (await tx.getCommunity(communityId))?.timeZone ?? context.getTimezone();
			const seed = before?.rules.points.surprise?.seed ?? randomBytes(16).toString('hex');
			const parsed = read({ timeZone, seed });
			const { tracker, changed } = await keepTracker(tx, { communityId, trackerId, rules: parsed, by }, now);
			return { output: 0, json: toJson({ duplicate: !changed, communityId, tracker: trackerJson(tracker) }) };
		},
	});
}
