import { binder } from './bind';
import {
	changeEnrolment,
	countPlaces,
	enrolInCamp,
	enrolmentOfOrder,
	getEnrolment,
	listEnrolments,
} from './queries/camp-enrolments';
import { addRefund, getRefund, listRefunds, refundOfOrder, settleRefund } from './queries/camp-refunds';
import { countEventTypes, getCamp, listCamps, lockCamp, moveCamp, openCamp, openCamps } from './queries/camps';
import type { Scope } from './schema';
import type { CampTransaction } from './types';

/** What a transaction may do for camps, bound to the connection that it runs on. */
export function campTransaction(scope: Scope): CampTransaction {
	const bound = binder(scope);
	return {
		openCamp: bound(openCamp),
		getCamp: bound(getCamp),
		lockCamp: bound(lockCamp),
		listCamps: bound(listCamps),
		openCamps: bound(openCamps),
		moveCamp: bound(moveCamp),
		enrolInCamp: bound(enrolInCamp),
		getEnrolment: bound(getEnrolment),
		enrolmentOfOrder: bound(enrolmentOfOrder),
		changeEnrolment: bound(changeEnrolment),
		listEnrolments: bound(listEnrolments),
		countPlaces: bound(countPlaces),
		addRefund: bound(addRefund),
		getRefund: bound(getRefund),
		refundOfOrder: bound(refundOfOrder),
		settleRefund: bound(settleRefund),
		listRefunds: bound(listRefunds),
		countEventTypes: bound(countEventTypes),
	};
}
