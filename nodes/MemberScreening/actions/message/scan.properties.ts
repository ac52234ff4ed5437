import type { INodeProperties } from 'n8n-workflow';
import { scanOptions } from './scan.options';

/** Halfway between whole strikes, so that the second flagged message in two weeks mutes although the first has faded. */
/** Fields of the scan, as the editor shows them. */
export const properties: INodeProperties[] = [
	{
		displayName: "Operators' Group ID",
		name: 'reviewGroupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description:
			'Group that gets a card for each flagged message, with a button to undo it. Presses in any other group are refused. Leave empty for no card.',
	},
	{
		displayName: 'Flag From',
		name: 'flagFrom',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 50,
		description: 'Messages with so many points, of 100, are flagged',
	},
	{
		displayName: 'Banned Words',
		name: 'bannedWords',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. 代购, 拼单群',
		description:
			'Your own words besides the shipped lists, separated by commas or lines. Their disguises (other characters, sounds, blanks in between) are found too.',
	},
	{
		displayName: 'Ladder',
		name: 'ladder',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Step',
		default: {},
		description:
			'What a member comes to. Each flagged message is one strike point, which fades with time. Without steps nothing is done and no strike counts: messages are only flagged, for a trial.',
		options: [
			{
				displayName: 'Step',
				name: 'step',
				values: [
					{
						displayName: 'Penalty',
						name: 'penalty',
						type: 'options',
						options: [
							{ name: 'Mute', value: 'mute' },
							{ name: 'Remove', value: 'remove' },
							{ name: 'Warn', value: 'warn' },
						],
						default: 'warn',
						description: 'What is done from so many strike points on, besides deleting the message',
					},
					{
						displayName: 'From Strike Points',
						name: 'from',
						type: 'number',
						typeOptions: { minValue: 0, numberPrecision: 2 },
						default: 1,
						description: 'Strike points, after fading, from which the step holds',
					},
					{
						displayName: 'Mute Minutes',
						name: 'minutes',
						type: 'number',
						typeOptions: { minValue: 1 },
						default: 60,
						description: 'How long a mute lasts',
						displayOptions: { show: { penalty: ['mute'] } },
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
		options: scanOptions,
	},
];
