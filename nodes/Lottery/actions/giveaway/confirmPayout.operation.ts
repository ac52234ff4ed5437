import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { decodeButton } from '../../../../community/button';
import { buttonAnswer } from '../../../../community/reply';
import type { CommunityEvent } from '../../../../community/event';
import type { OutboundMessage } from '../../../../community/message';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { eventOf, slim, toJson } from '../../../shared/item';
import { textReader } from '../../../shared/parameters';
import { communityField, giveawayField, requireCommunity, requireText } from './fields';
import { giveawayJson, giveawayLine, noGiveaway } from './giveaways';

const onlyFields = { displayOptions: { show: { source: ['fields'] } } };

export const confirmPayoutFields: INodeProperties[] = [
	{
		displayName: 'Confirmation Comes From',
		name: 'source',
		type: 'options',
		options: [
			{
				name: 'Button in the Chat',
				value: 'button',
				description: 'An operator pressed the button under the task; everything else is passed over',
			},
			{ name: 'Fields Below', value: 'fields', description: 'A payment node, a form or another system says so' },
		],
		default: 'button',
	},
	{ ...communityField, ...onlyFields },
	{ ...giveawayField, ...onlyFields, required: true },
	{
		displayName: 'Take',
		name: 'take',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description: 'The number of the share, <code>take.take</code> of an item of Grab',
		...onlyFields,
	},
	{
		displayName: 'Done By',
		name: 'operator',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Li Lei',
		description: 'Who answers for it; kept in the ledger',
		...onlyFields,
	},
];

interface Payout {
	communityId: string;
	giveawayId: string;
	take: number;
	by: string;
	click?: CommunityEvent | undefined;
}

function ofButton(event: CommunityEvent | undefined): Payout | undefined {
	const button = event?.type === 'button' ? decodeButton(event.button?.value ?? '') : undefined;
	if (button?.action !== 'give.paid' || event?.memberId === undefined) return undefined;
	const [giveawayId = '', take = ''] = button.id.split('.');
	return { communityId: button.communityId, giveawayId, take: Number(take), by: event.memberId, click: event };
}

/** Keeps that the share of a red packet was paid out by hand; the first confirmation counts. */
export async function confirmPayoutOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const [source, community, giveaway, number, operator] = [
		text('source'),
		text('communityId'),
		text('giveawayId'),
		text('take'),
		text('operator'),
	];
	const now = new Date().toISOString();
	return await runBatch<Payout>(context, 1, {
		prepare(item, index) {
			if (source(index) !== 'fields') return ofButton(eventOf(item));
			return {
				communityId: requireCommunity(community(index), item),
				giveawayId: requireText(giveaway(index), 'Giveaway ID'),
				take: Number(number(index)),
				by: requireText(operator(index), 'Done By'),
			};
		},
		async apply(tx, { communityId, giveawayId, take, by, click }) {
			const row = await tx.getGiveaway(communityId, giveawayId);
			const taskId = `giveaway:${giveawayId}:${take}`;
			const task = await tx.getTask(communityId, taskId);
			if (row === undefined || task === undefined) {
				if (click !== undefined) return undefined;
				if (row === undefined) throw noGiveaway(communityId, giveawayId);
				throw new InputError(
					`The giveaway "${giveawayId}" has no share ${take} that waits to be paid`,
					'Fill in "Take" with "take.take" of what Grab put out; shares in points are booked at once.',
				);
			}
			// A button's value can be forged by a modified client; only the group it was pressed in cannot.
			if (click !== undefined && click.communityId !== row.reviewGroupId) return undefined;
			const closed = await tx.closeTask(communityId, taskId, { status: 'done', by, at: now });
			if (closed !== undefined) {
				const line = { what: `take:${take}:paid`, type: 'giveaway.paid', actorId: by, at: now, data: { take } };
				await tx.appendLedger([
					giveawayLine(row, { ...line, ...(task.memberId === null ? {} : { memberId: task.memberId }) }),
				]);
			}
			const { details, closedBy, closedAt } = closed ?? task;
			return {
				output: 0,
				json: toJson({
					duplicate: closed === undefined,
					payout: { take, ...details, status: 'done', paidBy: closedBy, paidAt: closedAt },
					...giveawayJson(row),
					messages: click === undefined ? [] : wordsOn(click, closedBy ?? by),
					...(click === undefined ? {} : { event: slim(click) }),
				}),
			};
		},
	});
}

function wordsOn(click: CommunityEvent, by: string): OutboundMessage[] {
	const { replyHandle, button, eventId, memberName } = click;
	const done = `✅ ${memberName ?? by}`;
	return [
		...(replyHandle === undefined ? [] : [buttonAnswer(replyHandle, done, `button:${eventId}`)]),
		...(button?.messageId === undefined
			? []
			: [
					{
						to: { kind: 'group' as const, id: click.communityId },
						format: 'plain' as const,
						text: `${button.messageText ?? ''}\n${done}`.trim(),
						replaces: button.messageId,
						dedupeKey: `giveaway:paid:${button.value}`.slice(0, 256),
					},
				]),
	];
}
