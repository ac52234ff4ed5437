import type { INodeProperties } from 'n8n-workflow';
import * as get from './get.operation';

export const operations = {
	'streak.get': get.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['streak'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'See where a member stands',
				action: 'Get a streak',
			},
		],
		default: 'get',
	},
	...get.description,
];
