import type { Price } from '../admission/payment';
import { campStart, enrolmentEnds, type Camp } from './definition';

/** `open`: members enrol and check in; `proposed`: a settlement waits for approval; `settled`: nothing changes any more. */
export type CampStatus = 'open' | 'proposed' | 'settled' | 'cancelled';

/** `waiting`: the deposit is not paid. */
export type EnrolmentStatus = 'waiting' | 'enrolled' | 'withdrawn';

export type EnrolmentRefusal = 'closed' | 'too_late' | 'full';

export interface EnrolmentFacts {
	status: CampStatus;
	/** Places that others hold: those who have paid, and those who may still pay in time. */
	taken: number;
}

/** Why somebody cannot enrol now; `undefined` if they can. */
export function enrolmentRefusal(
	camp: Camp,
	{ status, taken }: EnrolmentFacts,
	now: string,
): EnrolmentRefusal | undefined {
	if (status !== 'open') return 'closed';
	if (Date.parse(now) >= Date.parse(enrolmentEnds(camp))) return 'too_late';
	return camp.places !== undefined && taken >= camp.places ? 'full' : undefined;
}

/** Whether a deposit still comes back whole to whoever leaves: the camp has not begun. */
export function mayWithdraw(camp: Camp, status: CampStatus, now: string): boolean {
	return status === 'open' && Date.parse(now) < Date.parse(campStart(camp));
}

export type DepositVerdict = 'accepted' | 'too_little' | 'other_currency' | 'no_place' | 'not_waiting';

/**
 * What a payment for an enrolment is good for. Whatever is not accepted goes back.
 *
 * @param refusal why the member could not enrol at the moment of the payment, if so
 */
export function depositVerdict(
	deposit: Price,
	paid: Price,
	status: EnrolmentStatus,
	refusal: EnrolmentRefusal | undefined,
): DepositVerdict {
	if (status !== 'waiting') return 'not_waiting';
	if (paid.currency !== deposit.currency) return 'other_currency';
	if (paid.amountMinor < deposit.amountMinor) return 'too_little';
	return refusal === undefined ? 'accepted' : 'no_place';
}
