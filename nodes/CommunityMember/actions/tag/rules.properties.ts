import type { INodeProperties } from 'n8n-workflow';
import { pagingFields } from '../../../shared/paging';
import { operatorOption } from '../operator';
import { communityField } from '../who';

export const properties: INodeProperties[] = [
	communityField,
	{
		displayName: 'Rules',
		name: 'rules',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Rule',
		default: {},
		options: [
			{
				displayName: 'Rule',
				name: 'rule',
				values: [
					{
						displayName: 'At Least',
						name: 'atLeast',
						type: 'number',
						typeOptions: { minValue: 0 },
						default: 1,
						description: 'How often it must have happened',
					},
					{
						displayName: 'At Most',
						name: 'atMost',
						type: 'number',
						typeOptions: { minValue: -1 },
						default: -1,
						description: 'How often it may have happened; -1 for any number, 0 with At Least 0 for never',
					},
					{
						displayName: 'Count',
						name: 'count',
						type: 'options',
						options: [
							{ name: 'Days', value: 'days', description: 'Days on which it happened' },
							{ name: 'Times', value: 'events' },
						],
						default: 'events',
					},
					{
						displayName: 'Days It Stays',
						name: 'keepDays',
						type: 'number',
						typeOptions: { minValue: 0 },
						default: 0,
						description: 'Whole days after the rule held last; 0 ends the tag with the rule',
					},
					{
						displayName: 'Event',
						name: 'events',
						type: 'string',
						default: '',
						placeholder: 'e.g. message, checkin',
						description: 'Types of events, separated by commas; any of them counts',
					},
					{ displayName: 'Tag', name: 'tag', type: 'string', default: '', placeholder: 'e.g. 活跃' },
					{
						displayName: 'Within Days',
						name: 'withinDays',
						type: 'number',
						typeOptions: { minValue: 0 },
						default: 7,
						description: 'Today and the days before it, so many in all; 0 for all time',
					},
				],
			},
		],
	},
	...pagingFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			operatorOption,
			{
				displayName: 'Rules (JSON)',
				name: 'rulesJson',
				type: 'json',
				default: '[]',
				description: 'Rules with any condition, in place of those above; the documentation shows examples',
			},
			{
				displayName: 'Time Zone',
				name: 'timeZone',
				type: 'string',
				default: '',
				placeholder: 'e.g. Asia/Shanghai',
				description: 'By whose clocks days begin, where the community says nothing. Leave empty for Asia/Shanghai.',
			},
		],
	},
];
