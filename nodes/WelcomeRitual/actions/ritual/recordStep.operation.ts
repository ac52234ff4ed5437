import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { decodeButton } from '../../../../community/button';
import type { CommunityEvent } from '../../../../community/event';
import { isIntroduction } from '../../../../community/ritual/introduction';
import type { StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { requireEvent, slim } from '../../../shared/item';
import { communityIdOption, optionsReader, textOption } from '../../../shared/parameters';
import { findRitual, recordStep, refusal } from './record';

const properties: INodeProperties[] = [
	{
		displayName:
			'Connect this node after Community Trigger. It recognises the button under the rules and self-introductions of members whose ritual is under way, and passes over everything else.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			communityIdOption,
			{
				displayName: 'Ritual Name',
				name: 'ritualId',
				type: 'string',
				default: '',
				placeholder: 'e.g. welcome',
				description: 'Only steps of this ritual. Leave empty for the newest that the member has begun.',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['ritual'], operation: ['recordStep'] } },
	properties,
);

type Recorded = Promise<Routed | undefined>;

async function acceptRules(
	tx: StoreTransaction,
	event: CommunityEvent,
	button: { communityId: string; progressId: string },
	now: string,
): Recorded {
	const ritual = await findRitual(tx, button);
	if (ritual === undefined) return undefined;
	const answer = (why: 'rulesAlreadyAccepted' | 'notYourButton'): Routed | undefined => {
		const json = refusal(ritual, event, why);
		return json && { output: 0, json: { duplicate: why === 'rulesAlreadyAccepted', ...json, event: slim(event) } };
	};
	const presser = await tx.findMember(button.communityId, {
		platform: event.platform,
		platformMemberId: event.memberId ?? '',
	});
	if (presser?.memberId !== ritual.progress.memberId) return answer('notYourButton');
	const step = ritual.definition.steps.find(({ id }) => id === 'accept_rules');
	if (step === undefined) return undefined;
	const accepted = ritual.progress.steps.find(({ stepId }) => stepId === 'accept_rules');
	if (accepted !== undefined && accepted.evidence['eventId'] !== event.eventId) return answer('rulesAlreadyAccepted');
	const { duplicate, result } = await recordStep(tx, ritual, step, event, now);
	return { output: 0, json: { duplicate, ...result, event: slim(event) } };
}

async function introduce(
	tx: StoreTransaction,
	event: CommunityEvent,
	where: { communityId: string; ritualId: string | undefined },
	now: string,
): Recorded {
	const identity = { platform: event.platform, platformMemberId: event.memberId ?? '' };
	const member = await tx.findMember(where.communityId, identity);
	if (member === undefined) return undefined;
	const ritual = await findRitual(tx, { ...where, memberId: member.memberId });
	const step = ritual?.definition.steps.find((one) => one.id === 'introduce');
	if (ritual === undefined || step?.id !== 'introduce') return undefined;
	const introduced = ritual.progress.steps.find(({ stepId }) => stepId === 'introduce');
	if (introduced !== undefined && introduced.evidence['eventId'] !== event.eventId) return undefined;
	if (!isIntroduction(event.text, step)) return undefined;
	const { duplicate, result } = await recordStep(tx, ritual, step, event, now);
	return { output: 0, json: { duplicate, ...result, event: slim(event) } };
}

/** Records what newcomers do of their ritual; messages and presses that are no step are passed over. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const event = requireEvent(item);
			if (event.memberId === undefined) return undefined;
			const communityId = textOption(options(index), 'communityId') ?? event.communityId;
			if (event.type === 'message' && event.text !== undefined) {
				const where = { communityId, ritualId: textOption(options(index), 'ritualId') };
				return { event, record: (tx: StoreTransaction) => introduce(tx, event, where, now) };
			}
			const button =
				event.type === 'button' && event.button !== undefined ? decodeButton(event.button.value) : undefined;
			if (button?.action !== 'wel.accept') return undefined;
			const place = { communityId: button.communityId, progressId: button.id };
			return { event, record: (tx: StoreTransaction) => acceptRules(tx, event, place, now) };
		},
		apply: async (tx, { record }) => await record(tx),
	});
}
