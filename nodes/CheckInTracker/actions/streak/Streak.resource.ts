import type { INodeProperties } from 'n8n-workflow';
import * as changes from './changes.operation';
import * as get from './get.operation';
import * as prefer from './prefer.operation';

export const operations = {
	'streak.freeze': changes.executeFreeze,
	'streak.get': get.execute,
	'streak.pause': changes.executePause,
	'streak.rebuild': changes.executeRebuild,
	'streak.resume': changes.executeResume,
	'streak.setPreferences': prefer.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['streak'] } },
		options: [
			{ name: 'Freeze', value: 'freeze', description: 'Spend a freeze on a day to come', action: 'Freeze a streak' },
			{ name: 'Get', value: 'get', description: 'See where a member stands', action: 'Get a streak' },
			{ name: 'Pause', value: 'pause', description: 'Let a streak rest for a while', action: 'Pause a streak' },
			{
				name: 'Rebuild',
				value: 'rebuild',
				description: 'Reckon a streak anew from its check-ins',
				action: 'Rebuild a streak',
			},
			{ name: 'Resume', value: 'resume', description: 'End a pause', action: 'Resume a streak' },
			{
				name: 'Set Preferences',
				value: 'setPreferences',
				description: 'Hide from leaderboards, turn reminders off',
				action: 'Set preferences of a member',
			},
		],
		default: 'get',
	},
	...changes.description,
	...get.description,
	...prefer.description,
];
