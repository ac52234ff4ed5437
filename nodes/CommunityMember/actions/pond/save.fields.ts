import type { INodeProperties } from 'n8n-workflow';
import { languageField } from '../../../shared/parameters';
import { communityField } from '../standing/community';
import { givenBy, unlessJson } from '../standing/given';
import { operatorOption, requestIdOption } from '../standing/request';

const EXAMPLE = `{
  "baits": [{ "bait": "摄影", "label": "📷 摄影", "keywords": ["相机", "镜头"] }],
  "ponds": [
    {
      "pondId": "photo", "title": "摄影小群", "groupId": "-1002", "inviteLink": "https://t.me/+photo",
      "baits": { "摄影": 3 }, "enterFrom": 5, "leaveBelow": 1, "by": "invite"
    }
  ],
  "halfLifeDays": 30
}`;

const pondFields: INodeProperties[] = [
	{
		displayName: 'Baits',
		name: 'baits',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add bait',
		default: {},
		options: [
			{
				displayName: 'Bait',
				name: 'bait',
				values: [
					{ displayName: 'Bait', name: 'bait', type: 'string', default: '', placeholder: 'e.g. 摄影' },
					{
						displayName: 'Button',
						name: 'label',
						type: 'string',
						default: '',
						placeholder: 'e.g. 📷 摄影',
						description: 'What stands on the button. Empty: the bait.',
					},
					{
						displayName: 'Keywords',
						name: 'keywords',
						type: 'string',
						default: '',
						placeholder: 'e.g. 相机, 镜头, 修图',
						description: 'Separated by commas: a message with any of them bites',
					},
					{
						displayName: 'Weight',
						name: 'weight',
						type: 'number',
						default: 1,
						description: 'What one bite adds to the pull of this pond',
					},
				],
			},
		],
		description: 'A bait may stand in several ponds, with a weight in each',
	},
	{
		displayName: 'Come In From',
		name: 'enterFrom',
		type: 'number',
		default: 3,
		description: 'Members are led in from this pull on',
	},
	{
		displayName: 'Group ID',
		name: 'groupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1009876543210',
		description: 'The smaller group: who joins or leaves it is noted',
	},
	{
		displayName: 'How',
		name: 'by',
		type: 'options',
		options: [
			{ name: 'Invite', value: 'invite', description: 'The member decides, and may be in several' },
			{ name: 'Move', value: 'move', description: 'A member is in one of these ponds at a time' },
		],
		default: 'invite',
	},
	{
		displayName: 'Invite Link',
		name: 'inviteLink',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://t.me/+AbCdEf',
	},
	{
		displayName: 'Leave Below',
		name: 'leaveBelow',
		type: 'number',
		default: 1,
		description: 'Less than "Come In From", so that nobody goes to and fro',
	},
	{
		displayName: 'Pond ID',
		name: 'pondId',
		type: 'string',
		default: '',
		placeholder: 'e.g. photo',
		description: 'Never change it later: places are kept under it',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. 摄影小群',
		description: 'As members read it',
	},
];

export const saveFields: INodeProperties[] = [
	communityField,
	...givenBy('ponds', 'Ponds', EXAMPLE),
	...unlessJson('ponds', [
		{
			displayName: 'Ponds',
			name: 'ponds',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add pond',
			default: {},
			options: [{ displayName: 'Pond', name: 'pond', values: pondFields }],
		},
		{
			displayName: 'Half-Life in Days',
			name: 'halfLifeDays',
			type: 'number',
			default: 30,
			description: 'After so many days a bite counts half',
		},
		{
			displayName: 'Invite Again After Days',
			name: 'inviteAgainDays',
			type: 'number',
			default: 30,
			description: 'An invitation that was not accepted is repeated after so many days at the earliest',
		},
		{
			displayName: 'Move From a Factor Of',
			name: 'moveFactor',
			type: 'number',
			typeOptions: { numberPrecision: 2 },
			default: 1.25,
			description: 'How many times as strong another pond has to pull before a member is moved there',
		},
	]),
	{
		displayName: 'Throw Baits Out In',
		name: 'baitGroupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'The big pond, where a message with a button for each bait is sent. Leave empty to send none.',
	},
	{
		displayName: 'Bait Text',
		name: 'baitText',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. 大家对什么感兴趣？',
		description: 'Above the buttons. Leave empty for a shipped one.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [languageField('Of the shipped text'), operatorOption, requestIdOption],
	},
];
