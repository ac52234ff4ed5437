import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import type { StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { subjectOfItem } from '../../../shared/item';
import { optionsReader, textOption, textReader } from '../../../shared/parameters';
import { concerns, perform, type Acting } from './act';
import { communityField, communityReader } from './community';
import { isOver, stepsOver, underWay, type Definitions } from './underWay';

const properties: INodeProperties[] = [
	communityField,
	{
		displayName: 'Member ID',
		name: 'platformMemberId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 123456789',
		description: 'The member’s ID on the platform. Leave empty to take the member of the item.',
	},
	{
		displayName: 'Step ID',
		name: 'stepId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. meet_owner',
		description: 'The step that is done, whatever it is usually recognised by',
	},
	{
		displayName: 'Confirmed By',
		name: 'operator',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Li Lei',
		description: 'Who answers for it; kept in the ledger',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Note',
				name: 'note',
				type: 'string',
				default: '',
				placeholder: 'e.g. met at the Saturday meeting',
				description: 'Kept with the step',
			},
			{
				displayName: 'Platform',
				name: 'platform',
				type: 'string',
				default: '',
				placeholder: 'e.g. telegram',
				description: 'The platform of the Member ID. Leave empty to take that of the item, or of the community.',
			},
			{
				displayName: 'Ritual Name',
				name: 'ritualId',
				type: 'string',
				default: '',
				placeholder: 'e.g. welcome',
				description: 'Leave empty for the newest that the member has begun',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['ritual'], operation: ['confirmStep'] } },
	properties,
);

interface Wanted {
	communityId: string;
	platform: string | undefined;
	platformMemberId: string;
	stepId: string;
	operator: string;
	note: string | undefined;
	ritualId: string | undefined;
}

async function confirm(tx: StoreTransaction, wanted: Wanted, now: string): Promise<Routed> {
	const { communityId, platformMemberId, stepId, operator } = wanted;
	const platform = wanted.platform ?? (await tx.getCommunity(communityId))?.platform ?? '';
	const member = await tx.findMember(communityId, { platform, platformMemberId });
	const ids = member === undefined ? [] : await tx.memberIdsOf(communityId, member.memberId);
	const [latest] = ids.length === 0 ? [] : await tx.ritualsOf(communityId, ids, wanted.ritualId);
	const known: Definitions = new Map();
	const ritual = latest && (await underWay(tx, latest, known));
	if (ritual === undefined) {
		throw new InputError(
			`The member ${platformMemberId} has begun no ritual in ${communityId}`,
			'Check Member ID, Platform and Ritual Name; Progress lists who has begun one.',
		);
	}
	if (!ritual.definition.steps.some(({ id }) => id === stepId)) {
		throw new InputError(
			`The ritual has no step "${stepId}"`,
			`Its steps are ${ritual.definition.steps.map(({ id }) => id).join(', ')}.`,
		);
	}
	const acting: Acting = {
		act: { kind: 'confirmation' },
		stepId,
		cause: `confirmed:${stepId}`,
		occurredAt: now,
		evidence: { by: operator, ...(wanted.note === undefined ? {} : { note: wanted.note }) },
		actorId: operator,
		now,
		known,
	};
	if (concerns(ritual, acting)) {
		const { duplicate, result } = await perform(tx, ritual, acting);
		return { output: 0, json: { duplicate, ...result } };
	}
	throw stepsOver(ritual).includes(stepId) || isOver(ritual)
		? new InputError(`The step "${stepId}" is over`, 'It was done before, or the ritual went on or ended without it.')
		: new InputError(
				`It is not the turn of "${stepId}" yet`,
				'Confirm the steps before it first; this ritual keeps an order.',
			);
}

/** An operator says that a step is done. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const [memberId, stepId, operator] = ['platformMemberId', 'stepId', 'operator'].map((name) =>
		textReader(context, name),
	) as [(index: number) => string, (index: number) => string, (index: number) => string];
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch<Wanted>(context, 1, {
		prepare(item, index) {
			const subject = subjectOfItem(item);
			const platformMemberId = memberId(index) || subject?.member.platformMemberId;
			if (platformMemberId === undefined) {
				throw new InputError('No member is named', 'Fill in "Member ID", or pass on an item with a member.');
			}
			if (stepId(index) === '' || operator(index) === '') {
				throw new InputError('The confirmation lacks its step or its operator', 'Fill in Step ID and Confirmed By.');
			}
			return {
				communityId: community(item, index),
				platform: textOption(options(index), 'platform') ?? subject?.member.platform,
				platformMemberId,
				stepId: stepId(index),
				operator: operator(index),
				note: textOption(options(index), 'note'),
				ritualId: textOption(options(index), 'ritualId'),
			};
		},
		apply: async (tx, wanted) => await confirm(tx, wanted, now),
	});
}
