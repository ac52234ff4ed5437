import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as classify from './classify.operation';
import * as get from './get.operation';
import * as update from './update.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'score.classify': classify.execute,
	'score.get': get.execute,
	'score.update': update.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['score'] } },
		options: [
			{
				name: 'Classify',
				value: 'classify',
				description: 'Sort everybody into top, good and poor by percentile',
				action: 'Classify members by score',
			},
			{
				name: 'Get',
				value: 'get',
				description: 'Tell the intimacy score of a member, faded to now, and its class',
				action: 'Get the score of a member',
			},
			{
				name: 'Update',
				value: 'update',
				description: 'Add an event to the intimacy score of its member',
				action: 'Update the score of a member',
			},
		],
		default: 'update',
	},
	...classify.description,
	...get.description,
	...update.description,
];
