import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { intimacyAt } from '../../../../community/tiers/intimacy';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { optionsReader } from '../../../shared/parameters';
import { findStanding, standingJson } from '../standing/person';
import { keptIntimacy } from '../tier/ladder';
import { whoFields, whoReader } from '../who';
import { fadingOf } from './fading';
import { classesOf, classOptions } from './policy';
import { rounded } from './update.operation';

const properties: INodeProperties[] = [
	...whoFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: classOptions,
	},
];

export const description = updateDisplayOptions({ show: { resource: ['score'], operation: ['get'] } }, properties);

/** Tells a person's score as it is now, and where they stand among all members. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const who = whoReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		readOnly: true,
		prepare: (item, index) => ({ wanted: who(item, index), item, classes: classesOf(options(index)) }),
		async apply(tx, { wanted, item, classes }) {
			const standing = await findStanding(tx, wanted, item);
			if (standing === undefined) return { output: 0, json: { found: false } };
			const { communityId, memberId } = standing.row;
			const policy = await keptIntimacy(tx, communityId);
			const parts = await tx.scoresOf(communityId, standing.memberIds);
			const sum = (part: 'activity' | 'spending') =>
				rounded(
					parts.reduce(
						(so, state) =>
							so + intimacyAt(policy, { activity: 0, spending: 0, at: state.at, [part]: state[part] }, now),
						0,
					),
				);
			const [activity, spending] = [sum('activity'), sum('spending')];
			const filter = {
				communityId,
				statuses: ['member' as const],
				now,
				fading: fadingOf(policy),
				...classes,
				memberId,
			};
			const [place] = await tx.classifyScores(filter, 1);
			const score = rounded(activity + spending);
			const among = {
				class: place?.class ?? null,
				rank: place?.rank ?? null,
				percentile: place?.percentile ?? null,
				members: place?.members ?? null,
			};
			return {
				output: 0,
				json: toJson({ found: true, score, activity, spending, ...among, ...standingJson(standing) }),
			};
		},
	});
}
