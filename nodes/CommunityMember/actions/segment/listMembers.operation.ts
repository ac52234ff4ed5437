import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { runBatch, type Routed } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { limitReader, pagingFields } from '../../../shared/paging';
import { parameterReader, textOption } from '../../../shared/parameters';
import { communityField, communityJson, personJson, timeZoneOption } from '../standing/community';
import { chosenReader, queryOf, segmentJson } from './chosen';
import { givenCondition, nameField, statusesOption, unlessNamed } from './fields';

const properties: INodeProperties[] = [
	communityField,
	nameField('A saved segment. Leave empty to fill in conditions below.'),
	...unlessNamed(givenCondition),
	...pagingFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'After Member ID',
				name: 'after',
				type: 'string',
				default: '',
				placeholder: 'e.g. m_abcdefghijklmnop',
				description: 'Goes on after this member, the last one of the list before',
			},
			statusesOption,
			timeZoneOption,
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['segment'], operation: ['listMembers'] } },
	properties,
);

/** Lists the people of a segment in the order of their ids. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const chosen = chosenReader(context);
	const limit = limitReader(context);
	const all = parameterReader(context, 'returnAll', false, Boolean);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		readOnly: true,
		prepare: (item, index) => ({
			asked: chosen(item, index),
			most: all(index) ? Number.MAX_SAFE_INTEGER : limit(index),
		}),
		async apply(tx, { asked, most }) {
			const query = await queryOf(tx, asked, now);
			const { communityId } = query;
			const community = communityJson(communityId, await tx.getCommunity(communityId));
			// One statement, not page after page: each page would count the events of everybody again.
			const rows = await tx.segmentMembers(query, { limit: most, after: textOption(asked.options, 'after') });
			const segment = segmentJson(asked.name, query.condition);
			const routed: Routed[] = [];
			for (const { memberId, name, status, joinedAt } of rows) {
				const member = await personJson(tx, communityId, memberId, { name });
				routed.push({ output: 0, json: toJson({ segment, member, status, joinedAt, community }) });
			}
			return routed;
		},
	});
}
