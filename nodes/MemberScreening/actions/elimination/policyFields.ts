import type { INodeProperties } from 'n8n-workflow';
import { languageField } from '../../../shared/parameters';

const byFields = { show: { policySource: ['fields'] } };

const days = (displayName: string, name: string, value: number, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 3650 },
	default: value,
	description,
});

const rules: INodeProperties = {
	displayName: 'Rules',
	name: 'policyRules',
	type: 'fixedCollection',
	placeholder: 'Add Rule',
	default: {},
	displayOptions: byFields,
	description: 'A rule that is added here is switched on. Whoever breaks one of them is touched.',
	options: [
		{
			displayName: 'Output',
			name: 'output',
			values: [
				{
					displayName: 'At Least',
					name: 'minCount',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 1,
					description: 'Whoever has contributed fewer times is touched',
				},
				{
					displayName: 'Kinds',
					name: 'kinds',
					type: 'string',
					default: '',
					placeholder: 'e.g. checkin, form_submitted',
					description:
						'What counts, by the types of the ledger, separated by commas. Leave empty for messages, check-ins and forms.',
				},
				days('Within Days', 'withinDays', 30, 'How far back is counted: so many whole days, and today'),
				days('Not Before Days of Membership', 'afterDaysOfMembership', 30, 'Whoever joined later is not judged'),
			],
		},
		{
			displayName: 'Persuaded Exit',
			name: 'persuasion',
			values: [
				days('Silent for Days', 'silentForDays', 60, 'Whoever was silent for so long is asked for a talk; 0 = nobody'),
				{
					displayName: 'Member IDs',
					name: 'memberIds',
					type: 'string',
					default: '',
					placeholder: 'e.g. 123456789, 987654321',
					description: 'Whom to ask for a talk by name: IDs on the platform, separated by commas',
				},
				days('Days to Answer', 'answerDays', 14, 'A talk without an answer is closed after so many days'),
			],
		},
		{
			displayName: 'Points',
			name: 'points',
			values: [
				{
					displayName: 'Below',
					name: 'below',
					type: 'number',
					default: 10,
					description: 'Whoever has fewer points is touched',
				},
				days('Within Days', 'withinDays', 30, 'Only points earned in so many days count; 0 = the balance of all time'),
				days('Not Before Days of Membership', 'afterDaysOfMembership', 30, 'Whoever joined later is not judged'),
			],
		},
		{
			displayName: 'Quota',
			name: 'quota',
			values: [
				{
					displayName: 'Most Members',
					name: 'maxMembers',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 200,
					description: 'Nobody goes while the group has room; then those who stand last',
				},
				{
					displayName: 'Last By',
					name: 'order',
					type: 'options',
					options: [
						{ name: 'Fewest Points', value: 'points' },
						{ name: 'Longest Silent', value: 'lastActive' },
						{ name: 'Newest', value: 'joined' },
					],
					default: 'points',
				},
			],
		},
		{
			displayName: 'Violations',
			name: 'violations',
			values: [
				{
					displayName: 'Strike Points',
					name: 'minStrikePoints',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 3,
					description: 'Whoever reaches so many is touched; strikes that were undone do not count',
				},
				days('Within Days', 'withinDays', 90, 'How far back is counted: so many whole days, and today'),
			],
		},
	],
};

const ruleNames = [
	{ name: 'Output', value: 'output' },
	{ name: 'Persuaded Exit', value: 'persuasion' },
	{ name: 'Points', value: 'points' },
	{ name: 'Quota', value: 'quota' },
	{ name: 'Violations', value: 'violations' },
];

