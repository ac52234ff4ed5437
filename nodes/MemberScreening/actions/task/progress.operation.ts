import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import type { StoreTransaction, TaskProofRow, TaskProofStatus } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { subjectOfItem, toJson } from '../../../shared/item';
import { limitReader, pagingFields, readPages } from '../../../shared/paging';
import { asText, optionsReader, parameterReader, textOption } from '../../../shared/parameters';
import { ensurePerson, requirePerson, subjectOfRow } from '../admission/person';
import { readTasks, taskNamesField } from './fields';
import { progressOf, proofKey, proofsOf } from './progress';

const properties: INodeProperties[] = [
	{
		displayName: 'Whose',
		name: 'whose',
		type: 'options',
		options: [
			{ name: 'Everybody', value: 'all', description: 'Everybody who has handed something in, the oldest first' },
			{ name: 'Member of the Item', value: 'item' },
		],
		default: 'item',
	},
	taskNamesField,
	...updateDisplayOptions({ show: { whose: ['all'] } }, pagingFields),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Community ID',
				name: 'communityId',
				type: 'string',
				default: '',
				placeholder: 'e.g. -1001234567890',
				description: 'Leave empty to take the community of the item',
			},
			{
				displayName: 'Only',
				name: 'only',
				type: 'options',
				options: [
					{ name: 'All', value: 'all' },
					{ name: 'Refused', value: 'refused' },
					{ name: 'Verified', value: 'verified' },
					{ name: 'Waiting', value: 'waiting' },
				],
				default: 'waiting',
				description: 'Only people with a proof in this state; for Everybody',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['task'], operation: ['progress'] } }, properties);

const STATUSES: readonly TaskProofStatus[] = ['waiting', 'verified', 'refused'];

/** Everybody who has a proof in the store, in the order of their first one. */
async function everybody(
	tx: StoreTransaction,
	communityId: string,
	most: number,
	status: TaskProofStatus | undefined,
): Promise<string[]> {
	const rows: TaskProofRow[] = await readPages(
		Number.POSITIVE_INFINITY,
		(page) => tx.listTaskProofs({ communityId, ...(status === undefined ? {} : { status }) }, page),
		proofKey,
	);
	return [...new Set(rows.map(({ memberId }) => memberId))].slice(0, most);
}

/** Tells how far people are with their tasks. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const whose = parameterReader(context, 'whose', 'item', asText);
	const tasks = parameterReader(context, 'tasks.task', [], readTasks);
	const limit = limitReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const named = textOption(chosen, 'communityId');
			const list = tasks(index);
			if (whose(index) !== 'all') return { person: requirePerson(item, named), list };
			const communityId = named ?? subjectOfItem(item)?.community.communityId;
			if (communityId === undefined) {
				throw new InputError('No community is named', 'Fill in "Community ID", e.g. the id of the group.');
			}
			return { communityId, list, most: limit(index), status: STATUSES.find((one) => one === chosen['only']) };
		},
		async apply(tx, wanted) {
			if (wanted.person !== undefined) {
				const { subject } = wanted.person;
				const { memberId } = await ensurePerson(tx, subject, now);
				const { progress } = progressOf(wanted.list, await proofsOf(tx, subject.community.communityId, memberId));
				return { output: 0, json: toJson({ ...progress, ...subject }) };
			}
			const { communityId, list, most, status } = wanted;
			const routed: Routed[] = [];
			for (const memberId of await everybody(tx, communityId, most, status)) {
				const subject = await subjectOfRow(tx, { communityId, memberId });
				const { progress } = progressOf(list, await proofsOf(tx, communityId, memberId));
				routed.push({ output: 0, json: toJson({ ...progress, ...subject }) });
			}
			return routed;
		},
	});
}
