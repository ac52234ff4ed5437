import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import type { RitualDefinition } from '../../../../community/ritual/definition';
import { ritualProgressKey } from '../../../../store';
import type { RitualProgressRow, RitualStepRow, StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { subjectOfItem, toJson } from '../../../shared/item';
import { limitReader, pagingFields, readPages } from '../../../shared/paging';
import { optionsReader, textOption, textReader } from '../../../shared/parameters';
import { progressJson } from './record';

const properties: INodeProperties[] = [
	{
		displayName: 'Community ID',
		name: 'communityId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'Leave empty to take the community of the item',
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
				displayName: 'Only',
				name: 'only',
				type: 'options',
				options: [
					{ name: 'All', value: 'all' },
					{ name: 'Completed', value: 'completed' },
					{ name: 'Under Way', value: 'open' },
				],
				default: 'all',
				description: 'Which rituals to list',
			},
			{
				displayName: 'Ritual Name',
				name: 'ritualId',
				type: 'string',
				default: '',
				placeholder: 'e.g. welcome',
				description: 'Only this ritual. Leave empty for all.',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['ritual'], operation: ['progress'] } },
	properties,
);

interface Wanted {
	communityId: string;
	limit: number;
	ritualId: string | undefined;
	completed: boolean | undefined;
}

async function list(tx: StoreTransaction, { communityId, limit, ritualId, completed }: Wanted): Promise<Routed[]> {
	const filter = {
		communityId,
		...(ritualId === undefined ? {} : { ritualId }),
		...(completed === undefined ? {} : { completed }),
	};
	const rows = await readPages(limit, async (page) => await tx.listRitualProgress(filter, page), ritualProgressKey);
	const definitions = new Map<string, RitualDefinition>();
	const routed: Routed[] = [];
	for (const row of rows) routed.push({ output: 0, json: toJson(await describe(tx, row, definitions)) });
	return routed;
}

async function describe(
	tx: StoreTransaction,
	row: RitualProgressRow & { steps: RitualStepRow[] },
	definitions: Map<string, RitualDefinition>,
): Promise<object> {
	const key = `${row.ritualId}|${row.version}`;
	const kept = definitions.get(key) ?? (await tx.getRitual(row.communityId, row.ritualId, row.version))?.definition;
	const definition = kept as unknown as RitualDefinition;
	definitions.set(key, definition);
	return {
		...progressJson(
			definition,
			row,
			row.steps.map(({ stepId }) => stepId),
		),
		points: await tx.pointsBalance(row.communityId, row.memberId),
		...row.subject,
	};
}

/** Lists how far newcomers are, in the order in which they began. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = textReader(context, 'communityId');
	const limit = limitReader(context);
	const options = optionsReader(context);
	return await runBatch<Wanted>(context, 1, {
		prepare(item, index) {
			const communityId = community(index) || subjectOfItem(item)?.community.communityId;
			if (communityId === undefined) {
				throw new InputError('No community is named', 'Fill in "Community ID", e.g. the id of the group.');
			}
			const only = options(index)['only'];
			return {
				communityId,
				limit: limit(index),
				ritualId: textOption(options(index), 'ritualId'),
				completed: only === 'completed' ? true : only === 'open' ? false : undefined,
			};
		},
		apply: list,
	});
}
