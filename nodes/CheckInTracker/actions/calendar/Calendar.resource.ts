import type { INodeProperties } from 'n8n-workflow';
import * as renderGroup from './renderGroup.operation';
import * as renderMember from './renderMember.operation';

export const operations = {
	'calendar.renderGroup': renderGroup.execute,
	'calendar.renderMember': renderMember.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['calendar'] } },
		options: [
			{
				name: 'Render Group',
				value: 'renderGroup',
				description: "Draw a group's month: who checked in when, or how many did",
				action: 'Render the punch card of a group',
			},
			{
				name: 'Render Member',
				value: 'renderMember',
				description: "Draw a member's check-ins as a calendar",
				action: 'Render the calendar of a member',
			},
		],
		default: 'renderMember',
	},
	...renderGroup.description,
	...renderMember.description,
];
