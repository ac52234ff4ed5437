import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { stableId } from '../../../../community/digest';
import type { JsonObject } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { asText, optionsReader, textReader } from '../../../shared/parameters';
import { writeLine } from '../line';
import { operatorOf, operatorOption } from '../operator';
import { nodeVault, traitPlace, type Vault } from '../vault';
import { findWho, whoFields, whoReader } from '../who';

const properties: INodeProperties[] = [
	...whoFields,
	{
		displayName: 'Put Output File in Field',
		name: 'binaryProperty',
		type: 'string',
		default: 'data',
		placeholder: 'e.g. data',
		description: 'The field of the item, under Binary, that the JSON file is put in',
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

export const description = updateDisplayOptions(
	{ show: { resource: ['member'], operation: ['exportData'] } },
	properties,
);

/** Rows as the person may read them: what was encrypted in the open, without the copies that merges keep. */
function readable(
	tables: Record<string, JsonObject[]>,
	communityId: string,
	vault: Vault,
): Record<string, JsonObject[]> {
	const opened = Object.entries(tables).map(([table, rows]): [string, JsonObject[]] => [
		table,
		rows.map(({ sealed, undo: _undo, token_key: _token, value_key: _key, ...row }) => {
			if (typeof sealed !== 'string') return row;
			if (table === 'member_trait') {
				return { ...row, value: vault.unseal(communityId, traitPlace(asText(row['kind'])), sealed) };
			}
			return { ...row, value: JSON.parse(vault.unseal(communityId, asText(row['field']), sealed)) as string };
		}),
	]);
	return Object.fromEntries(opened);
}

/** Gives everything that is kept about a person, from all tables, as JSON. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const wanted = whoReader(context);
	const file = textReader(context, 'binaryProperty', 'data');
	const options = optionsReader(context);
	const vault = await nodeVault(context);
	const now = new Date().toISOString();
	const [items = []] = await runBatch(context, 1, {
		prepare: (item, index) => ({ asked: wanted(item, index), by: operatorOf(options(index), item) }),
		async apply(tx, { asked, by }) {
			const row = await findWho(tx, asked);
			if (row === undefined) return { output: 0, json: { found: false } };
			const { communityId, memberId } = row;
			const ids = await tx.memberIdsOf(communityId, memberId);
			const tables = readable(await tx.personalData(communityId, ids), communityId, vault);
			await writeLine(tx, {
				...{
					communityId,
					eventId: `exported:${stableId(memberId, now)}`,
					type: 'member.exported',
					memberId,
					by,
					at: now,
				},
			});
			const rows = Object.fromEntries(Object.entries(tables).map(([table, list]) => [table, list.length]));
			return { output: 0, json: toJson({ found: true, communityId, memberId, exportedAt: now, rows, value: tables }) };
		},
	});
	for (const item of items) {
		const { item: index } = item.pairedItem as { item: number };
		if (item.json['found'] !== true) continue;
		const { value, ...rest } = item.json;
		const bytes = Buffer.from(JSON.stringify({ ...rest, tables: value }, null, 2), 'utf8');
		const name = `member-${asText(item.json['memberId'])}.json`;
		item.binary = { [file(index) || 'data']: await context.helpers.prepareBinaryData(bytes, name, 'application/json') };
	}
	return [items];
}