const immunity: INodeProperties = {
	displayName: 'Immunity',
	name: 'immunity',
	type: 'collection',
	placeholder: 'Add protection',
	default: {},
	displayOptions: byFields,
	description: 'Who is protected. Protection granted to a member by Grant Immunity counts anyway.',
	options: [
		days('Contributed Within Days', 'contributionWithinDays', 7, 'Whoever contributed anything; 0 = nobody'),
		{
			displayName: 'Member IDs',
			name: 'memberIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 123456789, 987654321',
			description: 'IDs on the platform, separated by commas',
		},
		days('Newcomer Days', 'newcomerDays', 30, 'Whoever joined fewer days ago; 0 = nobody'),
		{
			displayName: 'Not for the Rules',
			name: 'notFor',
			type: 'multiOptions',
			options: ruleNames,
			default: ['violations'],
			description: 'Rules that no protection stops',
		},
		{
			displayName: 'Tiers',
			name: 'tiers',
			type: 'string',
			default: '',
			placeholder: 'e.g. 黑卡, core',
			description: 'Whoever was admitted into one of these tiers, separated by commas',
		},
	],
};

const limits: INodeProperties = {
	displayName: 'Limits',
	name: 'limits',
	type: 'collection',
	placeholder: 'Add limit',
	default: {},
	displayOptions: byFields,
	description: 'How many may be on notice at the same time: 10, and 5 % of the members, unless set here',
	options: [
		{
			displayName: 'Members at the Same Time',
			name: 'count',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 10,
			description: 'Most members on notice at the same time; 0 = no such cap. The smaller of both caps counts.',
		},
		{
			displayName: 'Minimum Size',
			name: 'minimumSize',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'The community never gets smaller than this',
		},
		{
			displayName: 'Percent of Members',
			name: 'percent',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100 },
			default: 5,
			description:
				'Most members on notice at the same time, rounded down: 5 % of 19 members is nobody. 0 = no such cap.',
		},
	],
};

const periods: INodeProperties = {
	displayName: 'Periods',
	name: 'periods',
	type: 'collection',
	placeholder: 'Add period',
	default: {},
	displayOptions: byFields,
	description: 'Whole days, besides what is left of today',
	options: [
		days('Appeal Days', 'appealDays', 3, 'How long after the notice a member may appeal'),
		days('Grace Days', 'graceDays', 7, 'From the notice to the removal'),
		days('Protected After an Appeal', 'immuneDaysAfterAppeal', 30, 'Days for which a granted appeal protects'),
		days('Reminder Days Before', 'remindDaysBefore', 2, 'When a last reminder goes out; 0 = none'),
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: '',
			placeholder: 'e.g. Asia/Shanghai',
			description: "By whose clocks days begin. Leave empty for the community's time zone, else the workflow's.",
		},
	],
};

/** The policy as an operator fills it in: every rule is switched on by adding it. */
export const policyFields: INodeProperties[] = [
	{
		displayName: 'Policy Comes From',
		name: 'policySource',
		type: 'options',
		options: [
			{ name: 'Fields Below', value: 'fields' },
			{ name: 'JSON', value: 'json', description: 'One JSON object, e.g. kept in a data table' },
		],
		default: 'fields',
	},
	rules,
	immunity,
	limits,
	periods,
	{
		displayName: 'Policy',
		name: 'policyJson',
		type: 'json',
		default: '{ "rules": { "points": { "below": 10, "withinDays": 30 } } }',
		displayOptions: { show: { policySource: ['json'] } },
		description: 'The policy, as the output of Simulate shows it; what is left out has its default',
	},
];

export const communityField: INodeProperties = {
	displayName: 'Community ID',
	name: 'communityId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. -1001234567890',
	description: 'The community to look through: the ID of its group, or the name that the other nodes were given',
};

export const operatorsGroupField: INodeProperties = {
	displayName: "Operators' Group ID",
	name: 'operatorsGroupId',
	type: 'string',
	default: '',
	placeholder: 'e.g. -1001234567890',
	description:
		'Group that gets the report, the appeals and the tasks, and decides them by buttons. Clicks from any other group are refused. Leave empty for no such messages.',
};

/** For a group that has moved: open cases remember the group of their notice. */
export const otherGroupOption: INodeProperties = {
	displayName: "Other Operators' Group ID",
	name: 'otherGroupId',
	type: 'string',
	default: '',
	placeholder: 'e.g. -1001234567890',
	description: 'Where operators decide now. Leave empty for the group that Notify was given.',
};

export const caseLanguageField: INodeProperties = languageField('Language of all messages of elimination');
