import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { amountInWords } from '../../../../community/admission/messages';
import { decodeButton } from '../../../../community/button';
import { campWords } from '../../../../community/camp/messages';
import type { CommunityEvent } from '../../../../community/event';
import { buttonAnswer } from '../../../../community/reply';
import { displayName, type Subject } from '../../../../community/subject';
import type { StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { eventOf, requireEvent, slim, toJson } from '../../../shared/item';
import { textReader } from '../../../shared/parameters';
import { campJson, requireCamp } from './camps';
import { communityField, operatorField } from '../shared/fields';
import { requireCommunity, requireText } from './fields';
import { closeRefund, refundJson } from './refunds';

const onlyFields = { displayOptions: { show: { source: ['fields'] } } };

export const description = updateDisplayOptions({ show: { resource: ['camp'], operation: ['confirmPayout'] } }, [
	{
		displayName: 'Confirmation Comes From',
		name: 'source',
		type: 'options',
		options: [
			{
				name: 'Button in the Chat',
				value: 'button',
				description: 'An operator pressed Paid under the task; everything else is passed over',
			},
			{ name: 'Fields Below', value: 'fields', description: 'A payment node, a form or another system says so' },
		],
		default: 'button',
	},
	{ ...communityField, ...onlyFields },
	{
		displayName: 'Refund ID',
		name: 'refundId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. k3j5h2m7q4w6e2r5',
		description: 'The <code>refundId</code> that Approve Settlement or List Refunds gave',
		...onlyFields,
	},
	{ ...operatorField, ...onlyFields },
]);

interface Confirmation {
	communityId: string;
	refundId: string;
	operatorId: string;
	operatorName: string;
	click?: CommunityEvent;
}

function ofButton(item: INodeExecutionData): Confirmation | undefined {
	const event = requireEvent(item);
	const button = event.type === 'button' && event.button !== undefined ? decodeButton(event.button.value) : undefined;
	if (button?.action !== 'camp.paid' || event.memberId === undefined) return undefined;
	const { communityId, id: refundId } = button;
	return {
		communityId,
		refundId,
		operatorId: event.memberId,
		operatorName: event.memberName ?? event.memberId,
		click: event,
	};
}

async function confirm(tx: StoreTransaction, given: Confirmation, now: string): Promise<Routed | undefined> {
	const { communityId, refundId, operatorId, operatorName, click } = given;
	const refund = await tx.getRefund(communityId, refundId);
	if (refund === undefined) {
		if (click !== undefined) return undefined;
		throw new InputError(
			`There is no refund ${refundId} in community ${communityId}`,
			'Take both from the item of Approve Settlement or List Refunds.',
		);
	}
	const known = await requireCamp(tx, communityId, refund.campId);
	// A button's value can be forged by a modified client; only the group it was pressed in cannot.
	if (click !== undefined && click.communityId !== known.row.reviewGroupId) return undefined;
	const isNew = await closeRefund(tx, known, refund, { by: operatorId, at: now });
	const settled = (await tx.getRefund(communityId, refundId)) ?? refund;
	const enrolment = await tx.getEnrolment(communityId, refund.campId, [refund.memberId]);
	const subject = enrolment?.subject as unknown as Subject | undefined;
	const text = campWords(known, 'paidOut', {
		operator: isNew ? operatorName : (settled.doneBy ?? ''),
		name: subject === undefined ? refund.memberId : displayName(subject.member),
		amount: amountInWords({ amountMinor: refund.amountMinor, currency: refund.currency }, known.camp.language),
	});
	const { replyHandle, button } = click ?? {};
	const messages = [
		...(click === undefined || replyHandle === undefined
			? []
			: [buttonAnswer(replyHandle, text, `button:${click.eventId}`)]),
		...(click === undefined || button?.messageId === undefined
			? []
			: [
					{
						to: { kind: 'group', id: click.communityId },
						format: 'plain',
						text,
						replaces: button.messageId,
						dedupeKey: `camp:${communityId}:paid:${refundId}`,
					},
				]),
	];
	return {
		output: 0,
		json: toJson({ duplicate: !isNew, refunds: [refundJson(settled)], ...campJson(known), messages }),
	};
}

/** Keeps that money was paid out by hand; the first confirmation counts. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const [source, community, refund, operator] = [
		text('source'),
		text('communityId'),
		text('refundId'),
		text('operator'),
	];
	const now = new Date().toISOString();
	return await runBatch<Confirmation>(context, 1, {
		prepare(item, index) {
			if (source(index) !== 'fields') return ofButton(item);
			const operatorId = requireText(operator(index), 'Operator');
			return {
				communityId: requireCommunity(community(index), item),
				refundId: requireText(refund(index), 'Refund ID'),
				operatorId,
				operatorName: operatorId,
			};
		},
		async apply(tx, given, index) {
			const routed = await confirm(tx, given, now);
			const item = context.getInputData()[index];
			const event = item === undefined ? undefined : eventOf(item);
			if (routed !== undefined && event !== undefined) routed.json['event'] = slim(event);
			return routed;
		},
	});
}
