import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from '../../shared/router';
import * as member from './member/Member.resource';

/** What the node works on, in the order in which the editor lists it. */
export const RESOURCES: INodePropertyOptions[] = [{ name: 'Member', value: 'member' }];

/** One line for each resource: its fields and its operations come from here. */
const MODULES: readonly { description: INodeProperties[]; operations: Readonly<Record<string, Operation>> }[] = [
	member,
];

export const properties: INodeProperties[] = MODULES.flatMap(({ description }) => description);

export const operations: Readonly<Record<string, Operation>> = Object.assign(
	{},
	...MODULES.map((module) => module.operations),
) as Record<string, Operation>;
