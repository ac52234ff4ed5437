import type { INodeProperties } from 'n8n-workflow';
import { operatorOption } from '../operator';
import { whoFields } from '../who';

export const STATUSES = [
	{ name: 'Applicant', value: 'applicant' },
	{ name: 'Left', value: 'left' },
	{ name: 'Member', value: 'member' },
	{ name: 'Rejected', value: 'rejected' },
	{ name: 'Removed', value: 'removed' },
] as const;

export const tagRows: INodeProperties = {
	displayName: 'Tags',
	name: 'tags',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Tag',
	default: {},
	options: [
		{
			displayName: 'Tag',
			name: 'tag',
			values: [
				{ displayName: 'Tag', name: 'tag', type: 'string', default: '', placeholder: 'e.g. 铁粉' },
				{
					displayName: 'Days It Stays',
					name: 'days',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 0,
					description: '0 keeps it until it is taken away',
				},
			],
		},
	],
};

export const properties: INodeProperties[] = [
	...whoFields,
	{
		displayName: 'Portrait',
		name: 'portrait',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		description: 'Fields that are defined with Field: Define. An empty value empties the field.',
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					{ displayName: 'Field', name: 'field', type: 'string', default: '', placeholder: 'e.g. city' },
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. 深圳',
						description: 'Several choices are separated by commas',
					},
				],
			},
		],
	},
	tagRows,
	{
		displayName: 'Known By',
		name: 'traits',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Trait',
		default: {},
		description: 'By what the person is known on several platforms. Kept encrypted.',
		options: [
			{
				displayName: 'Trait',
				name: 'trait',
				values: [
					{
						displayName: 'Kind',
						name: 'kind',
						type: 'options',
						options: [
							{ name: 'Email', value: 'email' },
							{ name: 'Phone', value: 'phone' },
							{ name: 'Union ID', value: 'unionId' },
						],
						default: 'phone',
					},
					{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. +8613800138000' },
					{
						displayName: 'Verified',
						name: 'verified',
						type: 'boolean',
						default: false,
						description: 'Whether the person has proved it, e.g. by a code sent there',
					},
					{
						displayName: 'Scope',
						name: 'scope',
						type: 'string',
						default: '',
						placeholder: 'e.g. our-wechat-account',
						description: 'Of a union ID: the owner of the apps within which it is unique',
					},
				],
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{ displayName: 'Language', name: 'language', type: 'string', default: '', placeholder: 'e.g. zh-CN' },
			{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. 小雨' },
			operatorOption,
			{
				displayName: 'Portrait (JSON)',
				name: 'portraitJson',
				type: 'json',
				default: '{}',
				description: 'Fields as one JSON object, added to those above, e.g. {"city": "深圳", "age": 30}',
			},
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: [...STATUSES],
				default: 'member',
			},
			{
				displayName: 'Time Zone',
				name: 'timeZone',
				type: 'string',
				default: '',
				placeholder: 'e.g. Asia/Shanghai',
				description: 'IANA name of the clocks that the member lives by',
			},
		],
	},
];
