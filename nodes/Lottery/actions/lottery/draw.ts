import { randomBytes } from 'node:crypto';
import { makeCode, showCode } from '../../../../community/admission/code';
import { DomainError } from '../../../../community/domain-error';
import { LOTTERY_COPY } from '../../../../community/lottery/copy';
import { WHOLE_LOTTERY } from '../../../../community/lottery/draw/order';
import { drawnMessage, type LotteryOf } from '../../../../community/lottery/messages';
import { claimDeadline } from '../../../../community/lottery/redraw';
import { clock } from '../../../../community/lottery/words';
import type { OutboundMessage } from '../../../../community/message';
import { displayName } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import type {
	EntryOfPerson,
	JsonObject,
	LotteryPlaceRow,
	LotteryRow,
	Once,
	StoreTransaction,
} from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { privateWord } from '../../../shared/person';
import type { DrawPlan, WorkedOut } from './drawPlan';
import { reportOf } from './report';
import {
	communityJson,
	lotteryJson,
	lotteryLine,
	lotteryOf,
	noLottery,
	placeJson,
	rulesOf,
	subjectOfEntry,
} from './view';

export interface HowToDraw {
	drawnBy: string;
	operatorsGroupId: string | undefined;
	tellWinners: boolean;
	timeZone: string;
	now: string;
}

/**
 * Keeps a draw in the transaction it is given: once a lottery. Whoever comes second, with the same winners, gets the
 * first result.
 */
export async function keepDraw(tx: StoreTransaction, plan: DrawPlan, how: HowToDraw): Promise<Once<JsonObject>> {
	const { communityId, lotteryId } = plan.lottery;
	return await tx.once(communityId, `lottery.draw:${lotteryId}`, how.now, async () => {
		const lottery = await tx.lockLottery(communityId, lotteryId, 'change');
		if (lottery === undefined) throw noLottery(plan.lottery);
		const { worked } = plan;
		if (worked === undefined || lottery.status !== 'closed' || lottery.listHash !== plan.lottery.listHash) {
			throw new DomainError(
				`"${lottery.title}" was changed while it was drawn`,
				'Draw again; if it is cancelled by now, it stays so.',
				'lotteryId',
			);
		}
		return await keep(tx, lottery, worked, how);
	});
}

async function keep(tx: StoreTransaction, lottery: LotteryRow, worked: WorkedOut, how: HowToDraw): Promise<JsonObject> {
	const { communityId, lotteryId } = lottery;
	const { now, drawnBy } = how;
	const { seed, secret, beacon } = worked;
	const places = placesOf(lottery, worked, now);
	await tx.insertPlaces(places);
	const draw = toJson({ seed, secret, beacon: beacon ?? null }) as JsonObject;
	await tx.stepLottery(communityId, lotteryId, 'closed', { status: 'drawn', drawnAt: now, drawnBy, draw });
	await tx.appendLedger(linesOf(lottery, places, { seed, secret, ...how }));
	const row: LotteryRow = { ...lottery, status: 'drawn', drawnAt: now, drawnBy, draw };
	const shown = await Promise.all(places.map(async (place) => await placeJson(tx, place)));
	const speech = await lotteryOf(tx, row, how.timeZone);
	const { listHash, commitment } = lottery;
	return toJson({
		lottery: lotteryJson(row),
		proof: { listHash, commitment, secret, seed, beacon: beacon ?? null },
		winners: shown.filter((_one, index) => places[index]?.kind === 'winner'),
		alternates: shown.filter((_one, index) => places[index]?.kind === 'alternate'),
		community: await communityJson(tx, row),
		messages: [
			announced(speech, lottery, worked, places, now),
			...(how.tellWinners ? toWinners(speech, worked, places) : []),
			...(await reportOf(tx, row, places, speech, { operatorsGroupId: how.operatorsGroupId, part: 'drawn' })),
		],
	}) as JsonObject;
}

function entryOf(worked: WorkedOut, entrant: string): EntryOfPerson {
	const entry = worked.entries.get(entrant);
	if (entry === undefined) throw new Error('a winner who is not in the list of entrants');
	return entry;
}

