import type { INodeProperties } from 'n8n-workflow';
import type { GiveawayKind } from '../../../../community/giveaway/definition';
import { languageField } from '../../../shared/parameters';
import { communityField, operatorField } from './fields';

const OWN: Record<GiveawayKind, INodeProperties[]> = {
	red_packet: [
		{
			displayName: 'Amount',
			name: 'total',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 100',
			description: 'What is split: whole points, or an amount of the currency such as 88.80',
		},
		{
			displayName: 'Shares',
			name: 'shares',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 10_000 },
			default: 10,
			description: 'Among how many it is split; each gets at least one point, or the smallest coin',
		},
		{
			displayName: 'Unit',
			name: 'unit',
			type: 'options',
			options: [
				{ name: 'Money', value: 'money', description: 'Operators get a task for each share; no API pays it out' },
				{ name: 'Points', value: 'points', description: 'Booked at once' },
			],
			default: 'points',
		},
		{
			displayName: 'Split',
			name: 'split',
			type: 'options',
			options: [
				{ name: 'Equal', value: 'equal', description: 'Everybody gets the same' },
				{ name: 'Lucky', value: 'lucky', description: 'By chance, with the same odds for the first and the last' },
			],
			default: 'lucky',
		},
	],
	tickets: [
		{
			displayName: 'Tickets',
			name: 'quantity',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100_000 },
			default: 100,
			description: 'How many there are; exactly so many go, however many grab at once',
		},
	],
	instant_win: [
		{
			displayName: 'Prizes',
			name: 'prizes',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Prize',
			default: {},
			required: true,
			description: 'What can be won. The odds never change, also when a prize is all given away.',
			options: [
				{
					displayName: 'Prize',
					name: 'prize',
					values: [
						{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. 咖啡券' },
						{
							displayName: 'Chance (%)',
							name: 'chance',
							type: 'number',
							typeOptions: { minValue: 0.0001, maxValue: 100, numberPrecision: 4 },
							default: 10,
							description: 'Of every play, with at most four decimals',
						},
						{
							displayName: 'Stock',
							name: 'stock',
							type: 'number',
							typeOptions: { minValue: 1 },
							default: 1,
							description: 'How many there are',
						},
					],
				},
			],
		},
		{
			displayName: 'Plays per Person',
			name: 'playsPerPerson',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100 },
			default: 1,
			description: 'How often one person may play',
		},
	],
};

const OPTIONS: Record<GiveawayKind, INodeProperties[]> = {
	red_packet: [
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: 'CNY',
			description: 'ISO 4217 code, where the unit is money',
		},
		{
			displayName: "Operators' Group ID",
			name: 'reviewGroupId',
			type: 'string',
			default: '',
			placeholder: 'e.g. -1001234567891',
			description: 'Group that is told whom to pay',
		},
	],
	tickets: [
		{
			displayName: 'Codes',
			name: 'codes',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'One code a line',
			description: 'What holders get, one each, in private; as many as there are tickets',
		},
	],
	instant_win: [],
};

const COMMON_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Begins',
		name: 'opensAt',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-06-01T20:00',
		description: 'From when on it can be taken, by the clocks of the workflow. Leave out for now.',
	},
	{
		displayName: 'Group',
		name: 'groupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description:
			'Where it is announced; buttons pressed elsewhere do nothing. Leave out for the group of the community.',
	},
	languageField('Language of what members are told'),
	{
		displayName: 'Membership Days',
		name: 'minimumDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'How many days somebody must have been a member',
	},
];

/** What an operator fills in to open a giveaway of a kind. */
export function openFields(kind: GiveawayKind): INodeProperties[] {
	return [
		{
			displayName: 'Giveaway ID',
			name: 'giveawayId',
			type: 'string',
			default: '',
			placeholder: 'e.g. new-year',
			description:
				'Its name in buttons and other nodes: up to 24 of a–z, 0–9 and "-". Leave empty to open a new one with every execution.',
		},
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 新年红包雨',
			description: 'What members read',
		},
		...OWN[kind],
		{
			displayName: 'Ends',
			name: 'endsAt',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 2026-06-01T21:00, or 30 for minutes',
			description: 'Until when it can be taken, by the clocks of the workflow, or a number of minutes after it begins',
		},
		communityField,
		operatorField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [...OPTIONS[kind], ...COMMON_OPTIONS].sort((a, b) => a.displayName.localeCompare(b.displayName)),
		},
	];
}
