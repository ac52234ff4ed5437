import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { zoneOf } from '../standing/community';
import { findStanding, standingJson } from '../standing/person';
import { whoFields, whoReader } from '../who';
import { court, factsFor, judge, verdictJson } from './decide';
import { benefitsJson, keptIntimacy, keptLadder } from './ladder';

export const description = updateDisplayOptions({ show: { resource: ['tier'], operation: ['get'] } }, whoFields);

/** Tells the tier as it was kept, its benefits, and what a look at the facts would decide now. Changes nothing. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const who = whoReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		readOnly: true,
		prepare: (item, index) => ({ wanted: who(item, index), item }),
		async apply(tx, { wanted, item }) {
			const standing = await findStanding(tx, wanted, item);
			if (standing === undefined) return { output: 0, json: { found: false } };
			const { communityId, memberId } = standing.row;
			const ladder = await keptLadder(tx, communityId);
			const timeZone = standing.row.timeZone ?? zoneOf(await tx.getCommunity(communityId), undefined);
			const intimacy = await keptIntimacy(tx, communityId);
			const of = court({ communityId, ladder, intimacy, now, timeZone });
			const [facts] = await factsFor(tx, of, { memberIds: [memberId] });
			if (facts === undefined) return { output: 0, json: { found: false } };
			const tier = facts.state?.tier ?? ladder.tiers[0]?.tier ?? '';
			const paid = facts.grants.map(({ tier: bought, startsAt, until }) => ({ tier: bought, startsAt, until }));
			const kept = {
				found: true,
				tier,
				since: facts.state?.since ?? null,
				graceUntil: facts.state?.graceUntil ?? null,
				benefits: benefitsJson(ladder, tier),
				paid,
			};
			const outlook = verdictJson(of, judge(of, facts));
			return { output: 0, json: toJson({ ...kept, outlook, ...standingJson(standing) }) };
		},
	});
}
