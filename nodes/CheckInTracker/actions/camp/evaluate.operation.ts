import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { runBatch, type Routed } from '../../../shared/batch';
import { textReader } from '../../../shared/parameters';
import { knownCamp, requireCamp } from './camps';
import { communityField } from '../shared/fields';
import { campField } from './fields';
import { evaluateCamp } from './settle';

export const description = updateDisplayOptions({ show: { resource: ['camp'], operation: ['evaluate'] } }, [
	{ ...communityField, description: 'Only camps of this community. Leave empty for all open camps.' },
	{ ...campField, description: 'Only this camp. Leave empty for all open ones.' },
]);

/** Open camps that one execution looks at. */
const MOST_CAMPS = 500;

/** Looks at every open camp once a day, and proposes the settlement of those that are over. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = textReader(context, 'communityId');
	const camp = textReader(context, 'campId');
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare: (_item, index) => ({ communityId: community(index), campId: camp(index) }),
		async apply(tx, { communityId, campId }) {
			const open = await tx.openCamps({ limit: MOST_CAMPS, ...(communityId === '' ? {} : { communityId }) });
			const routed: Routed[] = [];
			for (const row of open) {
				if (campId !== '' && row.campId !== campId) continue;
				// Read again under its lock: another execution may have been first.
				const known = await requireCamp(tx, row.communityId, row.campId);
				const evaluated = known.row.status === 'open' ? await evaluateCamp(tx, knownCamp(known.row), now) : undefined;
				if (evaluated === undefined) continue;
				routed.push({ output: 0, json: { duplicate: evaluated.duplicate, ...evaluated.result } });
			}
			return routed;
		},
	});
}
