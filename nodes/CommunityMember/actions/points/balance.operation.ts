import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { findStanding, standingJson } from '../standing/person';
import { whoFields, whoReader } from '../who';
import { EVERYBODY } from './leaderboard.operation';

export const description = updateDisplayOptions({ show: { resource: ['points'], operation: ['balance'] } }, whoFields);

/** Tells how many points a person has, over all members that they are; an unknown one gives `found: false`. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const who = whoReader(context);
	return await runBatch(context, 1, {
		readOnly: true,
		prepare: (item, index) => ({ wanted: who(item, index), item }),
		async apply(tx, { wanted, item }) {
			const standing = await findStanding(tx, wanted, item);
			if (standing === undefined) return { output: 0, json: { found: false } };
			const { communityId, memberId } = standing.row;
			const { balance, earned } = await tx.personPoints(communityId, standing.memberIds);
			const place = await tx.placeOnBoard({ communityId, by: 'balance', statuses: EVERYBODY }, memberId);
			const json = { found: true, balance, earned, rank: place?.rank ?? null, ...standingJson(standing) };
			return { output: 0, json: toJson(json) };
		},
	});
}
