import type { INodeProperties } from 'n8n-workflow';
import { communityIdOption, languageField } from '../../../shared/parameters';
import { timeZoneOption } from '../standing/community';
import { givenBy, unlessJson } from '../standing/given';

const EXAMPLE = `{
  "rules": [
    { "ruleId": "talk", "kinds": ["message"], "points": 1, "when": [{ "field": "characters", "atLeast": 5 }], "dailyCap": 5 },
    { "ruleId": "buy", "kinds": ["payment_succeeded"], "points": 1, "per": { "field": "amountMinor", "unit": 1000 } }
  ],
  "dailyCap": 100
}`;

const ruleFields: INodeProperties[] = [
	{
		displayName: 'Daily Cap',
		name: 'dailyCap',
		type: 'number',
		default: 0,
		description: 'Points that this rule gives one member in one of their days at most; 0 = no cap',
	},
	{
		displayName: 'Daily Times',
		name: 'dailyTimes',
		type: 'number',
		default: 0,
		description: 'How often it gives one member points in one day at most; 0 = as often as it happens',
	},
	{
		displayName: 'Field of the Event',
		name: 'field',
		type: 'options',
		description: 'What else has to hold; the values are those of the event',
		options: [
			{ name: 'Amount Paid (Minor Units)', value: 'amountMinor' },
			{ name: 'Button', value: 'button' },
			{ name: 'Currency', value: 'currency' },
			{ name: 'Form ID', value: 'formId' },
			{ name: 'Has a Picture', value: 'hasImage' },
			{ name: 'Length of the Text', value: 'characters' },
			{ name: 'None', value: '' },
			{ name: 'Platform', value: 'platform' },
		],
		default: '',
	},
	{
		displayName: 'Field At Least',
		name: 'atLeast',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5',
		description: 'For numbers: the least that counts',
		displayOptions: { hide: { field: [''] } },
	},
	{
		displayName: 'Field Is One Of',
		name: 'oneOf',
		type: 'string',
		default: '',
		placeholder: 'e.g. CNY, HKD',
		description: 'Values, separated by commas, of which it has to be one',
		displayOptions: { hide: { field: [''] } },
	},
	{
		displayName: 'Kinds of Events',
		name: 'kinds',
		type: 'string',
		default: 'message',
		placeholder: 'e.g. message, checkin, ritual.completed',
		description:
			'Separated by commas. The types of Community Trigger, e.g. message, checkin, payment_succeeded; after Welcome Ritual also ritual.completed and ritual.introduce; or what Options → Kind says.',
	},
	{
		displayName: 'Points',
		name: 'points',
		type: 'number',
		default: 1,
		description: 'Whole points, negative to take',
	},
	{
		displayName: 'Points for Each',
		name: 'unit',
		type: 'number',
		default: 0,
		description: 'Where above 0: the points for each whole unit paid, in minor units, e.g. 1000 for each 10.00',
	},
	{
		displayName: 'Rule ID',
		name: 'ruleId',
		type: 'string',
		default: '',
		placeholder: 'e.g. talk',
		description: 'Never change it later: it makes that an event is paid for once',
	},
];

export const awardFields: INodeProperties[] = [
	...givenBy('rules', 'Rules', EXAMPLE),
	...unlessJson('rules', [
		{
			displayName: 'Rules',
			name: 'rules',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add rule',
			default: {
				rule: [
					{ ruleId: 'message', kinds: 'message', points: 1, dailyCap: 5, field: 'characters', atLeast: '5' },
					{ ruleId: 'checkin', kinds: 'checkin', points: 5, dailyTimes: 1 },
					{ ruleId: 'ritual', kinds: 'ritual.completed', points: 10 },
				],
			},
			options: [{ displayName: 'Rule', name: 'rule', values: ruleFields }],
		},
		{
			displayName: 'Daily Cap of All Rules',
			name: 'dailyCap',
			type: 'number',
			default: 0,
			description: 'Points that all rules together give one member in one day at most; 0 = no cap',
		},
	]),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			communityIdOption,
			{
				displayName: 'Event ID',
				name: 'eventId',
				type: 'string',
				default: '',
				placeholder: 'e.g. meetup-2026-06-01',
				description: 'With Kind: what makes it the same happening when it comes again. Empty: the event of the item.',
			},
			{
				displayName: 'Kind',
				name: 'kind',
				type: 'string',
				default: '',
				placeholder: 'e.g. offline.attended',
				description: 'What happened, instead of the type of the event: for things that no platform reports',
			},
			languageField('Of what the member is told'),
			{
				displayName: 'May Go Below Zero',
				name: 'mayGoBelowZero',
				type: 'boolean',
				default: false,
				description: 'Whether a rule that takes points may take more than there are. Off: it takes what is there.',
			},
			{
				displayName: 'Tell the Member',
				name: 'tell',
				type: 'boolean',
				default: false,
				description: 'Whether to write to the member when points were given or taken',
			},
			timeZoneOption,
		],
	},
];
