import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as decide from './decide.operation';
import * as list from './list.operation';
import * as open from './open.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'appeal.decide': decide.execute,
	'appeal.list': list.execute,
	'appeal.open': open.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['appeal'] } },
		options: [
			{
				name: 'Decide',
				value: 'decide',
				description: 'Uphold a rejection or overturn it',
				action: 'Decide an appeal',
			},
			{ name: 'List', value: 'list', description: 'List appeals', action: 'List appeals' },
			{
				name: 'Open',
				value: 'open',
				description: 'Take the appeal of a member against the last decision about them',
				action: 'Open an appeal',
			},
		],
		default: 'open',
	},
	...decide.description,
	...list.description,
	...open.description,
];
