import { randomBytes } from 'node:crypto';
import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { stableId } from '../../../../community/digest';
import { withoutPerson } from '../../../../community/identity/erasure';
import type { MemberRow, StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { optionsReader, parameterReader, textReader } from '../../../shared/parameters';
import { operatorOf, operatorOption } from '../operator';
import { findWho, whoFields, whoReader } from '../who';

const properties: INodeProperties[] = [
	...whoFields,
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		placeholder: 'e.g. asked for it by e-mail on 1 June',
		description: 'Kept with the record of the erasure. Name nobody in it.',
	},
	{
		displayName: 'Erase for Good',
		name: 'confirmed',
		type: 'boolean',
		default: false,
		description: 'Whether to erase. Otherwise it is only told how much would be erased.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [operatorOption],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['member'], operation: ['erase'] } }, properties);

interface Order {
	row: MemberRow;
	ids: string[];
	reason: string;
	by: string;
	at: string;
}

async function erase(tx: StoreTransaction, { row, ids, reason, by, at }: Order): Promise<object> {
	const { communityId, memberId } = row;
	const identities = await tx.listIdentities(communityId, memberId);
	// Whoever erases themselves is not named by that.
	const askedBy = identities.some(({ platformMemberId }) => platformMemberId === by) ? 'the member' : by;
	// Random, so that nobody who knows the person can find the pseudonym.
	const pseudonym = `erased_${stableId(randomBytes(32).toString('hex'))}`;
	const erasureId = stableId('erasure', pseudonym);
	const counts = await tx.erasePerson({
		...{ communityId, memberIds: ids, erasureId, pseudonym, askedBy, reason, at },
		withoutPerson,
	});
	return { found: true, erased: true, erasureId, pseudonym, rows: counts };
}

/** Erases a person from every table; the ledgers keep a pseudonym. Erasing again finds nobody and changes nothing. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const wanted = whoReader(context);
	const reason = textReader(context, 'reason');
	const confirmed = parameterReader(context, 'confirmed', false, Boolean);
	const options = optionsReader(context);
	const at = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			if (confirmed(index) && reason(index) === '') {
				throw new InputError('An erasure needs a reason', 'Fill in "Reason", without naming the person.');
			}
			const by = operatorOf(options(index), item);
			return { asked: wanted(item, index), by, reason: reason(index), sure: confirmed(index) };
		},
		async apply(tx, { asked, by, reason: why, sure }) {
			const row = await findWho(tx, asked);
			if (row === undefined) return { output: 0, json: { found: false, erased: false } };
			const { communityId, memberId } = row;
			const ids = await tx.memberIdsOf(communityId, memberId);
			if (sure) return { output: 0, json: toJson(await erase(tx, { row, ids, reason: why, by, at })) };
			const tables = await tx.personalData(communityId, ids);
			const rows = Object.fromEntries(Object.entries(tables).map(([table, list]) => [table, list.length]));
			return { output: 0, json: toJson({ found: true, erased: false, erasureId: null, pseudonym: null, rows }) };
		},
	});
}
