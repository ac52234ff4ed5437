import type { INodeProperties } from 'n8n-workflow';

/** Places that are kept for some. */
export const tiersOption: INodeProperties = {
	displayName: 'Tiers',
	name: 'tiers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Tier',
	default: {},
	description: 'Places that are kept for some; the rest is open to everybody',
	options: [
		{
			displayName: 'Tier',
			name: 'tier',
			values: [
				{
					displayName: 'Tier Name',
					name: 'tier',
					type: 'string',
					default: '',
					placeholder: 'e.g. designers',
					description: 'What the tier is called',
				},
				{
					displayName: 'Places Kept',
					name: 'quota',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 10,
					description: 'How many of the places are kept for this tier',
				},
				{
					displayName: 'Answer',
					name: 'tag',
					type: 'string',
					default: '',
					placeholder: 'e.g. 设计师',
					description: 'The answer in Tier Field that opens this tier. Empty = the name of the tier.',
				},
			],
		},
	],
};

export const tierFieldOption: INodeProperties = {
	displayName: 'Tier Field',
	name: 'tierField',
	type: 'string',
	default: '',
	placeholder: 'e.g. answers.profession',
	description: 'Field of the application whose answer opens a tier',
};

export const quotaOption: INodeProperties = {
	displayName: 'Head-Count Quota',
	name: 'quota',
	type: 'fixedCollection',
	placeholder: 'Add Quota',
	default: {},
	description: 'How many people the community takes, and what happens when it is full',
	options: [
		{
			displayName: 'Quota',
			name: 'heads',
			values: [
				{
					displayName: 'Max Members',
					name: 'maxMembers',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 500,
					description: 'Members and people who were approved and have not joined yet',
				},
				{
					displayName: 'If Full',
					name: 'ifFull',
					type: 'options',
					options: [
						{
							name: 'Ask a Person',
							value: 'review',
							description: 'A person decides about whoever would have been approved',
						},
						{
							name: 'Waiting List',
							value: 'waitlist',
							description: 'Whoever would have been approved leaves by the output Waiting List',
						},
					],
					default: 'waitlist',
					description: 'What happens to good applications when there is no place left',
				},
			],
		},
	],
};

/** The wait first, then what makes it longer. */
const COOL_OFF_FIELDS: INodeProperties[] = [
	{
		displayName: 'Days',
		name: 'days',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 7,
		description: 'Calendar days after a rejection before one may apply again',
	},
	{
		displayName: 'Factor',
		name: 'factor',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 2 },
		default: 1,
		description: 'Each further rejection in a row multiplies the days by this; 1 = always the same',
	},
	{
		displayName: 'Longest Days',
		name: 'longestDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 365,
		description: 'Nobody waits longer than this, however many rejections there were',
	},
	{
		displayName: 'Last Attempt',
		name: 'lastAttempt',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'After so many rejections in a row one may not apply again at all; 0 = no such end',
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: 'Asia/Shanghai',
		placeholder: 'e.g. Asia/Shanghai',
		description: 'Whose calendar days count, and in whose time the applicant reads the date',
	},
];

export const coolOffOption: INodeProperties = {
	displayName: 'Re-Application Cool-Off',
	name: 'coolOff',
	type: 'fixedCollection',
	placeholder: 'Add Cool-Off',
	default: {},
	description: 'How long somebody who was rejected has to wait before applying again',
	options: [
		{
			displayName: 'Cool-Off',
			name: 'wait',
			values: COOL_OFF_FIELDS,
		},
	],
};
