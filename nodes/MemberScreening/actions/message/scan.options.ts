import type { INodeProperties } from 'n8n-workflow';
import { defaultPolicy } from '../../../../community/scan/policy';
import { communityIdOption, languageField } from '../../../shared/parameters';

const points = (displayName: string, name: string, usual: number, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 100 },
	default: usual,
	description,
});

const list = (displayName: string, name: string, placeholder: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	placeholder,
	description,
});

const count = (
	displayName: string,
	name: string,
	least: number,
	usual: number,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: least },
	default: usual,
	description,
});

/** Combot Anti-Spam, https://cas.chat/api; {id} is where the member's id goes. */
const CAS = 'https://api.cas.chat/check?user_id={id}';

const { links, contacts, codes, style, repetition, flood, watch, external } = defaultPolicy;

const group = (displayName: string, name: string, placeholder: string, values: INodeProperties[]): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	placeholder,
	default: {},
	options: [{ displayName: 'Settings', name: 'settings', values }],
});

const pointsOption = group('Points', 'points', 'Set Points', [
	points(
		'Advertising Style',
		'style',
		style.points,
		'At most, for a text that reads like an ad without any known word',
	),
	points('Banned Domain', 'bannedDomain', links.bannedPoints, 'For a link to one of the banned domains'),
	points('Banned Words', 'words', 50, "For the first of the operators' own banned words; each further one adds half"),
	points('Email', 'email', contacts.email, 'For an e-mail address'),
	points('External List', 'external', external.points, 'For a member whom the external list knows'),
	points('Flooding', 'flood', flood.points, 'For too many messages in a short time'),
	points('Handle', 'handle', contacts.handle, 'For an @name'),
	points('Hidden Link', 'hiddenLink', links.hiddenPoints, 'More for a link that is dressed up'),
	points('Invite Link', 'invite', links.invitePoints, 'For a link into another group or contact list'),
	points('Link', 'link', links.points, 'For a link to anywhere'),
	points('Messenger', 'messenger', contacts.messenger, 'For an account on another messenger'),
	points('Phone', 'phone', contacts.phone, 'For a telephone number'),
	points('QQ', 'qq', contacts.qq, 'For a QQ number'),
	points('QR Code', 'code', codes.points, 'For a QR code in the picture, on top of what it leads to'),
	points('Repetition', 'repetition', repetition.points, 'For each message over what is allowed'),
	points('Risky Link', 'riskyLink', links.riskyPoints, 'More for a link that hardly anybody but advertisers uses'),
	points('WeChat', 'wechat', contacts.wechat, 'For a WeChat ID'),
]);

const patternsOption: INodeProperties = {
	displayName: 'Patterns',
	name: 'patterns',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Pattern',
	default: {},
	description: 'Regular expressions (RE2) that count against a message',
	options: [
		{
			displayName: 'Pattern',
			name: 'pattern',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. order numbers',
					description: 'What operators read on the card',
				},
				{
					displayName: 'Expression',
					name: 'pattern',
					type: 'string',
					default: '',
					placeholder: 'e.g. 订单号\\s*\\d{8,}',
					description: 'Regular expression without look-around and back-references; upper and lower case are the same',
				},
				points('Points', 'points', 50, 'Added to the score if the expression is found'),
			],
		},
	],
};

/** Optional fields of the scan, in alphabetical order. */
export const scanOptions: INodeProperties[] = [
	list(
		'Allowed Domains',
		'allowedDomains',
		'e.g. example.com, weixin.qq.com',
		'Links to these domains, and below them, count for nothing. Separate by commas or lines.',
	),
	list('Allowed Words', 'allowedWords', 'e.g. 菠菜沙拉', 'Words that are fine although a banned one is in them'),
	list('Banned Domains', 'bannedDomains', 'e.g. spam.example', 'Links to these domains are flagged'),
	communityIdOption,
	list(
		'Exempt Members',
		'exemptMembers',
		'e.g. 123456789',
		"IDs of members on the platform who are never flagged, such as operators and the group's other bots",
	),
	list(
		'Exempt Roles',
		'exemptRoles',
		'e.g. operator, teacher',
		'Roles that are never flagged, compared with the field <code>roles</code> of the item, where a node before gives one',
	),
	group('External List', 'externalList', 'Set External List', [
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			placeholder: `e.g. ${CAS}`,
			description:
				'Asked once for each member of a batch. What stands in braces in the example becomes the member’s ID. An answer with <code>"ok": true</code> means that the member is listed.',
		},
		count('Timeout', 'timeoutSeconds', 1, 3, 'Seconds to wait for an answer; without one the member is not listed'),
	]),
	group('First Messages', 'watch', 'Set First Messages', [
		count('Messages Watched', 'firstMessages', 0, watch.firstMessages, 'So many first messages of a member weigh more'),
		{
			displayName: 'Factor',
			name: 'factor',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 5, numberPrecision: 1 },
			default: 1.5,
			description: 'How much more, from 1 to 5',
		},
	]),
	group('Flooding', 'flood', 'Set Flooding', [
		count('Messages', 'messages', 1, flood.messages, 'More messages of one member than this …'),
		count('Seconds', 'seconds', 1, flood.seconds, '… in so many seconds are flooding'),
	]),
	count('Half-Life', 'halfLifeDays', 1, 14, 'Days after which a strike counts half'),
	{
		displayName: 'Image Binary Field',
		name: 'imageBinary',
		type: 'string',
		default: 'data',
		placeholder: 'e.g. data',
		description: 'Field of the item that holds the picture, a PNG or JPEG, in which to look for a QR code',
	},
	languageField('Language of the warning and of the card'),
	patternsOption,
	pointsOption,
	group('Repetition', 'repetition', 'Set Repetition', [
		count('Minutes', 'minutes', 1, repetition.windowSeconds / 60, 'Only messages of so many last minutes are compared'),
		count('Allowed', 'allowed', 1, repetition.allowed, 'How often a member may send the same or something similar'),
		count(
			'Allowed Others',
			'allowedOthers',
			0,
			repetition.allowedOthers,
			'How many other members may have sent the same or something similar before it counts',
		),
	]),
	{
		displayName: 'Shipped Word Lists',
		name: 'shippedWords',
		type: 'multiOptions',
		options: [
			{ name: 'Chinese', value: 'zh-CN' },
			{ name: 'English', value: 'en' },
		],
		default: ['zh-CN', 'en'],
		description: 'Which lists of this package to use besides your own words',
	},
	{
		displayName: 'Tell the Member',
		name: 'tellMember',
		type: 'options',
		options: [
			{
				name: 'In Private',
				value: 'member',
				description: 'The platform may refuse if the member never wrote to the bot',
			},
			{ name: 'In the Group', value: 'group' },
			{ name: 'Not at All', value: 'nobody' },
		],
		default: 'group',
		description: 'Where a member is told of a penalty; what was written is never repeated',
	},
];
