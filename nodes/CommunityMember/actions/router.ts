import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from '../../shared/router';
import * as field from './field/Field.resource';
import * as member from './member/Member.resource';
import * as tag from './tag/Tag.resource';

/** What the node works on, in the order in which the editor lists it. */
export const RESOURCES: INodePropertyOptions[] = [
	{ name: 'Field', value: 'field' },
	{ name: 'Member', value: 'member' },
	{ name: 'Tag', value: 'tag' },
];

/** One line for each resource: its fields and its operations come from here. */
const MODULES: readonly { description: INodeProperties[]; operations: Readonly<Record<string, Operation>> }[] = [
	field,
	member,
	tag,
];

export const properties: INodeProperties[] = MODULES.flatMap(({ description }) => description);

export const operations: Readonly<Record<string, Operation>> = Object.assign(
	{},
	...MODULES.map((module) => module.operations),
) as Record<string, Operation>;
