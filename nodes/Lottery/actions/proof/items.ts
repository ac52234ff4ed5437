import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { nodeError } from '../../../shared/errors';

/**
 * Works items off one by one, for operations that write nothing, so that no transaction has to hold them together. With
 * "continue on fail" an item's error becomes an item.
 */
export async function itemByItem(
	context: IExecuteFunctions,
	work: (item: INodeExecutionData, index: number) => Promise<{ json: IDataObject; binary?: IBinaryKeyData }>,
): Promise<INodeExecutionData[][]> {
	const done: INodeExecutionData[] = [];
	for (const [index, item] of context.getInputData().entries()) {
		try {
			done.push({ ...(await work(item, index)), pairedItem: { item: index } });
		} catch (error) {
			const shown = nodeError(context.getNode(), error, index);
			if (!context.continueOnFail()) throw shown;
			done.push({ json: { error: shown.message }, pairedItem: { item: index } });
		}
	}
	return [done];
}
