import type { INodeProperties } from 'n8n-workflow';
import { givenBy, unlessJson } from '../standing/given';

const EXAMPLE = `{
  "when": "all",
  "of": [
    { "when": "events", "kinds": ["checkin.recorded"], "count": "days", "withinDays": 7, "atLeast": 5 },
    { "when": "events", "kinds": ["payment_succeeded"], "atMost": 0 }
  ]
}`;

const limits = (what: string): INodeProperties[] => [
	{
		displayName: 'At Least',
		name: 'atLeast',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5',
		description: `The least ${what} that counts; empty: no limit`,
	},
	{
		displayName: 'At Most',
		name: 'atMost',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0',
		description: `The most ${what} that counts; empty: no limit`,
	},
];

const whatHappened: INodeProperties[] = [
	...limits('often'),
	{
		displayName: 'Count',
		name: 'count',
		type: 'options',
		options: [
			{ name: 'Days With One', value: 'days' },
			{ name: 'Every Event', value: 'events' },
		],
		default: 'events',
		description: 'For days fill in how many days back, too',
	},
	{
		displayName: 'Kinds of Events',
		name: 'kinds',
		type: 'string',
		default: 'message',
		placeholder: 'e.g. checkin.recorded, message, payment_succeeded',
		description: 'Types of the event ledger, separated by commas; any of them counts',
	},
	{
		displayName: 'Within Days',
		name: 'withinDays',
		type: 'number',
		default: 0,
		description: 'Today and the days before, so many in all; 0 = of all time',
	},
];

const portrait: INodeProperties[] = [
	...limits('number'),
	{ displayName: 'Contains', name: 'contains', type: 'string', default: '', placeholder: 'e.g. 设计' },
	{ displayName: 'Field', name: 'field', type: 'string', default: '', placeholder: 'e.g. 城市' },
	{
		displayName: 'From Date',
		name: 'from',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1990-01-01',
	},
	{
		displayName: 'Is One Of',
		name: 'oneOf',
		type: 'string',
		default: '',
		placeholder: 'e.g. 深圳, 广州',
		description: 'Values, separated by commas',
	},
	{
		displayName: 'Known',
		name: 'known',
		type: 'options',
		options: [
			{ name: 'Does Not Matter', value: '' },
			{ name: 'No', value: 'no' },
			{ name: 'Yes', value: 'yes' },
		],
		default: '',
		description: 'Whether the member has any value there',
	},
	{
		displayName: 'Until Date',
		name: 'until',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1999-12-31',
	},
];

const moment: INodeProperties[] = [
	{
		displayName: 'What',
		name: 'when',
		type: 'options',
		options: [
			{ name: 'Joined', value: 'joined' },
			{ name: 'Last Active', value: 'lastActive', description: 'Who never did anything counts from joining' },
		],
		default: 'lastActive',
	},
	{
		displayName: 'Not Within Days',
		name: 'notWithinDays',
		type: 'number',
		default: 0,
		description: 'Earlier than today and the days before, so many in all; 0 = no limit',
	},
	{
		displayName: 'Within Days',
		name: 'withinDays',
		type: 'number',
		default: 0,
		description: 'Today or the days before, so many in all; 0 = no limit',
	},
];

const amount: INodeProperties[] = [
	{
		displayName: 'What',
		name: 'when',
		type: 'options',
		options: [
			{ name: 'Intimacy Score', value: 'intimacy' },
			{ name: 'Points', value: 'points' },
		],
		default: 'points',
	},
	...limits('of it'),
];

const tag: INodeProperties[] = [
	{
		displayName: 'Member Has It',
		name: 'has',
		type: 'boolean',
		default: true,
		description: 'Whether members with the tag are meant, or those without it',
	},
	{ displayName: 'Tag', name: 'tag', type: 'string', default: '', placeholder: 'e.g. 铁粉' },
];

const tier: INodeProperties[] = [
	{
		displayName: 'Is One Of',
		name: 'oneOf',
		type: 'string',
		default: '',
		placeholder: 'e.g. 银卡, 金卡',
		description: 'Tiers, separated by commas',
	},
];

const conditionFields: INodeProperties[] = unlessJson('condition', [
	{
		displayName: 'Of the Conditions',
		name: 'combine',
		type: 'options',
		options: [
			{ name: 'All Hold', value: 'all' },
			{ name: 'Any Holds', value: 'any' },
		],
		default: 'all',
	},
	{
		displayName: 'Conditions',
		name: 'conditions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add condition',
		default: {},
		options: [
			{ displayName: 'Field of the Portrait', name: 'field', values: portrait },
			{ displayName: 'Points or Score', name: 'amount', values: amount },
			{ displayName: 'Tag', name: 'tag', values: tag },
			{ displayName: 'Tier', name: 'tier', values: tier },
			{ displayName: 'What the Member Did', name: 'events', values: whatHappened },
			{ displayName: 'When', name: 'moment', values: moment },
		],
	},
]);

/** Conditions filled in or given as JSON. */
export const givenCondition: INodeProperties[] = [...givenBy('condition', 'Conditions', EXAMPLE), ...conditionFields];

export const nameField = (description: string): INodeProperties => ({
	displayName: 'Segment',
	name: 'segment',
	type: 'string',
	default: '',
	placeholder: 'e.g. 爱打卡没买过',
	description,
});

/** Shows a field only while no segment is named. */
export const unlessNamed = (fields: INodeProperties[]): INodeProperties[] =>
	fields.map((field) => ({
		...field,
		displayOptions: { ...field.displayOptions, show: { ...field.displayOptions?.show, segment: [''] } },
	}));

export const statusesOption: INodeProperties = {
	displayName: 'Statuses',
	name: 'statuses',
	type: 'multiOptions',
	options: [
		{ name: 'Applicant', value: 'applicant' },
		{ name: 'Left', value: 'left' },
		{ name: 'Member', value: 'member' },
		{ name: 'Rejected', value: 'rejected' },
		{ name: 'Removed', value: 'removed' },
	],
	default: ['member'],
	description: 'Whom the segment chooses from',
};
