import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { requireDay } from '../../../../community/checkin/dates';
import { pageKey } from '../../../../store';
import type { CheckInStatus } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { limitReader, pagingFields, readPages } from '../../../shared/paging';
import { optionsReader, textOption } from '../../../shared/parameters';
import { communityField, scopeReader, trackerIdField } from '../shared/fields';
import { memberOfId } from '../shared/members';
import { requireTracker } from '../shared/trackers';
import { checkInJson } from './json';
import { InputError } from '../../../shared/errors';

const day = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. 2026-03-01',
	description: 'A day, included',
});

const properties: INodeProperties[] = [
	communityField,
	trackerIdField,
	...pagingFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			day('From Day', 'fromDay'),
			{
				displayName: 'Member ID',
				name: 'memberId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 123456789',
				description: 'Only this member: the ID on the platform, or the <code>memberId</code> of an item',
			},
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: [
					{ name: 'Any', value: '' },
					{ name: 'Counted', value: 'counted' },
					{ name: 'Refused', value: 'refused' },
					{ name: 'Undone', value: 'undone' },
					{ name: 'Waiting', value: 'waiting' },
				],
				default: '',
			},
			day('To Day', 'toDay'),
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['checkIn'], operation: ['list'] } }, properties);

const STATUSES: readonly CheckInStatus[] = ['counted', 'waiting', 'refused', 'undone'];

/** Lists check-ins, oldest first. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const scope = scopeReader(context);
	const limit = limitReader(context);
	const options = optionsReader(context);
	return await runBatch(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const [fromDay, toDay] = [textOption(chosen, 'fromDay'), textOption(chosen, 'toDay')];
			if (fromDay !== undefined) requireDay(fromDay, 'From Day');
			if (toDay !== undefined) requireDay(toDay, 'To Day');
			const status = STATUSES.find((one) => one === chosen['status']);
			return {
				...scope(item, index),
				limit: limit(index),
				member: textOption(chosen, 'memberId'),
				fromDay,
				toDay,
				status,
			};
		},
		async apply(tx, { communityId, trackerId, limit: most, member, ...filter }) {
			const tracker = await requireTracker(tx, communityId, trackerId);
			const row = member === undefined ? undefined : await memberOfId(tx, communityId, member);
			if (member !== undefined && row === undefined) {
				throw new InputError(
					`The community ${communityId} has no member ${member}`,
					"Fill in the member's ID on the platform.",
				);
			}
			const memberIds = row && (await tx.memberIdsOf(communityId, row.memberId));
			const wanted = { communityId, trackerId, memberIds, ...filter };
			const rows = await readPages(
				most,
				async (page) => await tx.listCheckIns(wanted, page),
				(one) => pageKey(one.occurredAt, one.checkInId),
			);
			return rows.map((one): Routed => {
				const { reviewGroupId: _group, ...subject } = one.subject;
				const ended = { endedAt: one.endedAt, endedBy: one.endedBy, endedWhy: one.endedWhy };
				return { output: 0, json: toJson({ checkIn: { ...checkInJson(tracker, one), ...ended }, ...subject }) };
			});
		},
	});
}
