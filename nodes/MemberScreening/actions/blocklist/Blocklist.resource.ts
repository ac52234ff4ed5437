import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as add from './add.operation';
import * as list from './list.operation';
import * as remove from './remove.operation';
import * as subscribe from './subscribe.operation';
import * as unsubscribe from './unsubscribe.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'blocklist.add': add.execute,
	'blocklist.list': list.execute,
	'blocklist.remove': remove.execute,
	'blocklist.subscribe': subscribe.execute,
	'blocklist.unsubscribe': unsubscribe.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['blocklist'] } },
		options: [
			{
				name: 'Add',
				value: 'add',
				description: 'Block a person, a phone, an address, a name or a word',
				action: 'Add to the blocklist',
			},
			{
				name: 'List',
				value: 'list',
				description: 'List what is blocked',
				action: 'List the blocklist',
			},
			{
				name: 'Remove',
				value: 'remove',
				description: 'Lift an entry, so that it no longer blocks',
				action: 'Remove from the blocklist',
			},
			{
				name: 'Subscribe',
				value: 'subscribe',
				description: 'Follow the list of another community',
				action: 'Subscribe to a blocklist',
			},
			{
				name: 'Unsubscribe',
				value: 'unsubscribe',
				description: 'Stop following the list of another community',
				action: 'Unsubscribe from a blocklist',
			},
		],
		default: 'add',
	},
	...add.description,
	...list.description,
	...remove.description,
	...subscribe.description,
	...unsubscribe.description,
];
