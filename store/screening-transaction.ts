import { binder } from './bind';
import {
	admissionOf,
	admissionsBy,
	countMembers,
	countTiers,
	lockCommunity,
	recordAdmission,
} from './queries/admissions';
import { decideAppeal, getAppeal, listAppeals, openAppeal } from './queries/appeals';
import { insertApplication } from './queries/applications';
import {
	addToBlocklist,
	findBlocked,
	liftFromBlocklist,
	listBlocklist,
	listBlocklistSubscriptions,
	subscribeBlocklist,
	unsubscribeBlocklist,
} from './queries/blocklist';
import { countCases, getCase, insertCases, listCases, moveCase, openCaseOf } from './queries/elimination-cases';
import { getRun, insertRun, listRuns, moveRun } from './queries/elimination-runs';
import { forgive, listForgiven, unforgive } from './queries/forgiven';
import { getImmunity, liftImmunity, setImmunity } from './queries/immunity';
import { getInvitation, issueInvitation, listInvitations, revokeInvitation } from './queries/invitations';
import { memberFacts } from './queries/member-facts';
import { countMessages, getRecentMessage, noteMessages, pruneRecentMessages, recentMessages } from './queries/messages';
import { paymentsOfOrder } from './queries/payments';
import { contactsOf, eventsOfIdentity, findByContacts, membershipsOfIdentity, putContacts } from './queries/people';
import { closeTask, getTask, listTasks, openTask } from './queries/person-tasks';
import { invitees, inviterOf, listRedemptions, redeemInvitation } from './queries/redemptions';
import {
	assignApplications,
	moveApplication,
	noteReminder,
	reopenApplication,
	setReview,
} from './queries/review-steps';
import { countApplications, getReview, lastDecision, listApplications, rankApplications } from './queries/reviews';
import { addStrike, getStrike, listStrikes, undoStrike } from './queries/strikes';
import { judgeTaskProof, listTaskProofs, putTaskProof } from './queries/task-proofs';
import type { Scope } from './schema';
import type { AdmissionTransaction, EliminationTransaction, ModerationTransaction, ReviewTransaction } from './types';

type ScreeningTransaction = AdmissionTransaction & ReviewTransaction & ModerationTransaction & EliminationTransaction;

/** What a transaction may do for Member Screening, bound to the connection that it runs on. */
export function screeningTransaction(scope: Scope): ScreeningTransaction {
	const bound = binder(scope);
	return {
		admissionOf: bound(admissionOf),
		admissionsBy: bound(admissionsBy),
		countMembers: bound(countMembers),
		countTiers: bound(countTiers),
		lockCommunity: bound(lockCommunity),
		recordAdmission: bound(recordAdmission),
		getInvitation: bound(getInvitation),
		issueInvitation: bound(issueInvitation),
		listInvitations: bound(listInvitations),
		revokeInvitation: bound(revokeInvitation),
		invitees: bound(invitees),
		inviterOf: bound(inviterOf),
		listRedemptions: bound(listRedemptions),
		redeemInvitation: bound(redeemInvitation),
		judgeTaskProof: bound(judgeTaskProof),
		listTaskProofs: bound(listTaskProofs),
		putTaskProof: bound(putTaskProof),
		paymentsOfOrder: bound(paymentsOfOrder),
		contactsOf: bound(contactsOf),
		eventsOfIdentity: bound(eventsOfIdentity),
		findByContacts: bound(findByContacts),
		membershipsOfIdentity: bound(membershipsOfIdentity),
		putContacts: bound(putContacts),
		addToBlocklist: bound(addToBlocklist),
		findBlocked: bound(findBlocked),
		liftFromBlocklist: bound(liftFromBlocklist),
		listBlocklist: bound(listBlocklist),
		listBlocklistSubscriptions: bound(listBlocklistSubscriptions),
		subscribeBlocklist: bound(subscribeBlocklist),
		unsubscribeBlocklist: bound(unsubscribeBlocklist),
		insertApplication: bound(insertApplication),
		countApplications: bound(countApplications),
		getReview: bound(getReview),
		lastDecision: bound(lastDecision),
		listApplications: bound(listApplications),
		rankApplications: bound(rankApplications),
		assignApplications: bound(assignApplications),
		moveApplication: bound(moveApplication),
		noteReminder: bound(noteReminder),
		reopenApplication: bound(reopenApplication),
		setReview: bound(setReview),
		addStrike: bound(addStrike),
		getStrike: bound(getStrike),
		listStrikes: bound(listStrikes),
		undoStrike: bound(undoStrike),
		countMessages: bound(countMessages),
		getRecentMessage: bound(getRecentMessage),
		noteMessages: bound(noteMessages),
		pruneRecentMessages: bound(pruneRecentMessages),
		recentMessages: bound(recentMessages),
		forgive: bound(forgive),
		listForgiven: bound(listForgiven),
		unforgive: bound(unforgive),
		getRun: bound(getRun),
		insertRun: bound(insertRun),
		listRuns: bound(listRuns),
		moveRun: bound(moveRun),
		countCases: bound(countCases),
		getCase: bound(getCase),
		insertCases: bound(insertCases),
		listCases: bound(listCases),
		moveCase: bound(moveCase),
		openCaseOf: bound(openCaseOf),
		memberFacts: bound(memberFacts),
		getImmunity: bound(getImmunity),
		liftImmunity: bound(liftImmunity),
		setImmunity: bound(setImmunity),
		decideAppeal: bound(decideAppeal),
		getAppeal: bound(getAppeal),
		listAppeals: bound(listAppeals),
		openAppeal: bound(openAppeal),
		closeTask: bound(closeTask),
		getTask: bound(getTask),
		listTasks: bound(listTasks),
		openTask: bound(openTask),
	};
}
