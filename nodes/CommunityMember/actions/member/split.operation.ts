import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { asText, optionsReader, parameterReader, textReader } from '../../../shared/parameters';
import { splitMerge } from '../merging';
import { operatorOf, operatorOption } from '../operator';
import { communityField, communityReader } from '../who';
import { rowsOf } from '../rows';
import { memberView } from './view';

const properties: INodeProperties[] = [
	communityField,
	{
		displayName: 'Merge ID',
		name: 'mergeId',
		type: 'string',
		default: '',
		placeholder: 'e.g. k7q2mz4h3xw5a6bc',
		description: 'Which merge to take back; Member: Get shows those that hold. Leave empty to take it from the item.',
	},
	{
		displayName: 'Identities That Go Along',
		name: 'identities',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Identity',
		default: {},
		description: 'Identities that came after the merge and belong to the member who is split off',
		options: [
			{
				displayName: 'Identity',
				name: 'identity',
				values: [
					{ displayName: 'ID on the Platform', name: 'platformMemberId', type: 'string', default: '' },
					{ displayName: 'Platform', name: 'platform', type: 'string', default: 'telegram' },
				],
			},
		],
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

export const description = updateDisplayOptions({ show: { resource: ['member'], operation: ['split'] } }, properties);

function identitiesOf(value: unknown) {
	return rowsOf(value, 'identity').map((row) => ({
		platform: asText(row['platform']).trim(),
		platformMemberId: asText(row['platformMemberId']).trim(),
	}));
}

function mergeOf(item: INodeExecutionData, typed: string): string {
	const { mergeId, mergeIds } = item.json;
	const [only, ...others] = Array.isArray(mergeIds) ? (mergeIds as unknown[]) : [mergeId];
	const found = typed || (others.length === 0 ? asText(only) : '');
	if (found !== '') return found;
	throw new InputError('No merge is named', 'Fill in "Merge ID"; Member: Get shows the merges that hold.');
}

/** Takes a merge back; one item for each of the two members. Rules never merge these two again. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const mergeId = textReader(context, 'mergeId');
	const identities = parameterReader(context, 'identities', {}, identitiesOf);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare: (item, index) => ({
			communityId: community(item, index),
			mergeId: mergeOf(item, mergeId(index)),
			toAbsorbed: identities(index),
			by: operatorOf(options(index), item),
			at: now,
		}),
		async apply(tx, order) {
			const { keptId, absorbedId } = await splitMerge(tx, order);
			const routed = [];
			for (const memberId of [keptId, absorbedId]) {
				const [lead = memberId] = await tx.memberIdsOf(order.communityId, memberId);
				const row = await tx.getMember(order.communityId, lead);
				if (row === undefined) continue;
				const view = await memberView(tx, row, { now, vault: undefined });
				routed.push({ output: 0, json: toJson({ mergeId: order.mergeId, ...view }) });
			}
			return routed;
		},
	});
}
