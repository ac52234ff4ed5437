import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { runBatch } from '../../../shared/batch';
import { optionsReader, parameterReader, textOption } from '../../../shared/parameters';
import { communityField, scopeReader, trackerIdField } from '../shared/fields';
import { findTracker } from '../shared/trackers';
import { dueGroups, dueMembers } from './due';

const properties: INodeProperties[] = [
	{
		displayName:
			'Run this every hour or half hour. Members whose streak is at risk are listed in their own evening, once a day each, and not in quiet hours, pauses, or if they want no reminders.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	communityField,
	trackerIdField,
	{
		displayName: 'Remind',
		name: 'remindIn',
		type: 'options',
		options: [
			{
				name: 'Each Member',
				value: 'member',
				description: 'In private; a bot can write only to those who have written to it',
			},
			{ name: 'In the Group', value: 'group', description: 'One message that mentions them' },
		],
		default: 'group',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 50,
		description: 'Max number of results to return',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Group ID',
				name: 'groupId',
				type: 'string',
				default: '',
				placeholder: 'e.g. -1001234567890',
				description: 'Where the message goes. Leave empty for the group of the community.',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['reminder'], operation: ['listDue'] } },
	properties,
);

/** Members who are at risk tonight, each once a day. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const scope = scopeReader(context);
	const remindIn = parameterReader(context, 'remindIn', 'group', String);
	const limit = parameterReader(context, 'limit', 50, Number);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare: (item, index) => ({
			...scope(item, index),
			perMember: remindIn(index) === 'member',
			limit: Math.max(1, Math.floor(limit(index))),
			groupId: textOption(options(index), 'groupId'),
		}),
		async apply(tx, { communityId, trackerId, perMember, limit: most, groupId }) {
			const tracker = await findTracker(tx, communityId, trackerId);
			// Where nobody has checked in yet, nobody has a streak to lose.
			if (tracker === undefined) return undefined;
			const list = perMember ? dueMembers : dueGroups;
			return (await list(tx, { tracker, limit: most, groupId }, now)).map((json) => ({ output: 0, json }));
		},
	});
}
