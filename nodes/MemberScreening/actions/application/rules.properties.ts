import type { INodeProperties } from 'n8n-workflow';

/** In the order in which a rule is read. */
const RULE_FIELDS: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Lives in Shenzhen',
		description: 'What operators read when they ask why somebody was let in or not',
	},
	{
		displayName: 'Field',
		name: 'field',
		type: 'string',
		default: 'text',
		required: true,
		placeholder: 'e.g. answers.city',
		description:
			'What the rule looks at: <code>text</code> (the note of a request; on Telegram the applicant’s bio), <code>memberName</code>, <code>memberHandle</code>, <code>memberLanguage</code>, <code>invite.name</code>, or <code>answers.</code> followed by the question of a form',
	},
	{
		displayName: 'Condition',
		name: 'condition',
		type: 'filter',
		default: {},
		typeOptions: {
			filter: { version: 2, caseSensitive: false, typeValidation: 'loose', leftValue: '=field' },
		},
		description: 'When the rule holds for that field. Upper and lower case are the same.',
	},
	{
		displayName: 'Effect',
		name: 'effect',
		type: 'options',
		options: [
			{
				name: 'Ask a Person',
				value: 'review',
				description: 'A person decides, however high or low the score is',
			},
			{ name: 'Points', value: 'points', description: 'Adds points to the score' },
			{
				name: 'Reject at Once',
				value: 'reject',
				description: 'Rejects, however high the score is; goes before Ask a Person',
			},
		],
		default: 'points',
		description: 'What the rule does if its condition holds',
	},
	{
		displayName: 'Points',
		name: 'weight',
		type: 'number',
		default: 10,
		description: 'Added to the score if the condition holds; negative to take points away',
		displayOptions: { show: { effect: ['points'] } },
	},
	{
		displayName: 'If Not Answered',
		name: 'onMissing',
		type: 'options',
		options: [
			{ name: 'Ask a Person', value: 'review', description: 'A person decides, whatever the score is' },
			{
				name: 'Judge All the Same',
				value: 'skip',
				description: 'The condition is judged for an empty answer',
			},
			{ name: 'Reject at Once', value: 'reject', description: 'Rejects, whatever the score is' },
		],
		default: 'skip',
		description: 'What to do where there is nothing in the field, or only spaces',
	},
];

/** The rules of an application: the same fields for deciding and for trying rules out. */
export const rulesFields: INodeProperties[] = [
	{
		displayName: 'Rules',
		name: 'rules',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Rule',
		default: {},
		description: 'Each rule that holds adds its points to the score, or decides by itself',
		options: [
			{
				displayName: 'Rule',
				name: 'rule',
				values: RULE_FIELDS,
			},
		],
	},
	{
		displayName: 'Approve From',
		name: 'approveFrom',
		type: 'number',
		default: 60,
		required: true,
		description: 'Whoever reaches this score is approved',
	},
	{
		displayName: 'Reject Below',
		name: 'rejectBelow',
		type: 'number',
		default: 0,
		required: true,
		description: 'Whoever stays below this score is rejected. A person decides about everybody in between.',
	},
];
