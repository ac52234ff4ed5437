import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as applyRules from './applyRules.operation';
import { add, addDescription, remove, removeDescription } from './give';

export const operations: Readonly<Record<string, Operation>> = {
	'tag.add': add,
	'tag.applyRules': applyRules.execute,
	'tag.remove': remove,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['tag'] } },
		options: [
			{ name: 'Add', value: 'add', description: 'Give a member tags', action: 'Add a tag' },
			{
				name: 'Apply Rules',
				value: 'applyRules',
				description: 'Give and end tags by what members did',
				action: 'Apply tag rules',
			},
			{ name: 'Remove', value: 'remove', description: 'Take tags away from a member', action: 'Remove a tag' },
		],
		default: 'add',
	},
	...addDescription,
	...applyRules.description,
	...removeDescription,
];
