import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as approve from './approve.operation';
import * as confirmPayout from './confirmPayout.operation';
import * as evaluate from './evaluate.operation';
import * as open from './open.operation';
import * as overview from './overview.operation';
import * as recordPayment from './recordPayment.operation';
import * as takePart from './takePart.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'camp.approve': approve.execute,
	'camp.cancel': overview.executeCancel,
	'camp.confirmPayout': confirmPayout.execute,
	'camp.enrol': takePart.executeEnrol,
	'camp.evaluate': evaluate.execute,
	'camp.get': overview.executeGet,
	'camp.list': overview.executeList,
	'camp.listRefunds': overview.executeListRefunds,
	'camp.open': open.execute,
	'camp.recordPayment': recordPayment.execute,
	'camp.withdraw': takePart.executeWithdraw,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['camp'] } },
		options: [
			{
				name: 'Approve Settlement',
				value: 'approve',
				description: 'Let the plan count that Evaluate has proposed',
				action: 'Approve the settlement of a camp',
			},
			{
				name: 'Cancel',
				value: 'cancel',
				description: 'End a camp before its time; deposits go back',
				action: 'Cancel a camp',
			},
			{
				name: 'Confirm Payout',
				value: 'confirmPayout',
				description: 'Keep that money was paid out by hand',
				action: 'Confirm a payout of a camp',
			},
			{
				name: 'Enrol',
				value: 'enrol',
				description: 'Let a member take part, by button, word or form',
				action: 'Enrol a member in a camp',
			},
			{
				name: 'Evaluate',
				value: 'evaluate',
				description: 'Once a day: tell how everybody does, and propose the settlement at the end',
				action: 'Evaluate camps',
			},
			{ name: 'Get', value: 'get', description: 'Show a camp with everybody in it', action: 'Get a camp' },
			{ name: 'List', value: 'list', description: 'List the camps of a community', action: 'List camps' },
			{
				name: 'List Refunds',
				value: 'listRefunds',
				description: 'List money that is due, one item each',
				action: 'List refunds of a camp',
			},
			{ name: 'Open', value: 'open', description: 'Open a challenge of so many days', action: 'Open a camp' },
			{
				name: 'Record Payment',
				value: 'recordPayment',
				description: 'Take in deposits that were paid and refunds that were made',
				action: 'Record a payment for a camp',
			},
			{
				name: 'Withdraw',
				value: 'withdraw',
				description: 'Let a member leave before the camp begins',
				action: 'Withdraw a member from a camp',
			},
		],
		default: 'enrol',
	},
	...approve.description,
	...overview.cancelDescription,
	...confirmPayout.description,
	...takePart.enrolDescription,
	...evaluate.description,
	...overview.getDescription,
	...overview.listDescription,
	...overview.refundsDescription,
	...open.description,
	...recordPayment.description,
	...takePart.withdrawDescription,
];
