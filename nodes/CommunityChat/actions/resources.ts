import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../shared/router';
import * as joinRequest from './joinRequest/operations';
import * as member from './member/operations';
import * as penalize from './member/penalize.operation';
import * as send from './message/send.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'joinRequest.approve': joinRequest.approve,
	'joinRequest.decline': joinRequest.decline,
	'member.mute': member.mute,
	'member.penalize': penalize.execute,
	'member.remove': member.remove,
	'member.restore': member.restore,
	'message.send': send.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Join Request', value: 'joinRequest' },
			{ name: 'Member', value: 'member' },
			{ name: 'Message', value: 'message' },
		],
		default: 'message',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['joinRequest'] } },
		options: [
			{ name: 'Approve', value: 'approve', description: 'Let the applicant in', action: 'Approve a join request' },
			{
				name: 'Decline',
				value: 'decline',
				description: 'Do not let the applicant in',
				action: 'Decline a join request',
			},
		],
		default: 'approve',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['member'] } },
		options: [
			{
				name: 'Apply Penalty',
				value: 'penalize',
				description: 'Do what a scan of messages found fit: delete the message, say why, mute or remove',
				action: 'Apply a penalty to a member',
			},
			{ name: 'Mute', value: 'mute', description: 'Keep a member from writing for a while', action: 'Mute a member' },
			{ name: 'Remove', value: 'remove', description: 'Put a member out of the group', action: 'Remove a member' },
			{
				name: 'Restore',
				value: 'restore',
				description: 'Undo a mute or a removal: let the member write and come back',
				action: 'Restore a member',
			},
		],
		default: 'mute',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['message'] } },
		options: [
			{
				name: 'Send',
				value: 'send',
				description: 'Send a message to a group, a member, or as a reply',
				action: 'Send a message',
			},
		],
		default: 'send',
	},
	...joinRequest.description,
	...member.description,
	...penalize.description,
	...send.description,
];
