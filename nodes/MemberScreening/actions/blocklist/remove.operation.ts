import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import type { BlocklistEntry } from '../../../../community/screening/blocklist';
import type { StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { textReader } from '../../../shared/parameters';
import { changeOnce, ledgerLine } from './change';
import { askedReader, byField, communityField, entryReader, kindField, valueField, type Asked } from './fields';

const properties: INodeProperties[] = [
	kindField,
	valueField,
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		placeholder: 'e.g. it was somebody else',
		description: 'Why the entry is lifted; kept in the ledger',
	},
	communityField,
	byField('Removed By'),
];

export const description = updateDisplayOptions(
	{ show: { resource: ['blocklist'], operation: ['remove'] } },
	properties,
);

async function lift(tx: StoreTransaction, asked: Asked, { key, kind, value, listOwner }: BlocklistEntry, by: Lifting) {
	const { reason, at } = by;
	const lifted = await tx.liftFromBlocklist(listOwner, key, { at, by: asked.by });
	const result = { listOwner, key, kind, value, ...asked.subject };
	if (lifted === undefined) return { changed: false, result };
	await tx.appendLedger([ledgerLine(asked, 'lifted', key, at, { key, kind, reason })]);
	const { addedBy, addedAt } = lifted;
	return { changed: true, result: { ...result, addedBy, addedAt, liftedBy: asked.by, liftedAt: at } };
}

interface Lifting {
	reason: string;
	at: string;
}

/** Lifts what the items say; what is not blocked is no error. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const askedOf = askedReader(context);
	const entryFrom = entryReader(context);
	const reason = textReader(context, 'reason');
	const at = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const asked = askedOf(item, index);
			const by = { reason: reason(index), at };
			return { asked, by, entry: entryFrom(asked, index, by) };
		},
		async apply(tx, { asked, entry, by }) {
			const work = () => lift(tx, asked, entry, by);
			const { duplicate, result } = await changeOnce(tx, asked, `remove:${entry.key}`, at, work);
			return { output: 0, json: { duplicate, ...result } };
		},
	});
}
