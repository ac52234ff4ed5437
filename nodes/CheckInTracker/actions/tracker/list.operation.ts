import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { subjectOfItem, toJson } from '../../../shared/item';
import { textReader } from '../../../shared/parameters';
import { communityField } from '../shared/fields';
import { requireTracker, trackerJson } from '../shared/trackers';

export const description = updateDisplayOptions({ show: { resource: ['tracker'], operation: ['list'] } }, [
	communityField,
]);

/** All trackers of a community, by name. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = textReader(context, 'communityId');
	return await runBatch(context, 1, {
		prepare(item, index) {
			const communityId = community(index) || subjectOfItem(item)?.community.communityId;
			if (communityId !== undefined) return { communityId };
			throw new InputError('No community is named', 'Fill in "Community ID", e.g. the id of the group.');
		},
		async apply(tx, { communityId }) {
			const routed = [];
			for (const { trackerId } of await tx.listTrackers(communityId)) {
				const tracker = await requireTracker(tx, communityId, trackerId);
				routed.push({ output: 0, json: toJson({ communityId, tracker: trackerJson(tracker) }) });
			}
			return routed;
		},
	});
}
