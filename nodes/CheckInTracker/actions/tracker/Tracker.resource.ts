import type { INodeProperties } from 'n8n-workflow';
import * as define from './define.operation';
import * as get from './get.operation';
import * as list from './list.operation';

export const operations = {
	'tracker.define': define.execute,
	'tracker.get': get.execute,
	'tracker.list': list.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['tracker'] } },
		options: [
			{
				name: 'Define',
				value: 'define',
				description: 'Set or change the rules of a tracker',
				action: 'Define a tracker',
			},
			{
				name: 'Get',
				value: 'get',
				description: 'Read the rules of a tracker and compose the call with its button',
				action: 'Get a tracker',
			},
			{ name: 'List', value: 'list', description: 'List the trackers of a community', action: 'List trackers' },
		],
		default: 'define',
	},
	...define.description,
	...get.description,
	...list.description,
];
