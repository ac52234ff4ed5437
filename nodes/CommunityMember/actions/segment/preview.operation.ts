import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { describe } from '../../../../community/segments/describe';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { chosenLanguage, languageField, numberOption } from '../../../shared/parameters';
import { communityField, communityJson, personJson, timeZoneOption } from '../standing/community';
import { chosenReader, queryOf, segmentJson } from './chosen';
import { givenCondition, nameField, statusesOption, unlessNamed } from './fields';

const properties: INodeProperties[] = [
	communityField,
	nameField('A saved segment. Leave empty to try out the conditions below.'),
	...unlessNamed(givenCondition),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			languageField('Of the description in words'),
			{
				displayName: 'Sample',
				name: 'sample',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100 },
				default: 10,
				description: 'How many members to show',
			},
			statusesOption,
			timeZoneOption,
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['segment'], operation: ['preview'] } },
	properties,
);

/** Says what a segment means, counts its members, and shows some of them. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const chosen = chosenReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		readOnly: true,
		prepare: (item, index) => chosen(item, index),
		async apply(tx, asked) {
			const query = await queryOf(tx, asked, now);
			const { communityId, condition, timeZone, statuses } = query;
			const count = await tx.countSegment(query);
			const most = Math.min(100, Math.max(0, numberOption(asked.options, 'sample') ?? 10));
			const sample = [];
			for (const { memberId, name, status, joinedAt } of most === 0
				? []
				: await tx.segmentMembers(query, { limit: most })) {
				sample.push({ ...(await personJson(tx, communityId, memberId, { name })), status, joinedAt });
			}
			const json = {
				segment: segmentJson(asked.name, condition),
				words: describe({ condition }, chosenLanguage(asked.options['language'])),
				count,
				sample,
				statuses,
				timeZone,
				at: now,
				community: communityJson(communityId, await tx.getCommunity(communityId)),
			};
			return { output: 0, json: toJson(json) };
		},
	});
}
