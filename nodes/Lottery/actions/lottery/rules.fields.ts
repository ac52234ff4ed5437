import type { INodeProperties } from 'n8n-workflow';

const byFields = { show: { rulesSource: ['fields'] } };

const prizeFields: INodeProperties[] = [
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		default: 'CNY',
		placeholder: 'e.g. CNY',
		description: 'ISO 4217 code of the value',
	},
	{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. 一等奖：机械键盘' },
	{
		displayName: 'Quantity',
		name: 'quantity',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
	},
	{
		displayName: 'Value of One',
		name: 'value',
		type: 'string',
		default: '',
		placeholder: 'e.g. 499.00',
		description: 'What one of them is worth, in the currency. The linter needs it for the legal limit.',
	},
];

const number = (
	displayName: string,
	name: string,
	fallback: number,
	description: string,
	minValue = 0,
): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue, numberPrecision: 0 },
	default: fallback,
	description,
});

const names = (displayName: string, name: string, placeholder: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	description,
});

const entryRules: INodeProperties = {
	displayName: 'Entry Rules',
	name: 'entryRules',
	type: 'collection',
	placeholder: 'Add rule',
	default: {},
	displayOptions: byFields,
	description: 'Who may enter. Without a rule everybody may, once a person.',
	options: [
		names('All of the Tags', 'allTags', 'e.g. 老成员, 深圳', 'Tags that a member must all have, separated by commas'),
		number('Days of Membership', 'minAgeDays', 7, 'Least number of days in the community'),
		names('Keyword', 'keyword', 'e.g. 抽奖', 'Whoever writes exactly this in the group enters'),
		names('None of the Tags', 'noTags', 'e.g. 黑名单', 'Whoever has one of these tags may not enter'),
		names('One of the Tags', 'anyTags', 'e.g. 妈妈, 爸爸', 'Tags of which a member must have one, separated by commas'),
		{
			displayName: 'One per Household',
			name: 'oneByHousehold',
			type: 'boolean',
			default: true,
			description:
				'Whether an address, a telephone number or an invitation may enter once only. Entrants give them in a form.',
		},
		number('Points Cost', 'pointsCost', 10, 'Points that an entry takes, given back on withdrawing and cancelling'),
		number('Points at Least', 'minPoints', 10, 'Least balance of points'),
		names('Regions', 'regions', 'e.g. 广东, 上海', 'Regions of which a member must be, separated by commas'),
		number('Streak at Least', 'minStreak', 7, 'Least days of the current streak'),
		names('Tiers', 'tiers', 'e.g. 黑卡, core', 'Tiers of which a member must have one, separated by commas'),
	],
};

