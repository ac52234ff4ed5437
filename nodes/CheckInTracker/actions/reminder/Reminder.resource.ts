import type { INodeProperties } from 'n8n-workflow';
import * as listDue from './listDue.operation';

export const operations = {
	'reminder.listDue': listDue.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['reminder'] } },
		options: [
			{
				name: 'List Due',
				value: 'listDue',
				description: 'Find who is at risk tonight and compose the reminders',
				action: 'List due reminders',
			},
		],
		default: 'listDue',
	},
	...listDue.description,
];
