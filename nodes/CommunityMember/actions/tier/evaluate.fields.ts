import type { INodeProperties } from 'n8n-workflow';
import { languageField } from '../../../shared/parameters';
import { timeZoneOption } from '../standing/community';
import { givenBy, unlessJson } from '../standing/given';
import { whoFields } from '../who';

const EXAMPLE = `{
  "tiers": [
    { "tier": "成员" },
    {
      "tier": "银卡", "enter": { "points": 500 }, "keep": { "points": 400 }, "drop": { "points": 100 },
      "graceDays": 30, "stayDays": 30, "benefits": [{ "benefitId": "discount", "text": "9.5 折", "value": 5 }]
    },
    { "tier": "黑卡", "paid": true, "benefits": [{ "benefitId": "dinner", "text": "线下晚宴" }] }
  ]
}`;

const markFields: INodeProperties[] = [
	{
		displayName: 'Come In From',
		name: 'enter',
		type: 'string',
		default: '',
		placeholder: 'e.g. 500',
		description: 'Who has reached this in every condition comes in',
	},
	{
		displayName: 'Leave Below, at Once',
		name: 'drop',
		type: 'string',
		default: '',
		placeholder: 'e.g. 100',
		description: 'Who falls below goes at once. Empty: nobody does.',
	},
	{
		displayName: 'Leave Below, After Grace',
		name: 'keep',
		type: 'string',
		default: '',
		placeholder: 'e.g. 400',
		description: 'Who falls below has the days of grace. Empty: the same as to come in.',
	},
	{
		displayName: 'Measure',
		name: 'measure',
		type: 'string',
		default: 'points',
		placeholder: 'e.g. points, earned, intimacy, days, spent:CNY, message@30',
		description:
			'What is counted: points, earned (points ever given), intimacy, days (in the community), spent:CNY (minor units), or a type of event, with @30 of the last 30 days',
	},
];

const tierFields: INodeProperties[] = [
	{
		displayName: 'Benefits',
		name: 'benefits',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add benefit',
		default: {},
		options: [
			{
				displayName: 'Benefit',
				name: 'benefit',
				values: [
					{
						displayName: 'Text',
						name: 'text',
						type: 'string',
						default: '',
						placeholder: 'e.g. 9.5 折',
						description: 'As members read it',
					},
					{
						displayName: 'Benefit ID',
						name: 'benefitId',
						type: 'string',
						default: '',
						placeholder: 'e.g. discount',
						description: 'The same in two tiers: the higher tier’s counts. Empty: the text.',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. 5',
						description: 'A number to reckon with, e.g. the per cent of a discount',
					},
				],
			},
		],
	},
	{
		displayName: 'Can Be Bought',
		name: 'paid',
		type: 'boolean',
		default: false,
		description: 'Whether Grant Paid may give it for a time',
	},
	{
		displayName: 'Conditions',
		name: 'marks',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add condition',
		default: {},
		description: 'All have to hold. The lowest tier has none: everybody is in it.',
		options: [{ displayName: 'Condition', name: 'mark', values: markFields }],
	},
	{
		displayName: 'Days of Grace',
		name: 'graceDays',
		type: 'number',
		default: 30,
		description: 'Whole days from falling below to leaving',
	},
	{
		displayName: 'Minimum Stay in Days',
		name: 'stayDays',
		type: 'number',
		default: 0,
		description: 'For so long nobody who has come in leaves, whatever happens',
	},
	{
		displayName: 'Tier',
		name: 'tier',
		type: 'string',
		default: '',
		placeholder: 'e.g. 银卡',
		description: 'The name, as members read it',
	},
];

export const evaluateFields: INodeProperties[] = [
	{
		displayName: 'Whom',
		name: 'whom',
		type: 'options',
		options: [
			{ name: 'Everybody', value: 'everybody', description: 'All members of the community; puts out those who change' },
			{ name: 'One Member', value: 'one' },
		],
		default: 'one',
	},
	...whoFields,
	...givenBy('ladder', 'Ladder', EXAMPLE),
	...unlessJson('ladder', [
		{
			displayName: 'Tiers, the Lowest First',
			name: 'tiers',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add tier',
			default: {
				tier: [
					{ tier: '成员' },
					{ tier: '银卡', marks: { mark: [{ measure: 'points', enter: '500', keep: '400' }] }, graceDays: 30 },
					{ tier: '金卡', marks: { mark: [{ measure: 'points', enter: '2000', keep: '1600' }] }, graceDays: 30 },
				],
			},
			options: [{ displayName: 'Tier', name: 'tier', values: tierFields }],
		},
		{
			displayName: 'Higher Tiers Have the Lower Ones’ Benefits',
			name: 'inherits',
			type: 'boolean',
			default: true,
			description: 'Whether a tier has the benefits of those below it, too',
		},
	]),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			languageField('Of what members are told'),
			{
				displayName: 'Most Changes',
				name: 'mostChanges',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 1000,
				description: 'For everybody: after so many changes the run ends, and the next one goes on. Empty: all.',
			},
			{
				displayName: 'Tell Them In',
				name: 'tellIn',
				type: 'options',
				options: [
					{ name: 'Nowhere', value: 'nowhere' },
					{ name: 'Private', value: 'member' },
					{ name: 'The Group', value: 'group', description: 'Only those who rise; who falls is told in private' },
				],
				default: 'member',
				description: 'Where a change is told',
			},
			timeZoneOption,
		],
	},
];
