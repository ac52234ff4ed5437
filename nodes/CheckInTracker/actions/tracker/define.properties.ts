import type { INodeProperties } from 'n8n-workflow';
import { languageField } from '../../../shared/parameters';

const rules = { rulesSource: ['fields'] };
const whole = (displayName: string, name: string, value: number, description: string, least = 0): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: least, numberPrecision: 0 },
	default: value,
	description,
});

const weekdays = [
	{ name: 'Friday', value: 5 },
	{ name: 'Monday', value: 1 },
	{ name: 'Saturday', value: 6 },
	{ name: 'Sunday', value: 7 },
	{ name: 'Thursday', value: 4 },
	{ name: 'Tuesday', value: 2 },
	{ name: 'Wednesday', value: 3 },
];

const steps = (
	displayName: string,
	name: string,
	[key, label, hint]: [string, string, string],
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add step',
	default: {},
	description,
	options: [
		{
			displayName: 'Step',
			name: 'step',
			values: [whole(label, key, 7, hint, 1), whole('Points', 'points', 1, 'Whole points', 0)],
		},
	],
});

const group = (displayName: string, name: string, values: INodeProperties[], description: string): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	placeholder: `Set ${displayName}`,
	default: {},
	description,
	options: [{ displayName: 'Rule', name: 'rule', values }],
});

const time = (displayName: string, name: string, value: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: value,
	placeholder: 'e.g. 05:30',
	description,
});

/** Own lines of praise for one occasion. */
const praiseFields: INodeProperties[] = [
	{
		displayName: 'Occasion',
		name: 'occasion',
		type: 'options',
		options: [
			{ name: 'Comeback', value: 'comeback', description: 'The first one after a streak was lost' },
			{ name: 'First Check-In', value: 'first', description: "A member's very first day or week that counts" },
			{ name: 'Freeze', value: 'freeze', description: 'A freeze has kept the streak over a missed day or week' },
			{ name: 'Make-Up', value: 'make_up', description: 'A missed day or week was made up' },
			{ name: 'Milestone', value: 'milestone', description: 'The streak has reached one of the Milestones' },
			{ name: 'Personal Record', value: 'record', description: "The member's longest streak so far is beaten" },
			{ name: 'Streak', value: 'streak', description: 'Any other day or week that counts' },
		],
		default: 'streak',
	},
	{
		displayName: 'Lines',
		name: 'lines',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. {name} 连续 {streak} {unit}，太棒了！',
		description:
			'One in each row; each member gets another one each time. Filled in are {name}, {streak} (days or weeks in a row), {unit} (day, days, week or weeks; 天 or 周), {total} (days or weeks in all), {gap} (days or weeks missed before) and {freezes} (freezes left).',
	},
];

