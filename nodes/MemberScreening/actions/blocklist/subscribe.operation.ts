import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { followFields, followLists } from './follow';

export const description = updateDisplayOptions(
	{ show: { resource: ['blocklist'], operation: ['subscribe'] } },
	followFields,
);

/** Follows the list of another community: what it blocks is blocked here, too. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await followLists(context, true);
}
