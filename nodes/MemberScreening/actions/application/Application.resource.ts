import type { INodeProperties } from 'n8n-workflow';
import * as decide from './decide.operation';
import * as evaluate from './evaluate.operation';
import * as listWaiting from './listWaiting.operation';

export { decide, evaluate, listWaiting };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['application'] } },
		options: [
			{
				name: 'Decide',
				value: 'decide',
				description: 'Approve or reject an application that waits for a person',
				action: 'Decide an application',
			},
			{
				name: 'Evaluate',
				value: 'evaluate',
				description: 'Score a join request or a form by rules: approve, ask a person, or reject',
				action: 'Evaluate an application',
			},
			{
				name: 'List Waiting',
				value: 'listWaiting',
				description: 'List the applications that wait for a person',
				action: 'List waiting applications',
			},
		],
		default: 'evaluate',
	},
	...decide.description,
	...evaluate.description,
	...listWaiting.description,
];