const tasks: INodeProperties = {
	displayName: 'Tasks',
	name: 'tasks',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Task',
	default: {},
	displayOptions: byFields,
	description: 'What must have been done to enter',
	options: [
		{
			displayName: 'Task',
			name: 'task',
			values: [
				{
					displayName: 'Event Type',
					name: 'type',
					type: 'string',
					default: 'message',
					placeholder: 'e.g. checkin.recorded',
					description:
						'Type of the ledger lines to count, e.g. <code>message</code>. With a full stop at the end all types that begin so.',
				},
				{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. 在群里发言' },
				number('Times', 'count', 1, 'How often it must have been done', 1),
				number('Within Days', 'withinDays', 0, 'Only what was done so many days before; 0 = ever'),
			],
		},
	],
};

const bonus: INodeProperties = {
	displayName: 'Bonus Entries',
	name: 'bonus',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Bonus',
	default: {},
	displayOptions: byFields,
	description: 'What gives an entry more than one chance, up to the cap',
	options: [
		{
			displayName: 'Bonus',
			name: 'rule',
			values: [
				number('Adds', 'add', 1, 'Entries that each step adds', 1),
				{
					displayName: 'For',
					name: 'from',
					type: 'options',
					options: [
						{ name: 'Days of Membership', value: 'ageDays' },
						{ name: 'Days of Streak', value: 'streak' },
						{ name: 'Points', value: 'points' },
						{ name: 'Tag', value: 'tag' },
						{ name: 'Task Done', value: 'task' },
						{ name: 'Tier', value: 'tier' },
					],
					default: 'streak',
				},
				number('For Every', 'every', 1, 'So many of it make one step; of no use for tags and tiers', 1),
				{
					displayName: 'Tag, Tier or Event Type',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. 志愿者',
					description: 'Which tag, tier, or type of ledger lines',
				},
			],
		},
	],
};

const exclusions: INodeProperties = {
	displayName: 'Exclusions',
	name: 'exclusions',
	type: 'collection',
	placeholder: 'Add exclusion',
	default: {},
	displayOptions: byFields,
	options: [
		number('Recent Winners (Days)', 'recentWinnerDays', 30, 'Whoever won within so many days stays out; 0 = nobody'),
		names('Staff', 'staff', 'e.g. 123456789, 987654321', 'IDs on the platform, separated by commas'),
		names('Staff Tags', 'staffTags', 'e.g. 工作人员', 'Whoever has one of these tags is staff'),
	],
};

const drawOptions: INodeProperties = {
	displayName: 'Draw Rules',
	name: 'drawRules',
	type: 'collection',
	placeholder: 'Add rule',
	default: {},
	displayOptions: byFields,
	options: [
		number('Alternates', 'alternates', 10, 'How many stand by for prizes that are not claimed'),
		number('Prizes per Person', 'perPerson', 1, 'Most prizes that one person may win', 1),
		{
			displayName: 'Too Few Entrants',
			name: 'tooFewEntrants',
			type: 'options',
			options: [
				{ name: 'Leave Prizes Over', value: 'leavePrizes', description: 'Everybody wins, the last prizes stay' },
				{ name: 'Refuse to Draw', value: 'refuse', description: 'The lottery can then only be cancelled' },
			],
			default: 'leavePrizes',
			description: 'What happens if there are more prizes than entrants',
		},
		{
			displayName: 'Wait for Drand',
			name: 'drand',
			type: 'boolean',
			default: true,
			description:
				'Whether the seed also takes a public random beacon that nobody can know before closing, not even the operator. Draw then needs the internet, or the answer of drand as input.',
		},
		number('Weight Cap', 'cap', 5, 'Most chances of one entry, bonus included', 1),
	],
};

const claimRules: INodeProperties = {
	displayName: 'Claim Rules',
	name: 'claimRules',
	type: 'collection',
	placeholder: 'Add rule',
	default: {},
	displayOptions: byFields,
	options: [
		{
			displayName: 'Claim Form URL',
			name: 'formUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/form/claim',
			description: 'Where winners fill in what Claim Form asks',
		},
		number('Hours to Claim', 'hours', 72, 'From the draw, or from moving up', 1),
	],
};

const claimForm: INodeProperties = {
	displayName: 'Claim Form',
	name: 'claimForm',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Question',
	default: {},
	displayOptions: byFields,
	description: 'What a winner must tell to get the prize. Without questions a button is enough.',
	options: [
		{
			displayName: 'Question',
			name: 'field',
			values: [
				{ displayName: 'Question', name: 'label', type: 'string', default: '', placeholder: 'e.g. 收货地址' },
				{
					displayName: 'Required',
					name: 'required',
					type: 'boolean',
					default: true,
					description: 'Whether a prize can only be claimed with an answer',
				},
				{
					displayName: 'Sensitive',
					name: 'sensitive',
					type: 'boolean',
					default: false,
					description:
						'Whether the answer is encrypted in the store and shown only when asked for: identity and tax numbers, addresses, accounts',
				},
			],
		},
	],
};

const disclosure: INodeProperties = {
	displayName: 'Disclosure',
	name: 'disclosure',
	type: 'collection',
	placeholder: 'Add disclosure',
	default: { organiser: '' },
	displayOptions: byFields,
	description: 'What must be published with the rules',
	options: [
		{ displayName: 'Contact', name: 'contact', type: 'string', default: '', placeholder: 'e.g. help@example.com' },
		{
			displayName: 'Organiser',
			name: 'organiser',
			type: 'string',
			default: '',
			placeholder: 'e.g. 深圳设计师社群',
			description: 'Who holds the lottery and answers for it',
		},
		{
			displayName: 'Terms',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. 奖品于开奖后 7 个工作日内寄出，税费由主办方承担。',
			description: 'How and by when prizes are delivered, who pays the tax, and what else must be said',
		},
	],
};

const limits: INodeProperties = {
	displayName: 'Checks',
	name: 'checks',
	type: 'collection',
	placeholder: 'Add check',
	default: {},
	description: 'What the linter goes by. Confirm the law of your country before relying on it.',
	options: [
		{
			displayName: 'Currency of the Limit',
			name: 'currency',
			type: 'string',
			default: 'CNY',
			placeholder: 'e.g. CNY',
			description: 'ISO 4217 code of the legal limit',
		},
		{
			displayName: 'Most That One Prize May Be Worth',
			name: 'topPrize',
			type: 'string',
			default: '50000',
			placeholder: 'e.g. 50000',
			description: 'In that currency. In China ¥50,000 is the limit for prize promotions.',
		},
		{
			displayName: 'Rewards for Sharing',
			name: 'sharing',
			type: 'options',
			options: [
				{ name: 'Stop', value: 'error', description: 'They are not published' },
				{ name: 'Warn', value: 'warning', description: 'The platform allows them' },
			],
			default: 'error',
		},
	],
};

/** The rules of a lottery as an operator fills them in. */
export const rulesFields: INodeProperties[] = [
	{
		displayName: 'Rules Come From',
		name: 'rulesSource',
		type: 'options',
		options: [
			{ name: 'Fields Below', value: 'fields' },
			{ name: 'JSON', value: 'json', description: 'One JSON object, as Check shows it' },
		],
		default: 'fields',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. 春日福利抽奖',
		displayOptions: byFields,
	},
	{
		displayName: 'Prizes Come From',
		name: 'prizesSource',
		type: 'options',
		options: [
			{ name: 'Fields Below', value: 'fields' },
			{ name: 'Lines of Text', value: 'lines', description: 'One tier a line, e.g. from a form' },
		],
		default: 'fields',
		displayOptions: byFields,
	},
	{
		displayName: 'Prizes',
		name: 'prizes',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Prize',
		default: {},
		displayOptions: { show: { rulesSource: ['fields'], prizesSource: ['fields'] } },
		description: 'Tiers of prizes, the best first',
		options: [{ displayName: 'Prize', name: 'prize', values: prizeFields }],
	},
	{
		displayName: 'Prize Lines',
		name: 'prizeLines',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. 一等奖：机械键盘 ×1 ¥499',
		displayOptions: { show: { rulesSource: ['fields'], prizesSource: ['lines'] } },
		description: 'One tier a line, the best first: name, × and quantity, and the value of one',
	},
	{
		displayName: 'Closes',
		name: 'closesAt',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-06-01T20:00',
		displayOptions: byFields,
		description:
			'When entries end, by the clocks of the community. A date alone holds all of that day. Leave empty to use Closes After Hours.',
	},
	entryRules,
	tasks,
	bonus,
	exclusions,
	drawOptions,
	claimRules,
	claimForm,
	disclosure,
	{
		displayName: 'Rules',
		name: 'rulesJson',
		type: 'json',
		default: '{ "title": "", "closesAt": "", "prizes": [], "disclosure": { "organiser": "" } }',
		displayOptions: { show: { rulesSource: ['json'] } },
		description: 'The rules, as the output of Check shows them; what is left out has its default',
	},
	limits,
];

/** Options that Check and Open share. */
export const rulesOptions: INodeProperties[] = [
	{
		displayName: 'Closes After Hours',
		name: 'closesAfterHours',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 48,
		description: 'Counted from opening; used where Closes is empty',
	},
	{
		displayName: 'Opens',
		name: 'opensAt',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-06-01T09:00',
		description: 'When entries begin. Leave empty for at once.',
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Asia/Shanghai',
		description: "By whose clocks times are read. Leave empty for the workflow's time zone.",
	},
];
