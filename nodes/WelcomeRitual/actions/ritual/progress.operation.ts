import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { ritualProgressKey } from '../../../../store';
import type { RitualProgressRow, RitualStepRow, StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { limitReader, pagingFields, readPages } from '../../../shared/paging';
import { optionsReader, textOption } from '../../../shared/parameters';
import { communityField, communityReader } from './community';
import { answersSoFar, ritualJson, underWay, type Definitions } from './underWay';

const properties: INodeProperties[] = [
	communityField,
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
	const known: Definitions = new Map();
	const routed: Routed[] = [];
	for (const row of rows) {
		const json = await describe(tx, row, known);
		if (json !== undefined) routed.push({ output: 0, json: toJson(json) });
	}
	return routed;
}

async function describe(
	tx: StoreTransaction,
	row: RitualProgressRow & { steps: RitualStepRow[] },
	known: Definitions,
): Promise<object | undefined> {
	const ritual = await underWay(tx, row, known);
	return (
		ritual && {
			ritual: ritualJson(ritual),
			answers: answersSoFar(ritual),
			points: await tx.pointsBalance(row.communityId, ritual.memberId),
			...ritual.subject,
		}
	);
}

/** Lists how far newcomers are, in the order in which they began. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const limit = limitReader(context);
	const options = optionsReader(context);
	return await runBatch<Wanted>(context, 1, {
		prepare(item, index) {
			const only = options(index)['only'];
			return {
				communityId: community(item, index),
				limit: limit(index),
				ritualId: textOption(options(index), 'ritualId'),
				completed: only === 'completed' ? true : only === 'open' ? false : undefined,
			};
		},
		apply: list,
	});
}
