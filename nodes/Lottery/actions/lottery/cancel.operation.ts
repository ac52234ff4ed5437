import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { DomainError } from '../../../../community/domain-error';
import { cancelledMessage } from '../../../../community/lottery/messages';
import type { JsonObject, LotteryRow, StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { textReader } from '../../../shared/parameters';
import { livingEntries } from './close';
import { givePointsBack } from './enter';
import { communityField, lotteryField, onePlaceReader, operatorField, operatorReader, type Place } from './fields';
import { communityJson, lotteryJson, lotteryLine, lotteryOf, noLottery } from './view';

const properties: INodeProperties[] = [
	communityField,
	lotteryField,
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. The sponsor withdrew',
		description: 'Said to the members, and kept in the ledger',
	},
	operatorField,
];

export const description = updateDisplayOptions({ show: { resource: ['lottery'], operation: ['cancel'] } }, properties);

interface Cancelling extends Place {
	reason: string;
	by: string;
	timeZone: string;
	now: string;
}

function requireOpen({ status, title }: LotteryRow): void {
	if (status === 'open' || status === 'closed') return;
	throw new DomainError(
		`"${title}" is ${status} and cannot be cancelled`,
		status === 'drawn' ? 'Winners have been announced. Speak with them instead.' : 'Nothing is left to do.',
		'lotteryId',
	);
}

async function cancel(tx: StoreTransaction, cancelling: Cancelling): Promise<JsonObject> {
	const { communityId, lotteryId, reason, by, now } = cancelling;
	const lottery = await tx.lockLottery(communityId, lotteryId, 'change');
	if (lottery === undefined) throw noLottery(cancelling);
	requireOpen(lottery);
	const entries = await livingEntries(tx, lottery);
	let pointsBack = 0;
	for (const entry of entries) {
		await givePointsBack(tx, entry, 'cancelled', now);
		pointsBack += entry.pointsPaid;
	}
	const end = { status: 'cancelled', cancelledAt: now, cancelledBy: by, cancelReason: reason } as const;
	await tx.stepLottery(communityId, lotteryId, lottery.status, end);
	await tx.appendLedger([
		lotteryLine({
			lottery,
			what: 'cancelled',
			type: 'lottery.cancelled',
			actorId: by,
			now,
			data: { reason, entries: entries.length, pointsBack },
		}),
	]);
	return toJson({
		lottery: lotteryJson({ ...lottery, ...end }),
		reason,
		entries: entries.length,
		pointsBack,
		community: await communityJson(tx, lottery),
		messages: [cancelledMessage(await lotteryOf(tx, lottery, cancelling.timeZone), reason)],
	}) as JsonObject;
}

/** Calls lotteries off before their draw, and gives all points back. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const place = onePlaceReader(context);
	const reason = textReader(context, 'reason');
	const operator = operatorReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index): Cancelling {
			const why = reason(index);
			if (why === '') throw new InputError('No reason is given', 'Fill in "Reason"; members read it.');
			return { ...place(item, index), reason: why, by: operator(index), timeZone: context.getTimezone(), now };
		},
		async apply(tx, cancelling) {
			const key = `lottery.cancel:${cancelling.lotteryId}`;
			const { duplicate, result } = await tx.once(
				cancelling.communityId,
				key,
				now,
				async () => await cancel(tx, cancelling),
			);
			return { output: 0, json: { duplicate, ...result } };
		},
	});
}
