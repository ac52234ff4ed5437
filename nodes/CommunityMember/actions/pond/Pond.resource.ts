import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as list from './list.operation';
import * as recordBite from './recordBite.operation';
import * as routeDue from './routeDue.operation';
import * as save from './save.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'pond.list': list.execute,
	'pond.recordBite': recordBite.execute,
	'pond.routeDue': routeDue.execute,
	'pond.save': save.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['pond'] } },
		options: [
			{ name: 'List', value: 'list', description: 'List who is in which pond', action: 'List the members of ponds' },
			{
				name: 'Record Bite',
				value: 'recordBite',
				description: 'Note what a member bites on, and lead them to the pond for it',
				action: 'Record a bite',
			},
			{
				name: 'Route Due',
				value: 'routeDue',
				description: 'Lead everybody whose interest has grown, or faded, since',
				action: 'Route members who are due',
			},
			{
				name: 'Save',
				value: 'save',
				description: 'Keep the ponds and their baits, and throw the baits out',
				action: 'Save ponds',
			},
		],
		default: 'recordBite',
	},
	...list.description,
	...recordBite.description,
	...routeDue.description,
	...save.description,
];
