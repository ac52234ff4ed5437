import type { INodeProperties } from 'n8n-workflow';
import * as followUpDue from './followUpDue.operation';
import * as invite from './invite.operation';
import * as match from './match.operation';
import * as optIn from './optIn.operation';
import * as recordAnswer from './recordAnswer.operation';
import * as report from './report.operation';

export { followUpDue, invite, match, optIn, recordAnswer, report };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['buddies'] } },
		options: [
			{
				name: 'Follow Up Due',
				value: 'followUpDue',
				description: 'Ask those who were brought together whether they met, and remind them',
				action: 'Ask buddies whether they met',
			},
			{
				name: 'Invite',
				value: 'invite',
				description: 'Invite the group to take part',
				action: 'Invite to buddy matching',
			},
			{
				name: 'Match',
				value: 'match',
				description: 'Make the next round: bring people together in pairs',
				action: 'Match buddies',
			},
			{
				name: 'Opt In or Out',
				value: 'optIn',
				description: 'Let members take part, or no longer',
				action: 'Opt in to buddy matching or out of it',
			},
			{
				name: 'Record Answer',
				value: 'recordAnswer',
				description: 'Keep what buddies say about having met',
				action: 'Record whether buddies met',
			},
			{
				name: 'Report',
				value: 'report',
				description: 'Tell how fair matching is, who waits and who met',
				action: 'Report on buddy matching',
			},
		],
		default: 'match',
	},
	...followUpDue.description,
	...invite.description,
	...match.description,
	...optIn.description,
	...recordAnswer.description,
	...report.description,
];