/** The rules of a tracker that most communities leave as they are. */
const more: INodeProperties[] = [
	{
		displayName: 'Board Words',
		name: 'boardKeywords',
		type: 'string',
		default: '排行榜, leaderboard',
		placeholder: 'e.g. 排行榜, leaderboard',
		description: 'Messages that are exactly one of these words ask for the leaderboard; separated by commas',
	},
	whole(
		'Freeze After',
		'freezeEvery',
		7,
		'How many periods in a row earn a freeze, which keeps the streak over a missed one',
		1,
	),
	whole('Freezes at Most', 'freezesMost', 2, 'How many freezes a member can have at a time; 0 for none'),
	{
		displayName: 'Freezes by Themselves',
		name: 'freezesAutomatic',
		type: 'boolean',
		default: true,
		description:
			'Whether a freeze is spent by itself when a period is missed, or only when the member asks for it before',
	},
	whole(
		'Grace',
		'graceMinutes',
		60,
		'Minutes after midnight, or after the window, in which a check-in still counts for the day before',
	),
	languageField('Language of what is said by itself'),
	whole(
		'Late Hours',
		'lateHours',
		24,
		'For how long an event that arrives late still counts for the time at which it happened',
	),
	whole('Make-Up Days', 'makeUpDays', 7, 'How many days back a make-up card reaches', 1),
	whole('Make-Ups per Month', 'makeUpsPerMonth', 2, 'How many missed periods of a calendar month may be made up'),
	steps(
		'Milestones',
		'milestones',
		['streak', 'Streak', 'Length of the streak'],
		'Points for each time that a streak reaches a length',
	),
	whole('Pause Days', 'pauseDays', 30, 'How many days a pause may last', 1),
	{
		displayName: 'Praise Lines',
		name: 'praise',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add occasion',
		default: {},
		description: 'Your own words of praise. An occasion without any has the shipped ones.',
		options: [{ displayName: 'Occasion', name: 'occasion', values: praiseFields }],
	},
	group(
		'Proof',
		'proof',
		[
			{
				displayName: 'Image Required',
				name: 'imageRequired',
				type: 'boolean',
				default: false,
				description: 'Whether a check-in needs a picture',
			},
			whole(
				'Minimum Length',
				'minimumLength',
				0,
				'Characters that a check-in has at least besides the keyword; a Chinese character or an emoji counts as one',
			),
			{
				displayName: 'Operators Review',
				name: 'review',
				type: 'boolean',
				default: false,
				description: 'Whether a check-in counts only after an operator has approved it',
			},
			{
				displayName: 'Refuse Copies',
				name: 'refuseCopies',
				type: 'boolean',
				default: false,
				description: 'Whether words or pictures that were handed in before are refused',
			},
		],
		'What a member has to hand in',
	),
	group(
		'Reminder',
		'reminder',
		[
			time('From', 'from', '20:00', 'When the evening begins, by the clocks of the member'),
			time('Quiet From', 'quietFrom', '22:00', 'When it is too late to remind anybody'),
			whole('Streak From', 'streakFrom', 2, 'Members with a shorter streak are not reminded', 1),
		],
		'When members whose streak is at risk are reminded',
	),
	steps(
		'Streak Bonus',
		'streakBonus',
		['from', 'From', 'Length of the streak from which on it is given'],
		'More points for each check-in the longer the streak; the last step that is reached counts',
	),
	group(
		'Surprise Bonus',
		'surprise',
		[
			whole('Least', 'least', 1, 'Points at the least', 1),
			whole('Most', 'most', 5, 'Points at the most', 1),
			{
				displayName: 'Percent',
				name: 'percent',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100 },
				default: 10,
				description: 'Of 100 check-ins, how many get one',
			},
			{
				displayName: 'Seed',
				name: 'seed',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				placeholder: 'e.g. a sentence nobody knows',
				description:
					'What the bonus is drawn from; the same check-in always draws the same. Leave empty for a random one, kept with the tracker.',
			},
		],
		'Points now and then, drawn from a seed',
	),
	group(
		'Team Bonus',
		'team',
		[
			whole('Members', 'members', 3, 'How many people of a team have to check in in one period', 2),
			whole('Points', 'points', 1, 'What each of them gets then'),
		],
		'Points for a team that checks in together',
	),
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Asia/Shanghai',
		description:
			"Clocks of members whose own are not known, where the community has none. Leave empty for the workflow's.",
	},
	{
		displayName: 'Ways',
		name: 'ways',
		type: 'multiOptions',
		options: [
			{ name: 'Button', value: 'button', description: 'The button under the call of operation Get' },
			{ name: 'Event', value: 'event', description: 'Events of type checkin from your own systems' },
			{ name: 'Form', value: 'form', description: 'Any form of the community that reaches the node' },
			{ name: 'Keyword', value: 'keyword', description: 'A message that begins with a keyword' },
			{ name: 'Link', value: 'link', description: "A member's personal link" },
			{ name: 'Photo', value: 'photo', description: 'Any picture, also without a keyword' },
			{ name: 'Scan', value: 'scan', description: 'The code of a door' },
		],
		default: ['keyword', 'button', 'link', 'scan', 'event'],
		description: 'How members may check in',
	},
	group(
		'Window',
		'window',
		[
			time('From', 'from', '05:00', 'When check-ins begin to count, by the clocks of the member'),
			time('To', 'to', '09:00', 'When they end; earlier than From for a window that goes past midnight'),
		],
		'Hours of the day in which a check-in counts',
	),
];

export const ruleFields: INodeProperties[] = [
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. 早起打卡',
		description: 'What members see. Leave empty for the shipped one in the chosen language.',
		displayOptions: { show: rules },
	},
	{
		displayName: 'Keywords',
		name: 'keywords',
		type: 'string',
		default: '打卡, 签到, check in',
		placeholder: 'e.g. 打卡, check in',
		description: 'Words with which a message begins that is a check-in; separated by commas',
		displayOptions: { show: rules },
	},
	{
		displayName: 'Period',
		name: 'period',
		type: 'options',
		options: [
			{ name: 'Day', value: 'day', description: 'Every day, once or several times' },
			{ name: 'Week', value: 'week', description: 'Every week, on one or several days' },
			{ name: 'Weekdays', value: 'weekdays', description: 'On chosen days of the week' },
		],
		default: 'day',
		description: 'How often a member checks in. It cannot change once there are check-ins.',
		displayOptions: { show: rules },
	},
	{
		...whole('Times', 'times', 1, 'How many check-ins a day, or days a week, it takes', 1),
		displayOptions: { show: { ...rules, period: ['day', 'week'] } },
	},
	{
		...whole(
			'Minutes Apart',
			'minutesApart',
			30,
			'How far apart check-ins of one day are at the least, where it takes several',
		),
		displayOptions: { show: { ...rules, period: ['day'] } },
	},
	{
		displayName: 'Week Starts On',
		name: 'weekStart',
		type: 'options',
		options: weekdays,
		default: 1,
		displayOptions: { show: { ...rules, period: ['week'] } },
	},
	{
		displayName: 'Days',
		name: 'days',
		type: 'multiOptions',
		options: weekdays,
		default: [1, 2, 3, 4, 5],
		displayOptions: { show: { ...rules, period: ['weekdays'] } },
	},
	{ ...whole('Points', 'basePoints', 1, 'For each check-in'), displayOptions: { show: rules } },
	{
		displayName: 'More Rules',
		name: 'options',
		type: 'collection',
		placeholder: 'Add rule',
		default: {},
		displayOptions: { show: rules },
		options: more,
	},
];
