import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { RANGES, type BoardRange } from '../../../../community/checkin/board';
import { asksForBoard } from '../../../../community/checkin/recognise';
import { defaultTracker } from '../../../../community/checkin/tracker';
import { runBatch } from '../../../shared/batch';
import { eventOf, slim } from '../../../shared/item';
import { limitReader, pagingFields } from '../../../shared/paging';
import { optionsReader, textOption, textReader } from '../../../shared/parameters';
import { communityField, scopeReader, trackerIdField } from '../shared/fields';
import { findTracker, trackerOrShipped } from '../shared/trackers';
import { boardOf } from './board';

const properties: INodeProperties[] = [
	{
		displayName:
			'After Community Trigger, only messages that ask for the leaderboard (排行榜) are answered; after anything else, each item makes one.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	communityField,
	trackerIdField,
	{
		displayName: 'Range',
		name: 'range',
		type: 'options',
		options: [
			{ name: 'All Time', value: 'allTime', description: 'Who has the most days, or weeks, ever' },
			{ name: 'Month', value: 'month', description: 'Check-ins of this calendar month' },
			{ name: 'Streak', value: 'streak', description: 'The longest streak that lives' },
			{ name: 'Today', value: 'today', description: 'Check-ins of today, the earliest first' },
			{ name: 'Week', value: 'week', description: 'Check-ins of this week' },
		],
		default: 'week',
	},
	...pagingFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'After',
				name: 'after',
				type: 'string',
				default: '',
				placeholder: 'e.g. 12|2026-03-01T00:00:00.000Z|m_abc',
				description: 'The <code>next</code> of the page before',
			},
			{
				displayName: 'Group ID',
				name: 'groupId',
				type: 'string',
				default: '',
				placeholder: 'e.g. -1001234567890',
				description: 'Where the message goes. Leave empty for the group of the community.',
			},
			{
				displayName: 'Rank Teams',
				name: 'rankTeams',
				type: 'boolean',
				default: false,
				description: 'Whether to rank teams by the check-ins of all their members instead of members. Not for Streak.',
			},
			{
				displayName: 'Team',
				name: 'team',
				type: 'string',
				default: '',
				placeholder: 'e.g. Team Red',
				description: 'Only members of this team',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['leaderboard'], operation: ['get'] } },
	properties,
);

/** Leaderboards, and the message that shows them. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const scope = scopeReader(context);
	const range = textReader(context, 'range', 'week');
	const limit = limitReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare: (item, index) => {
			const event = eventOf(item);
			// Other events of the trigger are for other nodes.
			if (event !== undefined && event.type !== 'message') return undefined;
			return { event, ...scope(item, index), range: range(index), limit: limit(index), chosen: options(index) };
		},
		async apply(tx, { event, communityId, trackerId, chosen, ...wanted }) {
			const fallback = { timeZone: context.getTimezone() };
			if (event !== undefined) {
				const rules = (await findTracker(tx, communityId, trackerId))?.rules ?? defaultTracker(fallback.timeZone);
				if (!asksForBoard(event, rules)) return undefined;
			}
			const tracker = await trackerOrShipped(tx, communityId, trackerId, fallback, now);
			const chosenRange: BoardRange = RANGES.find((one) => one === wanted.range) ?? 'week';
			const json = await boardOf(
				tx,
				{
					tracker,
					range: chosenRange,
					limit: wanted.limit,
					team: textOption(chosen, 'team'),
					rankTeams: chosen['rankTeams'] === true,
					after: textOption(chosen, 'after'),
					groupId: textOption(chosen, 'groupId'),
					event,
				},
				now,
			);
			return { output: 0, json: { ...json, ...(event === undefined ? {} : { event: slim(event) }) } };
		},
	});
}
