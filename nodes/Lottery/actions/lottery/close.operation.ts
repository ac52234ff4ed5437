import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import type { StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { closeLottery } from './close';
import { communityField, dueLotteryField, placeReader } from './fields';

const properties: INodeProperties[] = [communityField, dueLotteryField];

export const description = updateDisplayOptions({ show: { resource: ['lottery'], operation: ['close'] } }, properties);

/** Lotteries that one run closes. */
const MOST = 100;

/** Those whose time is over, and those that were closed before and wait for their draw. */
async function due(tx: StoreTransaction, communityId: string, now: string): Promise<string[]> {
	const open = await tx.listLotteries({ communityId, status: 'open', closesBy: now }, { limit: MOST });
	const closed = await tx.listLotteries({ communityId, status: 'closed' }, { limit: MOST });
	return [...open, ...closed].map(({ lotteryId }) => lotteryId);
}

/** Freezes lists of entrants and publishes their hashes. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const place = placeReader(context);
	const now = new Date().toISOString();
	const timeZone = context.getTimezone();
	return await runBatch(context, 1, {
		prepare: (item, index) => place(item, index),
		async apply(tx, { communityId, lotteryId }) {
			const ids = lotteryId === '' ? await due(tx, communityId, now) : [lotteryId];
			const results: Routed[] = [];
			for (const id of ids) {
				const { duplicate, result } = await closeLottery(tx, { communityId, lotteryId: id, timeZone, now });
				results.push({ output: 0, json: { duplicate, ...result } });
			}
			return results;
		},
	});
}
