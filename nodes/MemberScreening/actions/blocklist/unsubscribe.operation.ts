import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { followFields, followLists } from './follow';

export const description = updateDisplayOptions(
	{ show: { resource: ['blocklist'], operation: ['unsubscribe'] } },
	followFields,
);

/** Ends following the list of another community. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await followLists(context, false);
}
