import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { findWho, whoFields, whoReader, type Wanted } from '../who';
import { memberView } from './view';

const properties: INodeProperties[] = [...whoFields];

export const description = updateDisplayOptions({ show: { resource: ['member'], operation: ['get'] } }, properties);

/** Gives everything that is known about a member; an unknown one gives `found: false`. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const wanted = whoReader(context);
	return await runBatch<Wanted>(context, 1, {
		prepare: (item, index) => wanted(item, index),
		async apply(tx, asked) {
			const row = await findWho(tx, asked);
			const json = row === undefined ? { found: false } : { found: true, ...(await memberView(tx, row)) };
			return { output: 0, json: toJson(json) };
		},
	});
}
