import { ensureCommunity, getCommunity } from './queries/communities';
import { appendLedger, listLedger } from './queries/ledger';
import { decideApplication, getApplication, waitingApplication } from './queries/applications';
import { ensureMember, findMember, getMember, listIdentities, lockMember, setMemberStatus } from './queries/members';
import { Operations } from './queries/operations';
import { addPoints, pointsBalance } from './queries/points';
import {
	completeRitual,
	getRitual,
	getRitualProgress,
	latestRitualProgress,
	listRitualProgress,
	recordRitualStep,
	saveRitual,
	startRitual,
} from './queries/rituals';
import { checkInTransaction } from './check-in-transaction';
import { buddyTransaction } from './buddy-transaction';
import { lotteryTransaction } from './lottery-transaction';
import { memberTransaction } from './member-transaction';
import { campTransaction } from './camp-transaction';
import { ritualTransaction } from './ritual-transaction';
import { giveawayTransaction } from './giveaway-transaction';
import type { Scope } from './schema';
import { screeningTransaction } from './screening-transaction';
import { standingTransaction } from './standing-transaction';
import type { StoreTransaction } from './types';

/** A StoreTransaction, and the check that its engine has not given up on it. */
export interface RunningTransaction {
	transaction: StoreTransaction;
	assertAlive: () => void;
}

/** What one transaction may do, bound to the connection that it runs on. */
export function runningTransaction(scope: Scope): RunningTransaction {
	const operations = new Operations(scope);
	const transaction: StoreTransaction = {
		...screeningTransaction(scope),
		...giveawayTransaction(scope),
		...memberTransaction(scope),
		...campTransaction(scope),
		...checkInTransaction(scope),
		...buddyTransaction(scope),
		...ritualTransaction(scope),
		...standingTransaction(scope),
		...lotteryTransaction(scope),
		once: (communityId, key, at, work) => operations.once(communityId, key, at, work),
		appendLedger: (entries) => appendLedger(scope, entries),
		listLedger: (filter, page) => listLedger(scope, filter, page),
		ensureCommunity: (community) => ensureCommunity(scope, community),
		getCommunity: (communityId) => getCommunity(scope, communityId),
		ensureMember: (member) => ensureMember(scope, member),
		findMember: (communityId, identity) => findMember(scope, communityId, identity),
		getMember: (communityId, memberId) => getMember(scope, communityId, memberId),
		lockMember: async (communityId, memberId) => {
			await lockMember(scope, communityId, memberId);
		},
		setMemberStatus: (communityId, memberId, status, at) => setMemberStatus(scope, communityId, memberId, status, at),
		listIdentities: (communityId, memberId) => listIdentities(scope, communityId, memberId),
		getApplication: (communityId, applicationId) => getApplication(scope, communityId, applicationId),
		waitingApplication: (communityId, memberId) => waitingApplication(scope, communityId, memberId),
		decideApplication: (communityId, applicationId, decision) =>
			decideApplication(scope, communityId, applicationId, decision),
		saveRitual: (communityId, ritualId, definition, at) => saveRitual(scope, communityId, ritualId, definition, at),
		getRitual: (communityId, ritualId, version) => getRitual(scope, communityId, ritualId, version),
		startRitual: (progress) => startRitual(scope, progress),
		getRitualProgress: (communityId, progressId) => getRitualProgress(scope, communityId, progressId),
		latestRitualProgress: (communityId, memberId, ritualId) =>
			latestRitualProgress(scope, communityId, memberId, ritualId),
		listRitualProgress: (filter, page) => listRitualProgress(scope, filter, page),
		recordRitualStep: (communityId, progressId, step) => recordRitualStep(scope, communityId, progressId, step),
		completeRitual: (communityId, progressId, at) => completeRitual(scope, communityId, progressId, at),
		addPoints: (entry, options) => addPoints(scope, entry, options),
		pointsBalance: (communityId, memberId) => pointsBalance(scope, communityId, memberId),
	};
	return { transaction, assertAlive: () => operations.assertAlive() };
}
