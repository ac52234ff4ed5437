import type { INodeProperties } from 'n8n-workflow';
import * as record from './record.operation';

export const operations = {
	'checkIn.record': record.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['checkIn'] } },
		options: [
			{
				name: 'Record',
				value: 'record',
				description: 'Take a check-in by keyword, button, picture, form, code or event',
				action: 'Record a check in',
			},
		],
		default: 'record',
	},
	...record.description,
];
