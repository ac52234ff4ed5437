import type { INodeProperties } from 'n8n-workflow';
import * as get from './get.operation';

export const operations = {
	'leaderboard.get': get.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['leaderboard'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Rank members or teams and compose the message',
				action: 'Get a leaderboard',
			},
		],
		default: 'get',
	},
	...get.description,
];
