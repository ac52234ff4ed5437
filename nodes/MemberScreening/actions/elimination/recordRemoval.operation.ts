import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { taskCard } from '../../../../community/elimination/cards';
import type { EliminationCaseRow, StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { asText, optionsReader, parameterReader, textOption } from '../../../shared/parameters';
import { caseJson, caseOf, knownCase, termsOf, type Terms } from './cases';
import { otherGroupOption } from './policyFields';
import { RULES, takeStep } from './steps';

const properties: INodeProperties[] = [
	{
		displayName:
			'Connect all three outputs of Community Chat → Member: Remove. Removed: the case is over. Not removed: it becomes a task for a person.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Outcome',
		name: 'outcome',
		type: 'options',
		options: [
			{
				name: 'From the Item',
				value: 'item',
				description: 'What Community Chat says became of the removal',
			},
			{ name: 'Hand to a Person', value: 'person', description: 'The platform cannot remove' },
			{ name: 'Removed', value: 'removed', description: 'The member is out of the group' },
		],
		default: 'item',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [otherGroupOption],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['elimination'], operation: ['recordRemoval'] } },
	properties,
);

interface Removal {
	communityId: string;
	caseId: string;
	/** `later`: the platform was too busy, so the next Execute tries again. */
	outcome: 'removed' | 'person' | 'later';
	why: string;
	otherGroupId?: string | undefined;
}

/** What Community Chat put on the item. */
function outcomeOfItem({ json }: INodeExecutionData): Pick<Removal, 'outcome' | 'why'> {
	const deliveries = Array.isArray(json['deliveries']) ? (json['deliveries'] as Record<string, unknown>[]) : [];
	const removal = deliveries.find(({ action }) => action === 'member.remove');
	if (removal === undefined) {
		throw new InputError(
			'The item does not say what became of the removal',
			'Connect this node behind Community Chat → Member: Remove, or choose the outcome in "Outcome".',
		);
	}
	const why = asText(removal['reason']);
	if (removal['status'] === 'sent') return { outcome: 'removed', why: 'removed by the platform' };
	return { outcome: removal['status'] === 'rate_limited' ? 'later' : 'person', why };
}

function removalOf(item: INodeExecutionData, outcome: string): Removal {
	const { caseId, community } = item.json;
	const communityId =
		typeof community === 'object' && community !== null && 'communityId' in community
			? asText(community.communityId)
			: '';
	if (typeof caseId !== 'string' || communityId === '') {
		throw new InputError(
			'The item holds no case',
			'Connect this node behind Execute and Community Chat; they pass caseId and community on.',
		);
	}
	if (outcome === 'removed') return { communityId, caseId, outcome, why: 'removed' };
	if (outcome === 'person') return { communityId, caseId, outcome, why: 'the platform cannot remove' };
	return { communityId, caseId, ...outcomeOfItem(item) };
}

async function record(tx: StoreTransaction, removal: Removal, now: string): Promise<Routed> {
	const { communityId, caseId, outcome, why } = removal;
	const row = await knownCase(tx, communityId, caseId);
	const terms = await termsOf(tx, communityId, row.runId, removal.otherGroupId);
	// Whoever was removed, handed over or spared meanwhile has been dealt with.
	if (row.status !== 'due' || outcome === 'later') {
		return recorded({ row, terms, duplicate: row.status !== 'due', why }, now);
	}
	const action = outcome === 'removed' ? 'remove' : 'hand_over';
	const taken = await takeStep(tx, row, action, { at: now, by: RULES, why }, terms);
	return recorded({ row: taken.row, terms, duplicate: taken.duplicate, why }, now);
}

function recorded(
	{ row, terms, duplicate, why }: { row: EliminationCaseRow; terms: Terms; duplicate: boolean; why: string },
	now: string,
): Routed {
	const { voice, operatorsGroupId: group, community } = terms;
	const isTask = row.status === 'task_open' && group !== '';
	const messages = isTask ? [taskCard(caseOf(row), group, voice, { reminder: 0, now })] : [];
	return { output: 0, json: toJson({ duplicate, ...caseJson(row, community), why, messages }) };
}

/** Keeps what became of removals: done, or a task for a person that is tracked to its end. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const outcome = parameterReader(context, 'outcome', 'item', asText);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch<Removal>(context, 1, {
		prepare: (item, index) => ({
			...removalOf(item, outcome(index)),
			otherGroupId: textOption(options(index), 'otherGroupId'),
		}),
		apply: async (tx, removal) => await record(tx, removal, now),
	});
}
