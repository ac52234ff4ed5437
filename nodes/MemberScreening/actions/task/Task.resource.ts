import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as judge from './judge.operation';
import * as progress from './progress.operation';
import * as submit from './submit.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'task.judge': judge.execute,
	'task.progress': progress.execute,
	'task.submit': submit.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['task'] } },
		options: [
			{
				name: 'Judge',
				value: 'judge',
				description: 'Verify or refuse a proof that waits for a person',
				action: 'Judge a task',
			},
			{
				name: 'Progress',
				value: 'progress',
				description: 'Tell how far people are with their tasks',
				action: 'Get the progress of tasks',
			},
			{
				name: 'Submit',
				value: 'submit',
				description: 'Take the proof of a task from a form or a message and judge it by rules',
				action: 'Submit a task',
			},
		],
		default: 'submit',
	},
	...judge.description,
	...progress.description,
	...submit.description,
];
