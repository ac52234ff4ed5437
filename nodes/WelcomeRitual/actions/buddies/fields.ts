import type { INodeProperties } from 'n8n-workflow';
import { languageField } from '../../../shared/parameters';

export const communityField: INodeProperties = {
	displayName: 'Community ID',
	name: 'communityId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. -1001234567890',
	description: 'The ID of the group, or the name that the other nodes were given as Community ID',
};

export const groupOption: INodeProperties = {
	displayName: 'Group ID',
	name: 'groupId',
	type: 'string',
	default: '',
	placeholder: 'e.g. -1001234567890',
	description: 'Group that the messages go to. Leave empty for the group of the community.',
};

export const operatorsGroupField: INodeProperties = {
	displayName: "Operators' Group ID",
	name: 'operatorsGroupId',
	type: 'string',
	default: '',
	placeholder: 'e.g. -1001234567890',
	description: 'Group that gets the report. Leave empty for no such message.',
};

export const buddyLanguage: INodeProperties = languageField('Language of all messages of buddy matching');

const hour = (displayName: string, name: string, value: number, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 24, numberPrecision: 0 },
	default: value,
	description,
});

/** What a member looks for and gives, as a form or another system fills it in. */
export const wishesField: INodeProperties = {
	displayName: 'Wishes',
	name: 'wishes',
	type: 'collection',
	placeholder: 'Add wish',
	default: {},
	description: 'What is left out stays as the member said it before',
	options: [
		{
			displayName: 'City',
			name: 'city',
			type: 'string',
			default: '',
			placeholder: 'e.g. 深圳',
		},
		hour('Hours From', 'hoursFrom', 19, "From which hour of the day the member has time, by the member's clocks"),
		hour('Hours To', 'hoursTo', 22, 'Until which hour; may be past midnight, e.g. from 20 to 2'),
		{
			displayName: 'Note',
			name: 'note',
			type: 'string',
			default: '',
			placeholder: 'e.g. Weekends are best',
			description: 'Kept for operators; not used for matching',
		},
		{
			displayName: 'Offers',
			name: 'offers',
			type: 'string',
			default: '',
			placeholder: 'e.g. photography, 英语',
			description: 'What the member can give, separated by commas',
		},
		{
			displayName: 'Topics',
			name: 'topics',
			type: 'string',
			default: '',
			placeholder: 'e.g. running, 读书',
			description: 'What the member likes to talk about, separated by commas',
		},
		{
			displayName: 'Wants',
			name: 'wants',
			type: 'string',
			default: '',
			placeholder: 'e.g. design, 英语',
			description: 'What the member looks for, separated by commas',
		},
	],
};

export const wordOptions: INodeProperties[] = [
	{
		displayName: 'Words to Opt In',
		name: 'inWords',
		type: 'string',
		default: '结伴, 找搭子, buddy',
		placeholder: 'e.g. 结伴, buddy',
		description: 'A message that begins with one of them takes part, separated by commas',
	},
	{
		displayName: 'Words to Opt Out',
		name: 'outWords',
		type: 'string',
		default: '退出结伴, 不结伴, no buddy, buddy off',
		placeholder: 'e.g. 退出结伴, buddy off',
		description: 'A message that is one of them stops taking part, separated by commas',
	},
];
