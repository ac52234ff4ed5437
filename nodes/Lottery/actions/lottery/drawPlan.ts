import { setImmediate as nextTurn } from 'node:timers/promises';
import { DomainError } from '../../../../community/domain-error';
import { commitSeed } from '../../../../community/lottery/draw/commitment';
import { drawInTurns, type DrawOutcome } from '../../../../community/lottery/draw/draw';
import type { VerifiedBeacon } from '../../../../community/lottery/draw/drand';
import { rulesOfText } from '../../../../community/lottery/draw/rules';
import { finalSeed } from '../../../../community/lottery/draw/seed';
import type { CommunityStore, EntryOfPerson, LotteryRow } from '../../../../store/types';
import { unseal } from '../../../shared/sensitive';
import type { FindBeacon } from './beacon';
import { listOfEntrants, livingEntries } from './close';
import type { Place } from './fields';
import { noLottery, secretPlace } from './view';

/** A draw that has been worked out and not been kept yet; `undefined` outcome: it was drawn before. */
export interface DrawPlan {
	lottery: LotteryRow;
	worked: WorkedOut | undefined;
}

export interface WorkedOut {
	outcome: DrawOutcome;
	seed: string;
	secret: string;
	beacon: VerifiedBeacon['beacon'] | undefined;
	/** Who stands behind a line of the list. */
	entries: ReadonlyMap<string, EntryOfPerson>;
}

/** Lotteries that one run draws. */
const MOST = 100;

/**
 * Works out the draw of a lottery, or of all that are closed and not drawn. It is a pure function of what was frozen, so
 * it does not matter who works it out, or how often.
 *
 * @throws DomainError if the lottery is not closed, or what was frozen was changed since
 */
export async function planDraws(store: CommunityStore, place: Place, findBeacon: FindBeacon): Promise<DrawPlan[]> {
	const lotteries = await store.read(async (tx) => {
		const { communityId, lotteryId } = place;
		if (lotteryId === '') return await tx.listLotteries({ communityId, status: 'closed' }, { limit: MOST });
		const lottery = await tx.getLottery(communityId, lotteryId);
		if (lottery === undefined) throw noLottery(place);
		return [lottery];
	});
	const plans: DrawPlan[] = [];
	for (const lottery of lotteries) plans.push(await planDraw(store, lottery, findBeacon));
	return plans;
}

async function planDraw(store: CommunityStore, lottery: LotteryRow, findBeacon: FindBeacon): Promise<DrawPlan> {
	if (lottery.status === 'drawn') return { lottery, worked: undefined };
	requireClosed(lottery);
	const all = await store.read(async (tx) => await livingEntries(tx, lottery));
	const list = listOfEntrants(lottery, lottery.closedAt ?? '', all);
	if (list.hash !== lottery.listHash) {
		throw changed(lottery, 'The list of entrants is not the one that was frozen');
	}
	const secret = unseal(lottery.secret, secretPlace(lottery));
	if (commitSeed(secret) !== lottery.commitment)
		throw changed(lottery, 'The secret is not the one that was committed to');
	const { draw: rules } = rulesOfText(lottery.published);
	const verified = rules.drand === undefined ? undefined : await findBeacon(rules.drand);
	const seed = finalSeed({ secret, listHash: list.hash, drand: verified?.drand });
	const outcome = await drawInTurns({ rules, entrants: list.lines, seed }, async () => await nextTurn());
	const entries = new Map(all.map((entry) => [entry.entrant, entry]));
	return { lottery, worked: { outcome, seed, secret, beacon: verified?.beacon, entries } };
}

function requireClosed({ status, title, closesAt }: LotteryRow): void {
	if (status === 'closed') return;
	throw status === 'cancelled'
		? new DomainError(`"${title}" is cancelled`, 'A cancelled lottery stays so; open another one.', 'lotteryId')
		: new DomainError(
				`"${title}" is not closed, so nobody can draw it`,
				`Close it first: it takes entries until ${closesAt}.`,
				'lotteryId',
			);
}

function changed({ lotteryId }: LotteryRow, what: string): DomainError {
	return new DomainError(
		`${what} (lottery ${lotteryId})`,
		'Somebody changed the store. Restore it from a backup, or cancel the lottery and tell the members why.',
		'lotteryId',
	);
}
