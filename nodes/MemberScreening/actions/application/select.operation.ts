import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { optionsReader, parameterReader, textOption, textReader } from '../../../shared/parameters';
import { recordSelection, type Selected } from './batch';
import { selectFields } from './select.properties';
import type { SelectionPlan } from './selection';
import { readPlaces } from './settings';

export const description = updateDisplayOptions(
	{ show: { resource: ['application'], operation: ['select'] } },
	selectFields,
);

/** Output of each outcome. */
const OUTPUT: Record<Selected['decision'], number> = { approved: 0, waitlisted: 1, rejected: 2 };

type Options = Readonly<Record<string, unknown>>;

function numberOption(chosen: Options, name: string, label: string): number | undefined {
	const value = chosen[name];
	if (value === undefined) return undefined;
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	throw new InputError(`"${label}" is not a number`, `Fill in "${label}" with a number, or remove it.`);
}

function statusesOf(value: unknown): SelectionPlan['statuses'] {
	const chosen = Array.isArray(value) ? value : [value];
	const statuses = (['review', 'waitlisted'] as const).filter((status) => chosen.includes(status));
	if (statuses.length > 0) return statuses;
	throw new InputError(
		'"Choose From" is empty',
		'Choose whose applications take part: In Review, Waiting List, or both.',
	);
}

function required(value: string, label: string): string {
	if (value !== '') return value;
	throw new InputError(`"${label}" is empty`, `Fill in "${label}".`);
}

/** Chooses the best of a batch, or moves the waiting list up; one transaction for each item. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const community = text('communityId');
	const selection = text('selectionId');
	const method = parameterReader(context, 'method', 'best', (value) => (value === 'moveUp' ? 'moveUp' : 'best'));
	const from = parameterReader(context, 'from', ['review', 'waitlisted'], (value) => value);
	const places = parameterReader(context, 'places', 10, Number);
	const options = optionsReader(context);
	const now = new Date().toISOString();

	function planOf(index: number): SelectionPlan {
		const chosen = options(index);
		const heads = numberOption(chosen, 'maxMembers', 'Max Members');
		const wanted = places(index);
		if (wanted === 0 && heads === undefined) {
			throw new InputError('"Places" is 0', 'Fill in how many are let in, or add "Max Members" to the options.');
		}
		// The tiers keep part of what there is in all; both sums are checked.
		const quota = readPlaces(chosen, heads ?? wanted, heads === undefined ? 'Places' : 'Max Members');
		const given = heads === undefined ? quota.places : readPlaces({}, wanted, 'Places').places;
		const selectionId = required(selection(index), 'Selection ID');
		const how = method(index);
		const minimum = numberOption(chosen, 'minimumScore', 'Minimum Score');
		return {
			communityId: required(community(index), 'Community ID'),
			selectionId,
			method: how,
			statuses: how === 'best' ? statusesOf(from(index)) : ['waitlisted'],
			settings: {
				...quota,
				places: given,
				...(minimum === undefined ? {} : { minimumScore: minimum }),
				fillKept: chosen['fillKept'] !== false,
			},
			heads,
			limited: wanted > 0,
			tierField: textOption(chosen, 'tierField'),
			seed: textOption(chosen, 'seed') ?? selectionId,
			tellApplicants: chosen['tellApplicants'] !== false,
			now,
		};
	}

	return await runBatch(context, 3, {
		// An item that could not be selected must not pass for chosen.
		errorOutput: OUTPUT.rejected,
		prepare: (_item, index) => planOf(index),
		async apply(tx, plan) {
			const { duplicate, items } = await recordSelection(tx, plan);
			return items.map(({ decision, json }) => ({ output: OUTPUT[decision], json: { duplicate, ...json } }));
		},
	});
}
