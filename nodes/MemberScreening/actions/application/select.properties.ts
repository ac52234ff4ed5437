import type { INodeProperties } from 'n8n-workflow';
import { tierFieldOption, tiersOption } from './places.properties';

export const selectFields: INodeProperties[] = [
	{
		displayName: 'Community ID',
		name: 'communityId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'The community that chooses',
	},
	{
		displayName: 'Selection ID',
		name: 'selectionId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 2026-spring',
		description:
			'Names this selection. Running it again with the same ID gives the first outcome and chooses nobody else.',
	},
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		options: [
			{
				name: 'Move Up the Waiting List',
				value: 'moveUp',
				description: 'Places have become free: they go to the first on the waiting list',
			},
			{
				name: 'Take the Best',
				value: 'best',
				description: 'Ranks applications by score, takes the best, and puts the rest on the waiting list',
			},
		],
		default: 'best',
	},
	{
		displayName: 'Choose From',
		name: 'from',
		type: 'multiOptions',
		options: [
			{ name: 'In Review', value: 'review', description: 'Applications that wait for a person' },
			{ name: 'Waiting List', value: 'waitlisted', description: 'Applications that wait for a place' },
		],
		default: ['review', 'waitlisted'],
		description: 'Whose applications take part',
		displayOptions: { show: { method: ['best'] } },
	},
	{
		displayName: 'Places',
		name: 'places',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10,
		description: 'How many are let in at most. 0 = as many as Max Members of the options leaves free.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Fill Kept Places',
				name: 'fillKept',
				type: 'boolean',
				default: true,
				description: 'Whether places that a tier could not fill go to the next best; else they stay free for the tier',
			},
			{
				displayName: 'Max Members',
				name: 'maxMembers',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 500,
				description:
					'How many the community takes in all. No more are let in than that leaves free, counting members and people who were let in and have not joined yet.',
			},
			{
				displayName: 'Minimum Score',
				name: 'minimumScore',
				type: 'number',
				default: 0,
				description: 'Whoever scores less is rejected, even if places are left. Only for Take the Best.',
			},
			{
				displayName: 'Seed',
				name: 'seed',
				type: 'string',
				default: '',
				placeholder: 'e.g. closing index of the day',
				description:
					'Draws lots among those with the same score who applied at the same moment. Announce it beforehand, and anybody can draw again. Empty = the Selection ID.',
			},
			{
				displayName: 'Tell the Applicants',
				name: 'tellApplicants',
				type: 'boolean',
				default: true,
				description: 'Whether to compose a private word to each applicant about the outcome',
			},
			tierFieldOption,
			tiersOption,
		],
	},
];
