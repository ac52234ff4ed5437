import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { CLASSES } from '../../../../community/tiers/classes';
import { runBatch, type Routed } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { limitReader, pagingFields } from '../../../shared/paging';
import { optionsReader, parameterReader } from '../../../shared/parameters';
import { communityField, communityJson, communityReader, personJson } from '../standing/community';
import { keptIntimacy } from '../tier/ladder';
import { fadingOf } from './fading';
import { classesOf, classOptions } from './policy';
import { rounded } from './update.operation';

const properties: INodeProperties[] = [
	communityField,
	{
		displayName: 'List',
		name: 'only',
		type: 'options',
		options: [
			{ name: 'Everybody', value: 'all' },
			{ name: 'Good', value: 'good' },
			{ name: 'Poor', value: 'poor' },
			{ name: 'Top', value: 'top' },
		],
		default: 'top',
		description: 'Which class to put out, the best first',
	},
	...pagingFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: classOptions,
	},
];

export const description = updateDisplayOptions({ show: { resource: ['score'], operation: ['classify'] } }, properties);

/** Sorts the members who are here by their scores of now, also those who have none. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const only = parameterReader(context, 'only', 'top', (value) => CLASSES.find((one) => one === value));
	const limit = limitReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		readOnly: true,
		prepare: (item, index) => ({
			communityId: community(item, index),
			only: only(index),
			classes: classesOf(options(index)),
			most: limit(index),
		}),
		async apply(tx, { communityId, only: wanted, classes, most }) {
			const fading = fadingOf(await keptIntimacy(tx, communityId));
			const filter = { communityId, statuses: ['member' as const], now, fading, ...classes, only: wanted };
			// SQLite takes no limit beyond 64 bits; nobody has as many members as this.
			const rows = await tx.classifyScores(filter, Math.min(most, Number.MAX_SAFE_INTEGER));
			const shown = communityJson(communityId, await tx.getCommunity(communityId));
			const routed: Routed[] = [];
			for (const { memberId, score, ...place } of rows) {
				const member = await personJson(tx, communityId, memberId);
				routed.push({ output: 0, json: toJson({ ...place, score: rounded(score), member, community: shown }) });
			}
			return routed;
		},
	});
}
