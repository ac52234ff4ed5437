import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as define from './define.operation';
import * as list from './list.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'field.define': define.execute,
	'field.list': list.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['field'] } },
		options: [
			{
				name: 'Define',
				value: 'define',
				description: 'Say which fields the portrait of a member has',
				action: 'Define the fields of the portrait',
			},
			{ name: 'List', value: 'list', description: 'List the fields of the portrait', action: 'List fields' },
		],
		default: 'define',
	},
	...define.description,
	...list.description,
];
