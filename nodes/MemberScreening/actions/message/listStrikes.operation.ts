import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { incidentSchema } from '../../../../community/scan/incident';
import { strikePoints } from '../../../../community/scan/strikes';
import type { StoreTransaction, StrikeRow } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { subjectOfItem, toJson } from '../../../shared/item';
import { limitReader, pagingFields, readPages } from '../../../shared/paging';
import { asText, optionsReader, textReader } from '../../../shared/parameters';

const properties: INodeProperties[] = [
	{
		displayName: 'Community ID',
		name: 'communityId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'The community whose strikes are listed. Leave empty for the community of the item.',
	},
	{
		displayName: 'Member ID',
		name: 'memberId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 123456789',
		description: "The member's ID on the platform. Leave empty for all members of the community.",
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
				displayName: 'Half-Life',
				name: 'halfLifeDays',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 14,
				description: 'Days after which a strike counts half, as in the scan',
			},
			{
				displayName: 'Since',
				name: 'since',
				type: 'dateTime',
				default: '',
				description: 'Leaves out older strikes',
			},
			{
				displayName: 'Which',
				name: 'which',
				type: 'options',
				options: [
					{ name: 'All', value: 'all' },
					{ name: 'Standing', value: 'standing', description: 'Strikes that count' },
					{ name: 'Undone', value: 'undone', description: 'Strikes that an operator took back' },
				],
				default: 'all',
				description: 'Whether to list strikes that were undone',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['message'], operation: ['listStrikes'] } },
	properties,
);

interface Wanted {
	communityId: string;
	platformMemberId: string;
	limit: number;
	halfLifeDays: number;
	since?: string;
	undone?: boolean;
}

function sinceOf(value: unknown): { since?: string } {
	const text = asText(value).trim();
	if (text === '') return {};
	const time = Date.parse(text);
	if (Number.isNaN(time)) throw new InputError(`"Since" is "${text}"`, 'Choose a date, e.g. 2026-06-01.');
	return { since: new Date(time).toISOString() };
}

function undoneOf(which: unknown): { undone?: boolean } {
	if (which === 'standing') return { undone: false };
	return which === 'undone' ? { undone: true } : {};
}

/** Lists strikes, the oldest first. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const [community, member] = [text('communityId'), text('memberId')];
	const limit = limitReader(context);
	const options = optionsReader(context);
	const now = Date.now();
	return await runBatch<Wanted>(context, 1, {
		prepare(item, index) {
			const communityId = community(index) || subjectOfItem(item)?.community.communityId;
			if (communityId === undefined) {
				throw new InputError('The item names no community', 'Fill in "Community ID".');
			}
			const { halfLifeDays = 14, since, which } = options(index);
			const half = Number(halfLifeDays);
			if (!(half > 0)) throw new InputError(`"Half-Life" is ${asText(halfLifeDays)}`, 'Fill in days, e.g. 14.');
			return {
				communityId,
				platformMemberId: member(index),
				limit: limit(index),
				halfLifeDays: half,
				...sinceOf(since),
				...undoneOf(which),
			};
		},
		async apply(tx, { platformMemberId, limit: most, halfLifeDays, ...filter }) {
			const memberId = platformMemberId === '' ? undefined : await memberOf(tx, filter.communityId, platformMemberId);
			if (memberId === null) return [];
			const query = memberId === undefined ? filter : { ...filter, memberId };
			const rows = await readPages(
				most,
				(page) => tx.listStrikes(query, page),
				(row) => `${row.at}|${row.strikeId}`,
			);
			return rows.map((row) => strikeItem(row, now, halfLifeDays));
		},
	});
}

/** The member behind a platform's id; `null` if there is none. */
async function memberOf(tx: StoreTransaction, communityId: string, platformMemberId: string): Promise<string | null> {
	const community = await tx.getCommunity(communityId);
	if (community === undefined) return null;
	const member = await tx.findMember(communityId, { platform: community.platform, platformMemberId });
	return member?.memberId ?? null;
}

function strikeItem(row: StrikeRow, now: number, halfLifeDays: number): Routed {
	const { strikeId, points, rule, at, undoneAt, undoneBy, messageId } = row;
	const kept = incidentSchema.safeParse(row.reasons);
	const counts =
		undoneAt === null ? strikePoints([{ id: strikeId, points, at: Date.parse(at) }], now, halfLifeDays) : 0;
	const { score, reasons, sentence, subject } = kept.success ? kept.data : {};
	return {
		output: 0,
		json: toJson({
			strikeId,
			...subject,
			at,
			rule,
			points,
			counts,
			score,
			reasons,
			penalty: sentence,
			messageId,
			undoneAt,
			undoneBy,
		}),
	};
}