function placesOf(lottery: LotteryRow, worked: WorkedOut, now: string): LotteryPlaceRow[] {
	const { prizes, claim } = rulesOf(lottery);
	const prizeOf = new Map(prizes.map(({ tierId, name }) => [tierId, name]));
	const drawn = [
		...worked.outcome.winners.map((one) => ({ ...one, kind: 'winner' as const })),
		...worked.outcome.alternates.map((one) => ({ ...one, kind: 'alternate' as const })),
	];
	return drawn.map(({ kind, tierId, entrant }, index) => ({
		communityId: lottery.communityId,
		lotteryId: lottery.lotteryId,
		place: index + 1,
		claimId: makeCode(randomBytes(16)),
		memberId: entryOf(worked, entrant).memberId,
		kind,
		status: kind === 'winner' ? 'pending' : 'waiting',
		tierId: tierId === WHOLE_LOTTERY ? null : tierId,
		prize: kind === 'winner' ? (prizeOf.get(tierId) ?? tierId) : null,
		insteadOf: null,
		drawnAt: now,
		wonAt: kind === 'winner' ? now : null,
		claimBy: kind === 'winner' ? claimDeadline(now, claim.hours) : null,
		settledAt: null,
		answers: {},
		delivery: 'none',
		deliveryFacts: {},
		deliveredAt: null,
	}));
}

function linesOf(
	lottery: LotteryRow,
	places: readonly LotteryPlaceRow[],
	{ seed, secret, drawnBy, now }: { seed: string; secret: string; drawnBy: string; now: string },
) {
	const winners = places.filter(({ kind }) => kind === 'winner');
	return [
		lotteryLine({
			lottery,
			what: 'drawn',
			type: 'lottery.drawn',
			actorId: drawnBy,
			now,
			data: { seed, secret, listHash: lottery.listHash, winners: winners.length },
		}),
		...winners.map(({ memberId, place, prize, tierId }) =>
			lotteryLine({
				lottery,
				what: `won:${place}`,
				type: 'lottery.won',
				memberId,
				actorId: 'rules',
				now,
				data: { place, prize, tierId },
			}),
		),
	];
}

function announced(
	speech: LotteryOf,
	lottery: LotteryRow,
	worked: WorkedOut,
	places: readonly LotteryPlaceRow[],
	now: string,
): OutboundMessage {
	const byMember = new Map([...worked.entries.values()].map((entry) => [entry.memberId, entry]));
	const people = places.map((place) => {
		const entry = byMember.get(place.memberId);
		const member = entry === undefined ? undefined : subjectOfEntry(entry).member;
		const name = member === undefined ? place.memberId : displayName(member);
		return { ...place, id: member?.platformMemberId ?? place.memberId, name, prize: place.prize ?? '' };
	});
	return drawnMessage(
		speech,
		{
			winners: people.filter(({ kind }) => kind === 'winner'),
			alternates: people.filter(({ kind }) => kind === 'alternate'),
		},
		{
			listHash: lottery.listHash ?? '',
			seed: worked.seed,
			secret: worked.secret,
			claimBy: claimDeadline(now, rulesOf(lottery).claim.hours),
		},
	);
}

function toWinners(speech: LotteryOf, worked: WorkedOut, places: readonly LotteryPlaceRow[]): OutboundMessage[] {
	const copy = LOTTERY_COPY[speech.language];
	const byMember = new Map([...worked.entries.values()].map((entry) => [entry.memberId, entry]));
	return places.flatMap((place) => {
		const entry = byMember.get(place.memberId);
		if (place.kind !== 'winner' || entry === undefined) return [];
		const code = fillText(copy.formCode, {
			code: showCode(place.claimId),
			claimBy: clock(place.claimBy ?? '', speech),
		});
		const text = `🎉 ${speech.rules.title}：${place.prize ?? ''}\n${code}`;
		return [privateWord(subjectOfEntry(entry), text, `lottery:${speech.lotteryId}:won:${place.place}`)];
	});
}
