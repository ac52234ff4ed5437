import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { nodeError } from './errors';

/** Runs an operation that needs no store over all items. With "continue on fail" an item's error becomes an item. */
export function runPlain(
	context: IExecuteFunctions,
	work: (item: INodeExecutionData, index: number) => IDataObject,
): INodeExecutionData[][] {
	const results = context.getInputData().map((item, index): INodeExecutionData => {
		try {
			return { json: work(item, index), pairedItem: { item: index } };
		} catch (error) {
			const shown = nodeError(context.getNode(), error, index);
			if (!context.continueOnFail()) throw shown;
			return { json: { error: shown.message }, pairedItem: { item: index } };
		}
	});
	return [results];
}
