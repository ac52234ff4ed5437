import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { pageKey } from '../../../../store';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { subjectOfItem, toJson } from '../../../shared/item';
import { limitReader, pagingFields, readPages } from '../../../shared/paging';
import { optionsReader, textOption, textReader } from '../../../shared/parameters';
import { knownPerson } from '../admission/person';
import { invitationJson } from './view';

const properties: INodeProperties[] = [
	{
		displayName: 'Community ID',
		name: 'communityId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'Leave empty to take the community of the item',
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
				displayName: 'Inviter’s Member ID',
				name: 'memberId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 123456789',
				description: 'Only the codes of this member, by the ID on the platform',
			},
			{
				displayName: 'Inviter’s Platform',
				name: 'platform',
				type: 'string',
				default: 'telegram',
				description: 'Where that ID is known',
			},
			{
				displayName: 'Only Usable',
				name: 'usable',
				type: 'boolean',
				default: true,
				description: 'Whether to leave out codes that are used up, expired or revoked',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['invitation'], operation: ['list'] } },
	properties,
);

/** Lists invitations, oldest first. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = textReader(context, 'communityId');
	const limit = limitReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const communityId = community(index) || subjectOfItem(item)?.community.communityId;
			if (communityId === undefined) {
				throw new InputError('No community is named', 'Fill in "Community ID", e.g. the id of the group.');
			}
			const chosen = options(index);
			const platformMemberId = textOption(chosen, 'memberId');
			const platform = textOption(chosen, 'platform') ?? 'telegram';
			return {
				communityId,
				limit: limit(index),
				inviter: platformMemberId === undefined ? undefined : { platform, platformMemberId },
				usable: chosen['usable'] === true,
			};
		},
		async apply(tx, { communityId, limit: most, inviter, usable }) {
			const member = inviter === undefined ? undefined : await tx.findMember(communityId, inviter);
			if (inviter !== undefined && member === undefined) return undefined;
			const filter = {
				communityId,
				...(member === undefined ? {} : { inviterMemberId: member.memberId }),
				...(usable ? { usableAt: now } : {}),
			};
			const rows = await readPages(
				most,
				(page) => tx.listInvitations(filter, page),
				({ createdAt, code }) => pageKey(createdAt, code),
			);
			const routed: Routed[] = [];
			for (const row of rows) {
				const { inviterMemberId } = row;
				const who = inviterMemberId === null ? null : await knownPerson(tx, communityId, inviterMemberId);
				routed.push({ output: 0, json: toJson({ communityId, ...invitationJson(row, now), inviter: who ?? null }) });
			}
			return routed;
		},
	});
}
