import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as adjust from './adjust.operation';
import * as award from './award.operation';
import * as balance from './balance.operation';
import * as decayDue from './decayDue.operation';
import * as history from './history.operation';
import * as leaderboard from './leaderboard.operation';
import * as reverse from './reverse.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'points.adjust': adjust.execute,
	'points.award': award.execute,
	'points.balance': balance.execute,
	'points.decayDue': decayDue.execute,
	'points.history': history.execute,
	'points.leaderboard': leaderboard.execute,
	'points.reverse': reverse.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['points'] } },
		options: [
			{
				name: 'Adjust',
				value: 'adjust',
				description: 'Give or take points by hand, with a reason',
				action: 'Adjust the points of a member',
			},
			{
				name: 'Award',
				value: 'award',
				description: 'Give the points that rules have for what a member did, within daily caps',
				action: 'Award points for an event',
			},
			{
				name: 'Decay Due',
				value: 'decayDue',
				description: 'Let points expire, or balances shrink, where it is time',
				action: 'Decay points that are due',
			},
			{
				name: 'Get Balance',
				value: 'balance',
				description: 'Tell how many points a member has',
				action: 'Get the points of a member',
			},
			{
				name: 'Get History',
				value: 'history',
				description: 'List what was booked for a member, the newest first',
				action: 'Get the points history of a member',
			},
			{
				name: 'Get Leaderboard',
				value: 'leaderboard',
				description: 'List the members with most points',
				action: 'Get the points leaderboard',
			},
			{
				name: 'Reverse',
				value: 'reverse',
				description: 'Take bookings back, e.g. those for a message that was deleted',
				action: 'Reverse points of a member',
			},
		],
		default: 'award',
	},
	...adjust.description,
	...award.description,
	...balance.description,
	...decayDue.description,
	...history.description,
	...leaderboard.description,
	...reverse.description,
];
