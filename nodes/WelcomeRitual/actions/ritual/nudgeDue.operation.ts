import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import type { StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { optionsReader } from '../../../shared/parameters';
import { communityField, communityReader } from './community';
import { greetWaiting } from './greet';
import { handleDue } from './nudge';
import { keep, unsent } from './outbox';
import type { Definitions } from './underWay';

const properties: INodeProperties[] = [
	{
		displayName:
			'Connect this node after a Schedule Trigger, e.g. every five minutes, and Community Chat after it. It greets those who wait, reminds of steps, sees to late ones, and gives once more what was composed and never left.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	communityField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Steps per Run',
				name: 'stepsPerRun',
				type: 'number',
				typeOptions: { minValue: 1, numberPrecision: 0 },
				default: 500,
				description: 'Steps that one run looks at; the others wait for the next one',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['ritual'], operation: ['nudgeDue'] } },
	properties,
);

interface Wanted {
	communityId: string;
	limit: number;
}

async function run(tx: StoreTransaction, { communityId, limit }: Wanted, now: string): Promise<Routed[]> {
	// A community that nobody has joined yet has nothing due.
	if ((await tx.getCommunity(communityId)) === undefined) return [];
	await tx.lockCommunity(communityId);
	const known: Definitions = new Map();
	for (const { rituals, messages } of await greetWaiting(tx, communityId, now, known)) {
		await keep(tx, 'greeting', rituals, messages, now);
	}
	await handleDue(tx, communityId, limit, now, known);
	return (await unsent(tx, communityId, now)).map((json) => ({ output: 0, json }));
}

/** Says what is due in a community, one item for each message. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch<Wanted>(context, 1, {
		prepare(item, index) {
			const limit = Number(options(index)['stepsPerRun'] ?? 500);
			if (!Number.isInteger(limit) || limit < 1) {
				throw new InputError(`"Steps per Run" is ${limit}`, 'Fill in a whole number from 1 on.');
			}
			return { communityId: community(item, index), limit };
		},
		apply: async (tx, wanted) => await run(tx, wanted, now),
	});
}
