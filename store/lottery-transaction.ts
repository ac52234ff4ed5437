import { binder } from './bind';
import { getLottery, insertLottery, listLotteries, lockLottery, stepLottery } from './queries/lotteries';
import {
	claimHousehold,
	countEntries,
	endEntry,
	entriesOfMembers,
	entriesOf,
	listEntries,
	releaseHousehold,
	saveEntry,
} from './queries/lottery-entries';
import { admittedTier, countEvents, memberIdsWith } from './queries/lottery-facts';
import {
	changePlace,
	insertPlaces,
	listPlaces,
	lotteriesToRedraw,
	placeByClaim,
	placesOfMembers,
	recentWins,
} from './queries/lottery-places';
import type { Scope } from './schema';
import type { LotteryTransaction } from './types';

/** What a transaction may do for Lottery, bound to the connection that it runs on. */
export function lotteryTransaction(scope: Scope): LotteryTransaction {
	const bound = binder(scope);
	return {
		insertLottery: bound(insertLottery),
		getLottery: bound(getLottery),
		lockLottery: bound(lockLottery),
		stepLottery: bound(stepLottery),
		listLotteries: bound(listLotteries),
		entriesOfMembers: bound(entriesOfMembers),
		entriesOf: bound(entriesOf),
		saveEntry: bound(saveEntry),
		endEntry: bound(endEntry),
		listEntries: bound(listEntries),
		countEntries: bound(countEntries),
		claimHousehold: bound(claimHousehold),
		releaseHousehold: bound(releaseHousehold),
		insertPlaces: bound(insertPlaces),
		listPlaces: bound(listPlaces),
		placeByClaim: bound(placeByClaim),
		placesOfMembers: bound(placesOfMembers),
		changePlace: bound(changePlace),
		lotteriesToRedraw: bound(lotteriesToRedraw),
		recentWins: bound(recentWins),
		countEvents: bound(countEvents),
		admittedTier: bound(admittedTier),
		memberIdsWith: bound(memberIdsWith),
	};
}
