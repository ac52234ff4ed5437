import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as get from './get.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'member.get': get.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['member'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Get everything that is known about a member',
				action: 'Get a member',
			},
		],
		default: 'get',
	},
	...get.description,
];
