import {
	NodeHelpers,
	Workflow,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeParameters,
	type IWorkflowSettings,
} from 'n8n-workflow';
import type { HarnessCredentials } from './credentials';
import type { HarnessNodeTypes } from './node-types';
import type { WorkflowJson, WorkflowNode } from './types';

export interface WorkflowContext {
	readonly id: string;
	readonly nodeTypes: HarnessNodeTypes;
	readonly credentials: HarnessCredentials;
	readonly timezone: string;
	readonly staticData: IDataObject;
	/** Nodes that are not executed, so that their type need not be known. */
	readonly pinned: readonly string[];
}

/** Opens a workflow JSON as n8n does, without touching the JSON itself. */
export function buildWorkflow(json: WorkflowJson, context: WorkflowContext): Workflow {
	const workflow = new Workflow({
		id: context.id,
		name: json.name ?? context.id,
		active: true,
		nodes: json.nodes.map((node) => toNode(node, context)),
		connections: structuredClone(json.connections) as IConnections,
		nodeTypes: context.nodeTypes,
		staticData: context.staticData,
		settings: { executionOrder: 'v1', timezone: context.timezone, ...(json.settings as IWorkflowSettings | undefined) },
	});
	for (const node of Object.values(workflow.nodes)) chooseCredentials(node, context);
	return workflow;
}

/** @throws {Error} if the workflow has no node of that name */
export function nodeOf(workflow: Workflow, name: string): INode {
	const node = workflow.getNode(name);
	if (node !== null) return node;
	throw new Error(`The workflow has no node "${name}", only: ${Object.keys(workflow.nodes).join(', ')}`);
}

function toNode(json: WorkflowNode, { nodeTypes, pinned }: WorkflowContext): INode {
	const node = structuredClone(json);
	const isReplaced = pinned.includes(node.name) && !nodeTypes.has(node.type);
	return {
		...(node as Partial<INode>),
		id: node.id ?? node.name,
		name: node.name,
		type: isReplaced ? 'n8n-nodes-base.noOp' : node.type,
		typeVersion: node.typeVersion,
		position: [node.position[0] ?? 0, node.position[1] ?? 0],
		parameters: node.parameters as INodeParameters,
	};
}

/** Does what an operator does after importing a template: picks a credential wherever one can be picked. */
function chooseCredentials(node: INode, { nodeTypes, credentials }: WorkflowContext): void {
	const { description } = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	for (const choice of description.credentials ?? []) {
		if (!credentials.has(choice.name)) continue;
		if (!NodeHelpers.displayParameter(node.parameters, choice, node, description)) continue;
		node.credentials = { ...node.credentials, [choice.name]: { id: choice.name, name: choice.name } };
	}
}
