import type { INodeProperties } from 'n8n-workflow';
import { communityIdOption } from '../../../shared/parameters';

/** A ritual given as JSON says these itself. */
const own = { hide: { '/definitionSource': ['json'] } };
const simple = { show: { '/definitionSource': ['simple'] } };

/** Optional fields of Start. */
export const startOptions: INodeProperties[] = [
	communityIdOption,
	{
		displayName: 'Completion Text',
		name: 'completion',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. 🎉 @{name} 正式入群，获得 {points} 积分！',
		description:
			'What the group reads when everything is done, with <code>{points}</code> and the answers of the form. Leave empty for the shipped one.',
		displayOptions: own,
	},
	{
		displayName: 'Greet at Most Together',
		name: 'greetAtMost',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50, numberPrecision: 0 },
		default: 10,
		description: 'People in one greeting; so many are greeted at once, without waiting for the time to pass',
		displayOptions: own,
	},
	{
		displayName: 'Greet In',
		name: 'greetIn',
		type: 'options',
		options: [
			{ name: 'The Group', value: 'group' },
			{
				name: 'Private, While It Can Be Answered',
				value: 'private',
				description: 'By the way to answer that the event brings, which expires soon; after that in the group',
			},
		],
		default: 'group',
		displayOptions: own,
	},
	{
		displayName: 'Greet Together Within (Seconds)',
		name: 'greetTogetherSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 86400, numberPrecision: 0 },
		default: 0,
		description:
			'At most one greeting in so many seconds, for all who have come meanwhile. Add Nudge Due on a schedule, so that the last of them do not wait for the next newcomer. 0 greets each by itself.',
		displayOptions: own,
	},
	{
		displayName: 'Introduction Length',
		name: 'minimumLength',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 10,
		description: 'Characters that a self-introduction has at least; a Chinese character or an emoji counts as one',
		displayOptions: own,
	},
	{
		displayName: 'Introduction Words',
		name: 'introductionWords',
		type: 'string',
		default: '',
		placeholder: 'e.g. 我是, 大家好, my name',
		description:
			'Words of which a self-introduction uses at least one, separated by commas. Leave empty for the shipped words in Chinese and English; a single <code>*</code> takes any message that is long enough.',
		displayOptions: simple,
	},
	{
		displayName: 'Not in These Groups',
		name: 'exceptGroupIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: "Groups whose new members are not welcomed, separated by commas, e.g. the operators' group",
	},
	{
		displayName: 'Newcomers',
		name: 'newcomers',
		type: 'options',
		options: [
			{ name: 'All', value: 'all' },
			{
				name: 'Only Who Came Without an Application',
				value: 'direct',
				description: 'Whoever was approved by Member Screening is welcomed by the workflow that approves',
			},
		],
		default: 'all',
		description: 'Whom to welcome of those who join',
	},
	{
		displayName: 'Operators’ Group',
		name: 'operatorsGroupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'Where operators confirm steps by a button and are told of what is late',
		displayOptions: own,
	},
	{
		displayName: 'Order',
		name: 'order',
		type: 'options',
		options: [
			{
				name: 'Any Order',
				value: 'free',
				description: 'Steps are asked for one after the other, and may be done in any order',
			},
			{ name: 'One After the Other', value: 'ordered', description: 'A step counts only when all before it are done' },
		],
		default: 'free',
		displayOptions: own,
	},
	{
		displayName: 'Owner’s Introduction',
		name: 'ownerIntroduction',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. 📣 向大家介绍 @{name}：来自{坐标|远方}，做{职业|自己喜欢的事}，能提供{能提供|陪伴}。',
		description:
			'What the group reads when the introduction is done, with the answers of the form. Leave empty for nothing.',
		displayOptions: own,
	},
	{
		displayName: 'Points per Step',
		name: 'stepPoints',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description: 'Booked for each step, besides the points on completion',
		displayOptions: simple,
	},
	{
		displayName: 'Reminders From',
		name: 'nudgesFrom',
		type: 'string',
		default: '09:00',
		placeholder: 'e.g. 09:00',
		description: 'Time of the member’s day from which reminders are given; equal to the end for the whole day',
		displayOptions: own,
	},
	{
		displayName: 'Reminders To',
		name: 'nudgesTo',
		type: 'options',
		options: [
			{ name: 'The Group', value: 'group', description: 'Those who lack the same steps are reminded in one message' },
			{
				name: 'The Member',
				value: 'member',
				description: 'In private; the platform may refuse if the member never wrote to the bot',
			},
		],
		default: 'group',
		displayOptions: own,
	},
	{
		displayName: 'Reminders Until',
		name: 'nudgesUntil',
		type: 'string',
		default: '21:00',
		placeholder: 'e.g. 21:00',
		displayOptions: own,
	},
	{
		displayName: 'Returning Members',
		name: 'returning',
		type: 'options',
		options: [
			{
				name: 'Begin Anew',
				value: 'restart',
				description: 'The whole ritual again; points are booked once all the same',
			},
			{ name: 'Go On', value: 'continue', description: 'Where they left it' },
		],
		default: 'continue',
		description: 'What somebody does with the ritual who left or was removed, and is back',
		displayOptions: own,
	},
	{
		displayName: 'Ritual Name',
		name: 'ritualId',
		type: 'string',
		default: 'welcome',
		description: 'Tells rituals apart if a community has several. Each member does each of them once.',
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: 'Asia/Shanghai',
		placeholder: 'e.g. Asia/Shanghai',
		description: 'Clocks of members whose own are not known, nor their community’s',
		displayOptions: own,
	},
];
