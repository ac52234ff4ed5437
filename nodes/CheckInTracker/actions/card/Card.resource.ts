import type { INodeProperties } from 'n8n-workflow';
import * as renderMilestone from './renderMilestone.operation';

export const operations = {
	'card.renderMilestone': renderMilestone.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['card'] } },
		options: [
			{
				name: 'Render Milestone',
				value: 'renderMilestone',
				description: 'Draw a card for a check-in that is worth one',
				action: 'Render a milestone card',
			},
		],
		default: 'renderMilestone',
	},
	...renderMilestone.description,
];
