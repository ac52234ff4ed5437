import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as chain from './chain.operation';
import * as issue from './issue.operation';
import * as list from './list.operation';
import * as redeem from './redeem.operation';
import * as revoke from './revoke.operation';
import * as top from './top.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'invitation.chain': chain.execute,
	'invitation.issue': issue.execute,
	'invitation.list': list.execute,
	'invitation.redeem': redeem.execute,
	'invitation.revoke': revoke.execute,
	'invitation.topInviters': top.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['invitation'] } },
		options: [
			{
				name: 'Get Chain',
				value: 'chain',
				description: 'Tell by whom a member came, up to the root, and whom they have brought',
				action: 'Get the chain of an invitation',
			},
			{
				name: 'Issue',
				value: 'issue',
				description: 'Make invitation codes for a member or for the community, within a quota',
				action: 'Issue an invitation',
			},
			{ name: 'List', value: 'list', description: 'List invitations', action: 'List invitations' },
			{
				name: 'Redeem',
				value: 'redeem',
				description: 'Book the use of a code that somebody brings, or say why it cannot be taken',
				action: 'Redeem an invitation',
			},
			{
				name: 'Revoke',
				value: 'revoke',
				description: 'Take a code back, so that nobody redeems it any more',
				action: 'Revoke an invitation',
			},
			{
				name: 'Top Inviters',
				value: 'topInviters',
				description: 'List the members who have brought most others',
				action: 'List the top inviters',
			},
		],
		default: 'redeem',
	},
	...chain.description,
	...issue.description,
	...list.description,
	...redeem.description,
	...revoke.description,
	...top.description,
];
