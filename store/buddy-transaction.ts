import { binder } from './bind';
import { buddyPeople, getBuddy, listBuddies, putBuddy } from './queries/buddies';
import {
	changeBuddyGroup,
	insertBuddyGroups,
	listBuddyGroups,
	openBuddyGroups,
	takeBuddyGroup,
} from './queries/buddy-groups';
import {
	answerBuddyPlace,
	getBuddyRound,
	insertBuddyPlaces,
	insertBuddyRound,
	listBuddyPlaces,
	listBuddyRounds,
} from './queries/buddy-rounds';
import type { Scope } from './schema';
import type { BuddyTransaction } from './types';

/** What a transaction may do for buddy matching, bound to the connection that it runs on. */
export function buddyTransaction(scope: Scope): BuddyTransaction {
	const bound = binder(scope);
	return {
		putBuddy: bound(putBuddy),
		getBuddy: bound(getBuddy),
		listBuddies: bound(listBuddies),
		buddyPeople: bound(buddyPeople),
		insertBuddyRound: bound(insertBuddyRound),
		getBuddyRound: bound(getBuddyRound),
		listBuddyRounds: bound(listBuddyRounds),
		insertBuddyGroups: bound(insertBuddyGroups),
		takeBuddyGroup: bound(takeBuddyGroup),
		listBuddyGroups: bound(listBuddyGroups),
		openBuddyGroups: bound(openBuddyGroups),
		changeBuddyGroup: bound(changeBuddyGroup),
		insertBuddyPlaces: bound(insertBuddyPlaces),
		listBuddyPlaces: bound(listBuddyPlaces),
		answerBuddyPlace: bound(answerBuddyPlace),
	};
}
