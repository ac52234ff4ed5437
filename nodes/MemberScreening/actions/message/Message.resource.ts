import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as listStrikes from './listStrikes.operation';
import * as scan from './scan.operation';
import * as undo from './undo.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'message.listStrikes': listStrikes.execute,
	'message.scan': scan.execute,
	'message.undo': undo.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['message'] } },
		options: [
			{
				name: 'List Strikes',
				value: 'listStrikes',
				description: 'List what was held against members',
				action: 'List strikes',
			},
			{
				name: 'Scan',
				value: 'scan',
				description: 'Look for advertising, invite links, repetition and flooding in messages',
				action: 'Scan a message',
			},
			{
				name: 'Undo',
				value: 'undo',
				description: 'Take a strike back, and let texts like it pass from now on',
				action: 'Undo a strike',
			},
		],
		default: 'scan',
	},
	...listStrikes.description,
	...scan.description,
	...undo.description,
];
