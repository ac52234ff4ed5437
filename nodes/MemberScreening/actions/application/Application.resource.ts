import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as assign from './assign.operation';
import * as decide from './decide.operation';
import * as evaluate from './evaluate.operation';
import * as followUp from './followUp.operation';
import * as listWaiting from './listWaiting.operation';
import * as rerun from './rerun.operation';
import * as reviewLink from './reviewLink.operation';
import * as select from './select.operation';
import * as undo from './undo.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'application.assign': assign.execute,
	'application.decide': decide.execute,
	'application.evaluate': evaluate.execute,
	'application.followUp': followUp.execute,
	'application.listWaiting': listWaiting.execute,
	'application.rerun': rerun.execute,
	'application.reviewLink': reviewLink.execute,
	'application.select': select.execute,
	'application.undo': undo.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['application'] } },
		options: [
			{
				name: 'Assign',
				value: 'assign',
				description: 'Give applications that wait to reviewers',
				action: 'Assign waiting applications',
			},
			{
				name: 'Decide',
				value: 'decide',
				description: 'Approve or reject applications that wait for a person',
				action: 'Decide an application',
			},
			{
				name: 'Evaluate',
				value: 'evaluate',
				description: 'Score a join request or a form by rules: approve, ask a person, or reject',
				action: 'Evaluate an application',
			},
			{
				name: 'Follow Up',
				value: 'followUp',
				description: 'Remind, hand on and decide by default what nobody has decided in time',
				action: 'Follow up waiting applications',
			},
			{
				name: 'List Waiting',
				value: 'listWaiting',
				description: 'List the applications that wait for a person, or tell how many',
				action: 'List waiting applications',
			},
			{
				name: 'Rerun',
				value: 'rerun',
				description: 'Try rules out on applications of the past; changes nothing',
				action: 'Rerun the rules over history',
			},
			{
				name: 'Review Link',
				value: 'reviewLink',
				description: "Make a reviewer's personal link to the Review Desk",
				action: 'Make a review link',
			},
			{
				name: 'Select',
				value: 'select',
				description: 'Take the best of a batch and put the rest on the waiting list, or move the list up',
				action: 'Select the best applications',
			},
			{
				name: 'Undo',
				value: 'undo',
				description: 'Take a decision back: to review, or to another decision',
				action: 'Undo a decision',
			},
		],
		default: 'evaluate',
	},
	...assign.description,
	...decide.description,
	...evaluate.description,
	...followUp.description,
	...listWaiting.description,
	...rerun.description,
	...reviewLink.description,
	...select.description,
	...undo.description,
];
