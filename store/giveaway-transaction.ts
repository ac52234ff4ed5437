import { binder } from './bind';
import { addTake, countThings, giveBackTake, listTakes, takesOf } from './queries/giveaway-takes';
import {
	closeGiveaway,
	endedGiveaways,
	getGiveaway,
	listGiveaways,
	lockGiveaway,
	openGiveaway,
} from './queries/giveaways';
import type { Scope } from './schema';
import type { GiveawayTransaction } from './types';

/** What a transaction may do for giveaways, bound to the connection that it runs on. */
export function giveawayTransaction(scope: Scope): GiveawayTransaction {
	const bound = binder(scope);
	return {
		openGiveaway: bound(openGiveaway),
		getGiveaway: bound(getGiveaway),
		lockGiveaway: bound(lockGiveaway),
		listGiveaways: bound(listGiveaways),
		endedGiveaways: bound(endedGiveaways),
		closeGiveaway: bound(closeGiveaway),
		addTake: bound(addTake),
		giveBackTake: bound(giveBackTake),
		takesOf: bound(takesOf),
		listTakes: bound(listTakes),
		countThings: bound(countThings),
	};
}
