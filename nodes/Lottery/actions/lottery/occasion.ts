import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { anniversaryOf, membersReached, type Occasion } from '../../../../community/lottery/occasion';
import type { StoreTransaction } from '../../../../store/types';
import { listOf } from '../../../shared/fields';
import { asText, parameterReader, textReader } from '../../../shared/parameters';

/** When Open does its work; on any other day, or below the next milestone, it passes the item over. */
export const occasionFields: INodeProperties[] = [
	{
		displayName: 'Occasion',
		name: 'occasion',
		type: 'options',
		options: [
			{ name: 'Each Item', value: 'item', description: 'Whenever an item comes in' },
			{
				name: 'On an Anniversary',
				value: 'anniversary',
				description: 'Once a year, on the day; start the workflow every day',
			},
			{
				name: 'When the Group Grows',
				value: 'members',
				description: 'Once for each number of members that is reached; items that come before are passed over',
			},
		],
		default: 'item',
	},
	{
		displayName: 'Members',
		name: 'milestones',
		type: 'string',
		default: '100, 500, 1000',
		placeholder: 'e.g. 100, 500, 1000',
		description: 'Numbers of members, separated by commas. Members are those who joined while the bot was there.',
		displayOptions: { show: { occasion: ['members'] } },
	},
	{
		displayName: 'Began On',
		name: 'began',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2024-05-20',
		description: 'The day on which the community began',
		displayOptions: { show: { occasion: ['anniversary'] } },
	},
];

/** Finds the occasion; `undefined` if there is none now. */
export type FindOccasion = (
	tx: StoreTransaction,
	at: { communityId: string; now: string; timeZone: string },
) => Promise<Occasion | 'item' | undefined>;

export function occasionReader(context: IExecuteFunctions): (index: number) => FindOccasion {
	const kind = textReader(context, 'occasion', 'item');
	const milestones = parameterReader(context, 'milestones', '', (value) => listOf(value).map(Number));
	const began = parameterReader(context, 'began', '', (value) => asText(value).trim());
	return (index) => async (tx, at) => {
		switch (kind(index)) {
			case 'members':
				return membersReached(await tx.countMembers(at.communityId, { status: 'member' }), milestones(index));
			case 'anniversary':
				return anniversaryOf(began(index), at.now, at.timeZone);
			default:
				return 'item';
		}
	};
}
