import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as get from './get.operation';
import * as list from './list.operation';
import * as upsert from './upsert.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'member.get': get.execute,
	'member.list': list.execute,
	'member.upsert': upsert.execute,
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
			{ name: 'List', value: 'list', description: 'Search members', action: 'List members' },
			{
				name: 'Upsert',
				value: 'upsert',
				description: 'Make a member known, or change what is known about them',
				action: 'Upsert a member',
			},
		],
		default: 'get',
	},
	...get.description,
	...list.description,
	...upsert.description,
];
