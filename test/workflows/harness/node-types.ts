import {
	NodeConnectionTypes,
	NodeHelpers,
	type IExecuteFunctions,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';
import type { StubNode } from './types';

/** Nodes of n8n itself that do nothing but begin, annotate or pass on. */
const PASS_THROUGH = [
	'errorTrigger',
	'executeWorkflowTrigger',
	'formTrigger',
	'manualTrigger',
	'noOp',
	'scheduleTrigger',
	'stickyNote',
	'webhook',
].map((name) => `n8n-nodes-base.${name}`);

export type NodeClass = INodeType | IVersionedNodeType;

/** The node types of one package, together with stand-ins for those it does not contain. */
export class HarnessNodeTypes implements INodeTypes {
	private readonly types = new Map<string, NodeClass>();

	constructor(packageTypes: ReadonlyMap<string, NodeClass>, stubs: Readonly<Record<string, StubNode>>) {
		for (const name of PASS_THROUGH) this.types.set(name, stubType(name, {}));
		for (const [name, stub] of Object.entries(stubs)) this.types.set(name, stubType(name, stub));
		for (const [name, type] of packageTypes) this.types.set(name, type);
	}

	has(type: string): boolean {
		return this.types.has(type);
	}

	getByName(type: string): NodeClass {
		const known = this.types.get(type);
		if (known === undefined) throw new Error(`Node type "${type}" is neither in the package nor among the stubs`);
		return known;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes(): Record<string, never> {
		return {};
	}
}

function stubType(name: string, stub: StubNode): INodeType {
	const isTrigger = /trigger$|webhook$/i.test(name);
	return {
		description: {
			displayName: name,
			name,
			group: [isTrigger ? 'trigger' : 'transform'],
			version: 1,
			description: 'Stands in for a node of another package',
			defaults: { name },
			inputs: isTrigger ? [] : [NodeConnectionTypes.Main],
			outputs: Array.from({ length: stub.outputs ?? 1 }, () => NodeConnectionTypes.Main),
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const items = this.getInputData();
			return stub.execute?.(items) ?? [items];
		},
	};
}
