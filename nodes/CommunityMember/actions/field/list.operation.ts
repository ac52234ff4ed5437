import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { portraitOf } from '../portrait';
import { communityField, communityReader } from '../who';

export const description = updateDisplayOptions({ show: { resource: ['field'], operation: ['list'] } }, [
	communityField,
]);

/** Lists the fields of the portrait in their order, one item for each. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	return await runBatch(context, 1, {
		prepare: (item, index) => community(item, index),
		async apply(tx, communityId) {
			const fields = await portraitOf(tx, communityId);
			return fields.map((field) => ({ output: 0, json: toJson({ communityId, ...field }) }));
		},
	});
}
