import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { BLOCK_KINDS } from '../../../../community/screening/blocklist';
import { pageKey } from '../../../../store';
import type { BlocklistRow, StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { limitReader, pagingFields, readPages } from '../../../shared/paging';
import { optionsReader } from '../../../shared/parameters';
import { askedReader, communityField } from './fields';

const KIND_NAMES: Record<(typeof BLOCK_KINDS)[number], string> = {
	email: 'Email',
	member: 'Member',
	name: 'Name',
	phone: 'Phone',
	unionId: 'Union ID',
	word: 'Word',
};

const properties: INodeProperties[] = [
	communityField,
	...pagingFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Include Followed Lists',
				name: 'followed',
				type: 'boolean',
				default: false,
				description: 'Whether to list also what the lists of other communities block here',
			},
			{
				displayName: 'Include Lifted and Run Out',
				name: 'inactive',
				type: 'boolean',
				default: false,
				description: 'Whether to list also entries that no longer block',
			},
			{
				displayName: 'Only Kind',
				name: 'onlyKind',
				type: 'options',
				options: (Object.keys(KIND_NAMES) as (keyof typeof KIND_NAMES)[]).map((value) => ({
					name: KIND_NAMES[value],
					value,
				})),
				default: 'member',
				description: 'List entries of this kind alone',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['blocklist'], operation: ['list'] } }, properties);

interface Wanted {
	communityId: string;
	followed: boolean;
	kind: string | undefined;
	activeAt: string | undefined;
	limit: number;
}

/** The community's own list, oldest first, then those it follows. */
async function entries(tx: StoreTransaction, wanted: Wanted): Promise<BlocklistRow[]> {
	const { communityId, kind, activeAt, limit } = wanted;
	const subscriptions = wanted.followed ? await tx.listBlocklistSubscriptions(communityId) : [];
	const owners = [communityId, ...subscriptions.map(({ ownerCommunityId }) => ownerCommunityId)];
	const rows: BlocklistRow[] = [];
	for (const owner of owners) {
		const filter = {
			communityId: owner,
			...(kind === undefined ? {} : { kind }),
			...(activeAt === undefined ? {} : { activeAt }),
		};
		const more = await readPages(
			limit - rows.length,
			(page) => tx.listBlocklist(filter, page),
			({ addedAt, key }) => pageKey(addedAt, key),
		);
		rows.push(...more);
	}
	return rows;
}

/** Lists what is blocked. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const askedOf = askedReader(context);
	const limit = limitReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index): Wanted {
			const { followed, inactive, onlyKind } = options(index);
			return {
				communityId: askedOf(item, index).communityId,
				followed: followed === true,
				kind: BLOCK_KINDS.find((one) => one === onlyKind),
				activeAt: inactive === true ? undefined : now,
				limit: limit(index),
			};
		},
		apply: async (tx, wanted) =>
			(await entries(tx, wanted)).map(({ communityId: listOwner, ...row }) => ({
				output: 0,
				json: toJson({ listOwner, ...row, own: listOwner === wanted.communityId }),
			})),
	});
}
