import type { INodeProperties } from 'n8n-workflow';
import * as confirmStep from './confirmStep.operation';
import * as nudgeDue from './nudgeDue.operation';
import * as progress from './progress.operation';
import * as recordStep from './recordStep.operation';
import * as report from './report.operation';
import * as start from './start.operation';

export { confirmStep, nudgeDue, progress, recordStep, report, start };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['ritual'] } },
		options: [
			{
				name: 'Confirm Step',
				value: 'confirmStep',
				description: 'An operator says that a step is done',
				action: 'Confirm a step of a ritual',
			},
			{
				name: 'Nudge Due',
				value: 'nudgeDue',
				description: 'Greet those who wait, remind of steps, see to late ones',
				action: 'Nudge whoever is due',
			},
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
				name: 'Report',
				value: 'report',
				description: 'Completion rates by step, week, inviter and segment',
				action: 'Report on a ritual',
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
	...confirmStep.description,
	...nudgeDue.description,
	...progress.description,
	...recordStep.description,
	...report.description,
	...start.description,
];
