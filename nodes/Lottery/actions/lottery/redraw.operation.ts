import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { runBatch, type Routed } from '../../../shared/batch';
import { optionsReader, textOption } from '../../../shared/parameters';
import { communityField, dueLotteryField, operatorsGroupOption, placeReader } from './fields';
import { redraw, redrawnJson } from './redraw';
import { noLottery } from './view';

const properties: INodeProperties[] = [
	communityField,
	dueLotteryField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [operatorsGroupOption],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['lottery'], operation: ['redraw'] } }, properties);

/** Lets claims run out and alternates move up. Lotteries in which nothing changes put out nothing. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const place = placeReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare: (item, index) => ({
			place: place(item, index),
			redrawing: {
				timeZone: context.getTimezone(),
				operatorsGroupId: textOption(options(index), 'operatorsGroupId'),
				now,
			},
		}),
		async apply(tx, { place: { communityId, lotteryId }, redrawing }) {
			const ids = lotteryId === '' ? await tx.lotteriesToRedraw(communityId, now) : [lotteryId];
			const results: Routed[] = [];
			for (const id of ids) {
				const lottery = await tx.lockLottery(communityId, id, 'change');
				if (lottery === undefined) throw noLottery({ communityId, lotteryId: id });
				const redrawn = await redraw(tx, lottery, redrawing);
				if (redrawn !== undefined) results.push({ output: 0, json: await redrawnJson(tx, lottery, redrawn) });
			}
			return results;
		},
	});
}
