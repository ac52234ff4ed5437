import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { localDate } from '../../../../community/days';
import { requireZone } from '../../../../community/parse';
import type { CommunityStore, StoreTransaction } from '../../../../store/types';
import { conflict } from '../../../../store/errors';
import type { Routed } from '../../../shared/batch';
import { communityReader, knownCommunity } from '../../../shared/community';
import { nodeError } from '../../../shared/errors';
import {
	chosenLanguage,
	numberOption,
	optionsReader,
	parameterReader,
	textOption,
	textReader,
} from '../../../shared/parameters';
import { scheduledAt } from '../../../shared/schedule';
import { nodeStore } from '../../../shared/store';
import { buddyLanguage, communityField, groupOption, operatorsGroupField } from './fields';
import { pastRounds, roundsOf } from './history';
import { roundItems } from './items';
import { keep, keptRound, Moved, recallRound, type Placement, type Speaking } from './keep';
import { plan, type Planning } from './plan';
import { settingsFields, settingsReader } from './settings';

const properties: INodeProperties[] = [
	communityField,
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description: 'Whether to show what would come out, without keeping or announcing anything',
	},
	{
		displayName: 'Introductions',
		name: 'placement',
		type: 'options',
		options: [
			{
				name: 'In Private',
				value: 'private',
				description: 'A message to each of them; they must have written to the bot',
			},
			{ name: 'In the Group, One by One', value: 'group', description: 'A message for each pair or trio' },
			{ name: 'In the Group, Together', value: 'together', description: 'Several pairs in a message' },
			{ name: 'None', value: 'none', description: 'Say nothing; use the items' },
		],
		default: 'together',
	},
	operatorsGroupField,
	...settingsFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			groupOption,
			buddyLanguage,
			{
				displayName: 'Pairs per Message',
				name: 'pairsPerMessage',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 25, numberPrecision: 0 },
				default: 10,
				description: 'How many pairs a message to the group introduces at most; fewer if it would be too long',
			},
			{
				displayName: 'Round ID',
				name: 'roundId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 2026-W23',
				description:
					'Names the round: the same ID again gives the same round. Leave empty for the date of today, by the time zone.',
			},
			{
				displayName: 'Rounds in the Report',
				name: 'reportRounds',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
				default: 12,
				description: 'How many rounds the fairness report looks back, this one included',
			},
			{
				displayName: 'Tell Those Left Alone',
				name: 'tellAlone',
				type: 'boolean',
				default: true,
				description: 'Whether to tell those who have no buddy this time, where the introductions go',
			},
			{
				displayName: 'Time Zone',
				name: 'timeZone',
				type: 'string',
				default: '',
				placeholder: 'e.g. Asia/Shanghai',
				description:
					"By whose clocks members live whose own are not known. Leave empty for the community's time zone, else the workflow's.",
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['buddies'], operation: ['match'] } }, properties);

interface Wanted extends Planning {
	dryRun: boolean;
	speaking: Speaking;
	reportRounds: number;
}

/** People come and go while a round is worked out; so often it is worked out again. */
const TRIES = 3;

async function matched(store: CommunityStore, wanted: Wanted): Promise<Routed[]> {
	const { communityId, roundId, now } = wanted;
	if (!wanted.dryRun) {
		const known = await store.read(async (tx) => await shownAgain(tx, wanted));
		if (known !== undefined) return known;
	}
	for (let tries = 1; ; tries += 1) {
		const made = await plan(store, wanted);
		const groupId = wanted.speaking.groupId || made.community.groupId;
		const kept = keptRound(made, roundId, { ...wanted.speaking, groupId }, now);
		const show = async (tx: StoreTransaction): Promise<Routed[]> => {
			const before = await roundsBefore(tx, wanted, kept.row.number);
			return roundItems(kept, { community: made.community, before, duplicate: false, dryRun: wanted.dryRun });
		};
		// Nobody takes part: there is no round to keep.
		if (wanted.dryRun || made.people.size === 0) return await store.read(show);
		try {
			return await store.transaction(async (tx) => {
				const { duplicate } = await tx.once(communityId, `buddies.match:${roundId}`, now, async () => {
					await keep(tx, kept, made.community);
					return { number: kept.row.number };
				});
				return (duplicate ? await shownAgain(tx, wanted) : undefined) ?? (await show(tx));
			});
		} catch (error) {
			// eslint-disable-next-line @n8n/community-nodes/require-node-api-error -- execute() makes a NodeOperationError of whatever reaches it
			if (!(error instanceof Moved)) throw error;
			if (tries === TRIES) {
				throw conflict('People came and went each time the round was worked out.', 'Run the workflow again.');
			}
		}
	}
}

async function shownAgain(tx: StoreTransaction, wanted: Wanted): Promise<Routed[] | undefined> {
	const kept = await recallRound(tx, wanted.communityId, wanted.roundId);
	if (kept === undefined) return undefined;
	const community = await knownCommunity(tx, wanted.communityId);
	const before = await roundsBefore(tx, wanted, kept.row.number);
	return roundItems(kept, { community, before, duplicate: true, dryRun: false });
}

async function roundsBefore(tx: StoreTransaction, { communityId, reportRounds }: Wanted, number: number) {
	const from = Math.max(1, number - reportRounds + 1);
	return roundsOf(await pastRounds(tx, communityId, { from, to: number - 1 }));
}

/** Makes the next round of buddies, once for each round id. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const dryRun = parameterReader(context, 'dryRun', false, Boolean);
	const placement = textReader(context, 'placement', 'together');
	const operatorsGroup = textReader(context, 'operatorsGroupId');
	const settings = settingsReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	const workflowTimeZone = context.getTimezone();

	const wanted = (item: INodeExecutionData, index: number): Wanted => {
		const chosen = options(index);
		const timeZone = textOption(chosen, 'timeZone');
		if (timeZone !== undefined) requireZone(timeZone);
		const date = localDate(scheduledAt(item, now), timeZone ?? workflowTimeZone);
		return {
			communityId: community(index),
			dryRun: dryRun(index),
			roundId: textOption(chosen, 'roundId') ?? date,
			settings: settings(index),
			timeZone,
			workflowTimeZone,
			now,
			reportRounds: numberOption(chosen, 'reportRounds') ?? 12,
			speaking: {
				language: chosenLanguage(chosen['language']),
				placement: placement(index) as Placement,
				groupId: textOption(chosen, 'groupId') ?? '',
				operatorsGroupId: operatorsGroup(index),
				pairsPerMessage: numberOption(chosen, 'pairsPerMessage') ?? 10,
				tellAlone: chosen['tellAlone'] !== false,
			},
		};
	};

	const items: INodeExecutionData[] = [];
	for (const [index, item] of context.getInputData().entries()) {
		try {
			const store = await nodeStore(context);
			const routed = await matched(store, wanted(item, index));
			for (const { json } of routed) items.push({ json, pairedItem: { item: index } });
		} catch (error) {
			const shown = nodeError(context.getNode(), error, index);
			if (!context.continueOnFail()) throw shown;
			items.push({ json: { error: shown.message }, pairedItem: { item: index } });
		}
	}
	return [items];
}
