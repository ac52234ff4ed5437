import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { requireCode } from '../../../../community/admission/code';
import { stableId } from '../../../../community/digest';
import { DomainError } from '../../../../community/domain-error';
import { DELIVERY_STATES, type DeliveryState } from '../../../../community/lottery/status';
import type { JsonObject, LotteryPlaceRow, StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { textReader } from '../../../shared/parameters';
import { communityField, operatorField, operatorReader, placeReader } from './fields';
import { communityJson, keptId, lotteryJson, lotteryLine, noLottery, placeJson } from './view';

const properties: INodeProperties[] = [
	communityField,
	{
		displayName: 'Claim Code',
		name: 'claimCode',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 7K2QX-9MD4A',
		description: 'Of the prize, as Draw, Redraw, Claim and Get show it',
	},
	{
		displayName: 'Status',
		name: 'delivery',
		type: 'options',
		options: [
			{
				name: 'Delivered',
				value: 'delivered',
				description: 'The winner has it; the ledger gets a line gift.delivered',
			},
			{ name: 'Preparing', value: 'preparing' },
			{ name: 'Returned', value: 'returned' },
			{ name: 'Shipped', value: 'shipped' },
		],
		default: 'delivered',
	},
	{
		displayName: 'Note',
		name: 'note',
		type: 'string',
		default: '',
		placeholder: 'e.g. SF1234567890',
		description: 'The number of the parcel, or what else is to be kept',
	},
	operatorField,
];

export const description = updateDisplayOptions(
	{ show: { resource: ['lottery'], operation: ['recordDelivery'] } },
	properties,
);

interface Delivery {
	communityId: string;
	claimId: string;
	delivery: DeliveryState;
	note: string;
	by: string;
	now: string;
}

function claimedOnly(place: LotteryPlaceRow | undefined, { claimId, communityId }: Delivery): LotteryPlaceRow {
	if (place === undefined) {
		throw new DomainError(
			`The community ${communityId} has no prize with the claim code ${claimId}`,
			'Get shows the prizes of a lottery with their codes.',
			'claimCode',
		);
	}
	if (place.status === 'claimed') return place;
	throw new DomainError(
		`This prize is not claimed: it is ${place.status}`,
		'Only a claimed prize is delivered. Let the winner claim it first.',
		'claimCode',
	);
}

async function record(tx: StoreTransaction, given: Delivery): Promise<JsonObject> {
	const { communityId, claimId, delivery, note, by, now } = given;
	const place = claimedOnly(await tx.placeByClaim(communityId, claimId), given);
	const lottery = await tx.lockLottery(communityId, place.lotteryId, 'share');
	if (lottery === undefined) throw noLottery(place);
	const deliveredAt = delivery === 'delivered' ? now : place.deliveredAt;
	const deliveryFacts = { note, by, at: now };
	await tx.changePlace(place, ['claimed'], { delivery, deliveryFacts, deliveredAt });
	const what = `${delivery}:${place.place}:${stableId(note)}`;
	const line = { lottery, memberId: await keptId(tx, place), actorId: by, now };
	const data = { place: place.place, prize: place.prize, note };
	await tx.appendLedger([
		lotteryLine({ ...line, what: `delivery:${what}`, type: 'lottery.delivery', data: { ...data, delivery } }),
		...(delivery === 'delivered'
			? [lotteryLine({ ...line, what: `gift:${place.place}`, type: 'gift.delivered', data })]
			: []),
	]);
	return toJson({
		lottery: lotteryJson(lottery),
		prize: await placeJson(tx, { ...place, delivery, deliveryFacts, deliveredAt }),
		note,
		community: await communityJson(tx, lottery),
	}) as JsonObject;
}

/** Keeps what became of prizes on their way. A delivered one counts as a gift from then on. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const place = placeReader(context);
	const text = (name: string) => textReader(context, name);
	const [code, state, note] = [text('claimCode'), text('delivery'), text('note')];
	const operator = operatorReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index): Delivery {
			const delivery = DELIVERY_STATES.find((one) => one === state(index) && one !== 'none');
			if (delivery === undefined) {
				throw new InputError(`"${state(index)}" is no status of a delivery`, 'Choose one from the list.');
			}
			const { communityId } = place(item, index);
			const by = operator(index);
			return { communityId, claimId: requireCode(code(index)), delivery, note: note(index), by, now };
		},
		async apply(tx, given) {
			const key = `lottery.delivery:${given.claimId}:${given.delivery}:${stableId(given.note)}`;
			const { duplicate, result } = await tx.once(given.communityId, key, now, async () => await record(tx, given));
			return { output: 0, json: { duplicate, ...result } };
		},
	});
}
