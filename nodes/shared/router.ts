import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

/** One operation of a node, over all its items. */
export type Operation = (context: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** Runs the operation that the node is set to; `operations` is keyed `resource.operation`. */
export async function route(
	context: IExecuteFunctions,
	operations: Readonly<Record<string, Operation>>,
): Promise<INodeExecutionData[][]> {
	const name = `${context.getNodeParameter('resource', 0)}.${context.getNodeParameter('operation', 0)}`;
	const operation = operations[name];
	if (operation !== undefined) return await operation(context);
	throw new NodeOperationError(context.getNode(), `This node has no operation "${name}"`, {
		description:
			'Choose an operation from the list, or update n8n-nodes-shequn if the workflow was made with a newer version.',
	});
}
