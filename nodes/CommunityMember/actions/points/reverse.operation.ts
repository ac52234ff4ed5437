import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { awardId } from '../../../../community/points/award';
import { expiryId } from '../../../../community/points/decay';
import { reversalId, reverse, type ReversalPolicy } from '../../../../community/points/reversal';
import type { PointsRow, StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { optionsReader, parameterReader, textOption, textReader } from '../../../shared/parameters';
import { wordsIn } from '../standing/given';
import { requireStanding, standingJson, type Standing } from '../standing/person';
import { actorOf, operatorOption } from '../standing/request';
import { whoFields, whoReader } from '../who';
import { happeningOf } from './happening';

const properties: INodeProperties[] = [
	...whoFields,
	{
		displayName: 'Take Back',
		name: 'what',
		type: 'options',
		options: [
			{ name: 'Bookings by ID', value: 'entries', description: 'As Get History gives them' },
			{ name: 'What Rules Gave for the Event of the Item', value: 'event' },
		],
		default: 'event',
	},
	{
		displayName: 'Booking IDs',
		name: 'entryIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. k3x7…, b9q2…',
		description: 'Separated by commas',
		displayOptions: { show: { what: ['entries'] } },
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		placeholder: 'e.g. 消息已删除',
		description: 'Kept in the ledger',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'May Go Below Zero',
				name: 'mayGoBelowZero',
				type: 'boolean',
				default: false,
				description: 'Whether to take points that the member has spent. Off: what is there is taken.',
			},
			operatorOption,
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['points'], operation: ['reverse'] } }, properties);

/** Takes bookings back, each once; what has expired since is not taken a second time. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const who = whoReader(context);
	const what = parameterReader(context, 'what', 'event', String);
	const entryIds = textReader(context, 'entryIds');
	const reason = textReader(context, 'reason');
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const ids = what(index) === 'entries' ? wordsIn(entryIds(index)) : undefined;
			if (ids?.length === 0) throw new InputError('"Booking IDs" is empty', 'Take them from Get History.');
			return { wanted: who(item, index), item, ids, reason: reason(index) || 'reversed', chosen: options(index) };
		},
		async apply(tx, { wanted, item, ids, reason: because, chosen }) {
			const standing = await requireStanding(tx, wanted, item);
			const { communityId, memberId } = standing.row;
			await tx.lockMember(communityId, memberId);
			const shortfall = chosen['mayGoBelowZero'] === true ? 'go_below_zero' : 'take_what_is_there';
			const rows = await bookings(tx, standing, item, ids);
			const reversals = await decide(tx, standing, rows, { shortfall });
			const actorId = actorOf(item, textOption(chosen, 'operator'));
			for (const { entryId, amount, reverses } of reversals) {
				if (amount === 0) continue;
				const line = { communityId, entryId, memberId, amount, reason: because, at: now, actorId };
				await tx.addPoints({ ...line, kind: 'reversal', of: reverses }, { mayGoBelowZero: true });
			}
			const changed = reversals.reduce((sum, { amount }) => sum + amount, 0);
			const balance = await tx.pointsBalance(communityId, memberId);
			const duplicate = reversals.length > 0 && reversals.every(({ why }) => why === 'already');
			return { output: 0, json: toJson({ duplicate, changed, balance, reversals, ...standingJson(standing) }) };
		},
	});
}

/** The lines that are meant; those that are reversals or decay themselves stay. */
async function bookings(
	tx: StoreTransaction,
	{ row: { communityId }, memberIds, event }: Standing,
	item: INodeExecutionData,
	ids: readonly string[] | undefined,
): Promise<PointsRow[]> {
	if (ids !== undefined) {
		const rows = await tx.getPoints(communityId, ids);
		const found = rows.filter(
			({ memberId, kind }) => memberIds.includes(memberId) && kind !== 'reversal' && kind !== 'decay',
		);
		const missing = ids.find((id) => !found.some(({ entryId }) => entryId === id));
		if (missing === undefined) return found;
		throw new InputError(
			`The member has no booking "${missing}" that can be taken back`,
			'Take the ID from Get History.',
		);
	}
	if (event === undefined) {
		throw new InputError(
			'The item holds no event',
			'Choose "Bookings by ID", or connect this node after Community Trigger.',
		);
	}
	const happening = happeningOf(event, item, communityId);
	const rows = await tx.pointsAt(communityId, memberIds, happening.occurredAt);
	return rows.filter(({ ruleId, entryId }) => ruleId !== null && awardId(happening, ruleId) === entryId);
}

async function decide(
	tx: StoreTransaction,
	{ row: { communityId }, memberIds }: Standing,
	rows: readonly PointsRow[],
	policy: ReversalPolicy,
) {
	const ids = rows.map(({ entryId }) => entryId);
	const later = await tx.getPoints(communityId, [...ids.map(reversalId), ...ids.map(expiryId)]);
	const amountOf = (entryId: string): number | undefined => later.find((row) => row.entryId === entryId)?.amount;
	const { balance } = await tx.personPoints(communityId, memberIds);
	return reverse(
		rows.map(({ entryId, amount }) => ({
			entryId,
			amount,
			expired: -(amountOf(expiryId(entryId)) ?? 0),
			reversed: amountOf(reversalId(entryId)) !== undefined,
		})),
		balance,
		policy,
	);
}
