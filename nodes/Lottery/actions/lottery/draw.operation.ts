import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { runBatch, type Routed } from '../../../shared/batch';
import { nodeError } from '../../../shared/errors';
import { jsonOf } from '../../../shared/fields';
import { optionsReader, parameterReader, textOption } from '../../../shared/parameters';
import { nodeStore } from '../../../shared/store';
import { beaconFinder } from './beacon';
import { keepDraw } from './draw';
import { planDraws, type DrawPlan } from './drawPlan';
import { communityField, dueLotteryField, operatorsGroupOption, placeReader } from './fields';

const properties: INodeProperties[] = [
	communityField,
	dueLotteryField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Answer of Drand',
				name: 'beacon',
				type: 'json',
				default: '',
				placeholder: 'e.g. { "round": 1000, "signature": "…" }',
				description:
					'The round that the rules name, as drand gives it, for an n8n without internet. Leave empty to fetch it.',
			},
			{
				displayName: 'Drand API',
				name: 'drandUrl',
				type: 'string',
				default: 'https://api.drand.sh',
				placeholder: 'e.g. https://drand.cloudflare.com',
				description: 'Where the round is fetched from. Its signature is verified, whoever gives it.',
			},
			{
				displayName: 'Drawn By',
				name: 'operator',
				type: 'string',
				default: '',
				placeholder: 'e.g. Li Lei',
				description: 'Who answers for it; kept in the ledger',
			},
			operatorsGroupOption,
			{
				displayName: 'Write to Winners in Private',
				name: 'tellWinners',
				type: 'boolean',
				default: false,
				description: 'Whether each winner also gets a message with the claim code; the bot must be allowed to write',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['lottery'], operation: ['draw'] } }, properties);

/** Close ends a lottery that nobody entered: there is nothing to draw. */
function isCancelled({ json }: INodeExecutionData): boolean {
	const lottery = json['lottery'];
	return typeof lottery === 'object' && lottery !== null && 'status' in lottery && lottery['status'] === 'cancelled';
}

type Prepared = { plans: readonly DrawPlan[] };

/** Draws the winners of closed lotteries. Whoever draws again gets the same winners, and changes nothing. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const place = placeReader(context);
	const options = optionsReader(context);
	const given = parameterReader(context, 'options.beacon', '', (value) =>
		value === '' ? undefined : jsonOf(value, 'Answer of Drand'),
	);
	const now = new Date().toISOString();
	const plans = new Map<number, readonly DrawPlan[] | Error>();
	// Reading, waiting for drand and hashing come before the transaction, so that nobody waits for it meanwhile.
	for (const [index, item] of context.getInputData().entries()) {
		try {
			if (isCancelled(item)) continue;
			const store = await nodeStore(context);
			const findBeacon = beaconFinder(context, given(index), textOption(options(index), 'drandUrl'));
			plans.set(index, await planDraws(store, place(item, index), findBeacon));
		} catch (error) {
			if (!context.continueOnFail()) throw nodeError(context.getNode(), error, index);
			plans.set(index, error instanceof Error ? error : new Error(String(error)));
		}
	}
	return await runBatch<Prepared>(context, 1, {
		prepare(_item, index) {
			const found = plans.get(index) ?? [];
			if (found instanceof Error) throw nodeError(context.getNode(), found, index);
			return { plans: found };
		},
		async apply(tx, { plans: ready }, index) {
			const chosen = options(index);
			const how = {
				drawnBy: textOption(chosen, 'operator') ?? 'workflow',
				operatorsGroupId: textOption(chosen, 'operatorsGroupId'),
				tellWinners: chosen['tellWinners'] === true,
				timeZone: context.getTimezone(),
				now,
			};
			const results: Routed[] = [];
			for (const plan of ready) {
				const { duplicate, result } = await keepDraw(tx, plan, how);
				results.push({ output: 0, json: { duplicate, ...result } });
			}
			return results;
		},
	});
}
