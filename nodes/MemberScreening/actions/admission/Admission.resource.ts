import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as check from './check.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'admission.check': check.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['admission'] } },
		options: [
			{
				name: 'Check',
				value: 'check',
				description: 'Let somebody in once the ways in are open: application, invitation, tasks, payment, selection',
				action: 'Check an admission',
			},
		],
		default: 'check',
	},
	...check.description,
];
