import type { INodeProperties } from 'n8n-workflow';
import * as progress from './progress.operation';
import * as recordStep from './recordStep.operation';
import * as start from './start.operation';

export { progress, recordStep, start };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['ritual'] } },
		options: [
			{
				name: 'Progress',
				value: 'progress',
				description: 'List how far newcomers are',
				action: 'List the progress of rituals',
			},
			{
				name: 'Record Step',
				value: 'recordStep',
				description: 'Recognise and keep what newcomers do of their ritual',
				action: 'Record a step of a ritual',
			},
			{
				name: 'Start',
				value: 'start',
				description: 'Welcome a newcomer and begin the ritual',
				action: 'Start a ritual',
			},
		],
		default: 'start',
	},
	...progress.description,
	...recordStep.description,
	...start.description,
];
