import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import type { BlocklistEntry } from '../../../../community/screening/blocklist';
import { daysLater } from '../../../../community/screening/settings';
import type { BlocklistRow, StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { parameterReader, textReader } from '../../../shared/parameters';
import { changeOnce, entryJson, ledgerLine } from './change';
import { entryOf } from './entry';
import { askedReader, byField, communityField, entryReader, kindField, valueField, type Asked } from './fields';

const properties: INodeProperties[] = [
	kindField,
	valueField,
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		placeholder: 'e.g. advertised in three groups',
		description: 'Why; operators of all communities that follow the list read it',
	},
	communityField,
	{
		displayName: 'Days',
		name: 'days',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'After how many days the entry runs out; 0 = never',
	},
	byField('Added By'),
];

export const description = updateDisplayOptions({ show: { resource: ['blocklist'], operation: ['add'] } }, properties);

/** Whether the same is blocked already, with the same words and as long. */
function isThere(entry: BlocklistEntry, rows: readonly BlocklistRow[]): BlocklistRow | undefined {
	return rows.find(
		(row) => row.communityId === entry.listOwner && row.reason === entry.reason && row.until === (entry.until ?? null),
	);
}

async function add(tx: StoreTransaction, asked: Asked, entry: BlocklistEntry) {
	const { listOwner, key, kind, value, reason, addedBy, at, until = null } = entry;
	const there = isThere(entry, await tx.findBlocked(listOwner, { keys: [key] }, at));
	if (there !== undefined) return { changed: false, result: entryJson(entryOf(there), asked) };
	await tx.addToBlocklist([{ communityId: listOwner, key, kind, value, reason, addedBy, addedAt: at, until }]);
	await tx.appendLedger([ledgerLine(asked, 'added', key, at, { key, kind, reason, until })]);
	return { changed: true, result: entryJson(entry, asked) };
}

/** Blocks what the items say. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const askedOf = askedReader(context);
	const entryFrom = entryReader(context);
	const reason = textReader(context, 'reason');
	const days = parameterReader(context, 'days', 0, Number);
	const at = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const asked = askedOf(item, index);
			const length = days(index);
			if (!(length >= 0) || !Number.isInteger(length)) {
				throw new InputError(
					`"Days" is ${length}`,
					'Fill in a whole number, e.g. 30, or 0 for an entry without an end.',
				);
			}
			const until = length === 0 ? {} : { until: daysLater(at, length, 'utc', 'at') };
			return { asked, entry: entryFrom(asked, index, { reason: reason(index), at, ...until }) };
		},
		async apply(tx, { asked, entry }) {
			const { duplicate, result } = await changeOnce(tx, asked, `add:${entry.key}`, at, () => add(tx, asked, entry));
			return { output: 0, json: { duplicate, ...result } };
		},
	});
}
