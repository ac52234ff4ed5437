import { stableId } from '../../../../community/digest';
import { movedUpMessage } from '../../../../community/lottery/messages';
import { claimDeadline, planRedraw, type RedrawPlan } from '../../../../community/lottery/redraw';
import type { OutboundMessage } from '../../../../community/message';
import type { JsonObject, LotteryPlaceRow, LotteryRow, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { reportOf, unclaimedOf } from './report';
import { communityJson, keptId, lotteryJson, lotteryLine, lotteryOf, nameOf, placeJson, rulesOf } from './view';

export interface Redrawing {
	timeZone: string;
	operatorsGroupId: string | undefined;
	now: string;
}

export interface Redrawn {
	plan: RedrawPlan;
	places: LotteryPlaceRow[];
	messages: OutboundMessage[];
}

/** Whether anything would change. */
const isIdle = ({ expired, movedUp, passedOver }: RedrawPlan): boolean =>
	expired.length + movedUp.length + passedOver.length === 0;

/**
 * Lets claims run out and alternates move up, in the transaction it is given. The caller holds the lottery's lock.
 *
 * @returns `undefined` if there is nothing to do
 */
export async function redraw(
	tx: StoreTransaction,
	lottery: LotteryRow,
	redrawing: Redrawing,
): Promise<Redrawn | undefined> {
	const { communityId, lotteryId } = lottery;
	const { now } = redrawing;
	const before = await tx.listPlaces(communityId, lotteryId);
	const gone = await goneAmong(tx, before);
	const plan = planRedraw(before, now, (memberId) => gone.has(memberId));
	if (isIdle(plan)) return undefined;
	await carryOut(tx, lottery, plan, before, now);
	const places = await tx.listPlaces(communityId, lotteryId);
	const speech = await lotteryOf(tx, lottery, redrawing.timeZone);
	const part = stableId(JSON.stringify(plan));
	const moved = await Promise.all(
		plan.movedUp.map(async ({ freed, place, prize }) => ({
			...(await nameOf(tx, at(places, place))),
			prize,
			instead: (await nameOf(tx, at(places, freed))).name,
		})),
	);
	const claimBy = claimDeadline(now, rulesOf(lottery).claim.hours);
	return {
		plan,
		places,
		messages: [
			...(moved.length === 0 ? [] : [movedUpMessage(speech, moved, claimBy, part)]),
			...(await reportOf(tx, lottery, places, speech, { operatorsGroupId: redrawing.operatorsGroupId, part })),
		],
	};
}

/** What an item says of a redraw. */
export async function redrawnJson(tx: StoreTransaction, lottery: LotteryRow, redrawn: Redrawn): Promise<JsonObject> {
	const show = async (place: number) => await placeJson(tx, at(redrawn.places, place));
	const { plan, places, messages } = redrawn;
	return toJson({
		lottery: lotteryJson(lottery),
		expired: await Promise.all(plan.expired.map(show)),
		movedUp: await Promise.all(plan.movedUp.map(async ({ place }) => await show(place))),
		passedOver: await Promise.all(plan.passedOver.map(show)),
		unclaimed: await Promise.all(unclaimedOf(places).map(async ({ place }) => await show(place))),
		community: await communityJson(tx, lottery),
		messages,
	}) as JsonObject;
}

function at(places: readonly LotteryPlaceRow[], number: number): LotteryPlaceRow {
	const found = places.find(({ place }) => place === number);
	if (found === undefined) throw new Error(`a lottery without the place ${number}`);
	return found;
}

/** Alternates who are no longer members. */
async function goneAmong(tx: StoreTransaction, places: readonly LotteryPlaceRow[]): Promise<Set<string>> {
	const gone = new Set<string>();
	for (const place of places.filter(({ status }) => status === 'waiting')) {
		const member = await tx.getMember(place.communityId, await keptId(tx, place));
		if (member?.status === 'left' || member?.status === 'removed') gone.add(place.memberId);
	}
	return gone;
}

async function carryOut(
	tx: StoreTransaction,
	lottery: LotteryRow,
	plan: RedrawPlan,
	places: readonly LotteryPlaceRow[],
	now: string,
): Promise<void> {
	const line = (what: string, type: string, place: LotteryPlaceRow, data: object) =>
		lotteryLine({ lottery, what, type, memberId: place.memberId, actorId: 'rules', now, data });
	const claimBy = claimDeadline(now, rulesOf(lottery).claim.hours);
	const lines = [];
	for (const number of plan.expired) {
		const place = at(places, number);
		await tx.changePlace(place, ['pending'], { status: 'expired', settledAt: now });
		lines.push(line(`expired:${number}`, 'lottery.expired', place, { place: number, prize: place.prize }));
	}
	for (const number of plan.passedOver) {
		const place = at(places, number);
		await tx.changePlace(place, ['waiting'], { status: 'passed_over', settledAt: now });
		lines.push(line(`passed_over:${number}`, 'lottery.passed_over', place, { place: number }));
	}
	for (const { freed, place: number, prize, tierId } of plan.movedUp) {
		const place = at(places, number);
		await tx.changePlace(place, ['waiting'], {
			status: 'pending',
			insteadOf: freed,
			prize,
			tierId,
			wonAt: now,
			claimBy,
		});
		lines.push(line(`won:${number}`, 'lottery.won', place, { place: number, prize, insteadOf: freed }));
	}
	await tx.appendLedger(lines);
}
