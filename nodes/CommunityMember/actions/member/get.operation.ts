import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { optionsReader } from '../../../shared/parameters';
import { nodeVault } from '../vault';
import { findWho, whoFields, whoReader } from '../who';
import { memberView } from './view';

export const showSensitiveOption: INodeProperties = {
	displayName: 'Show Sensitive Values',
	name: 'showSensitive',
	type: 'boolean',
	default: false,
	description:
		'Whether to decrypt phones, addresses and sensitive fields. They are then in the execution data that n8n keeps.',
};

const properties: INodeProperties[] = [
	...whoFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [showSensitiveOption],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['member'], operation: ['get'] } }, properties);

/** Gives everything that is known about a member; an unknown one gives `found: false`. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const wanted = whoReader(context);
	const options = optionsReader(context);
	const vault = await nodeVault(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare: (item, index) => ({ asked: wanted(item, index), open: options(index)['showSensitive'] === true }),
		async apply(tx, { asked, open }) {
			const row = await findWho(tx, asked);
			if (row === undefined) return { output: 0, json: { found: false } };
			const view = await memberView(tx, row, { now, vault: open ? vault : undefined });
			return { output: 0, json: toJson({ found: true, ...view }) };
		},
	});
}
