import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as answer from './answer.operation';
import * as execute from './execute.operation';
import * as immunity from './immunity.operation';
import * as listCases from './listCases.operation';
import * as notify from './notify.operation';
import * as recordRemoval from './recordRemoval.operation';
import * as simulate from './simulate.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'elimination.answer': answer.execute,
	'elimination.execute': execute.execute,
	'elimination.grantImmunity': immunity.grant,
	'elimination.liftImmunity': immunity.lift,
	'elimination.listCases': listCases.execute,
	'elimination.notify': notify.execute,
	'elimination.recordRemoval': recordRemoval.execute,
	'elimination.simulate': simulate.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['elimination'] } },
		options: [
			{
				name: 'Answer',
				value: 'answer',
				description: 'Take what a member or an operator answers: appeal, talk, decision, task done',
				action: 'Take an answer about a case',
			},
			{
				name: 'Execute',
				value: 'execute',
				description: 'Daily: settle what is due, say who has to be removed, remind',
				action: 'Execute what is due',
			},
			{
				name: 'Grant Immunity',
				value: 'grantImmunity',
				description: 'Protect a member from elimination',
				action: 'Grant immunity to a member',
			},
			{
				name: 'Lift Immunity',
				value: 'liftImmunity',
				description: "Take a member's protection away",
				action: 'Lift the immunity of a member',
			},
			{
				name: 'List Cases',
				value: 'listCases',
				description: 'List cases with their history',
				action: 'List cases',
			},
			{
				name: 'Notify',
				value: 'notify',
				description: 'Give notice to who has to go, with a grace period, and ask for talks',
				action: 'Notify who has to go',
			},
			{
				name: 'Record Removal',
				value: 'recordRemoval',
				description: 'Keep what became of a removal: done, or a task for a person',
				action: 'Record a removal',
			},
			{
				name: 'Simulate',
				value: 'simulate',
				description: 'Say who would go and why, without changing anything',
				action: 'Simulate an elimination',
			},
		],
		default: 'simulate',
	},
	...answer.description,
	...execute.description,
	...immunity.description,
	...listCases.description,
	...notify.description,
	...recordRemoval.description,
	...simulate.description,
];
