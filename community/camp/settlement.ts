import { DomainError } from '../domain-error';
import type { Camp } from './definition';
import { largestRemainder } from './shares';

/** A member who has paid the deposit of a camp, and how it ended. */
export interface Participant {
	memberId: string;
	paidMinor: number;
	passed: boolean;
	/** Days that counted. */
	days: number;
}

export interface SettlementLine extends Participant {
	/** What goes back of the member's own deposit. */
	returnedMinor: number;
	/** What the member gets of the deposits of others. */
	shareMinor: number;
}

/** Who gets how much. The amounts add up: all that was paid = all that is returned + all shares + the organiser's part. */
export interface SettlementPlan {
	v: 1;
	currency: string;
	paidMinor: number;
	returnedMinor: number;
	/** Deposits of those who did not pass. */
	forfeitedMinor: number;
	sharedMinor: number;
	organiserMinor: number;
	passed: number;
	/** By member id. */
	lines: SettlementLine[];
}

/**
 * The settlement of a camp, a pure function of its rules and how everybody did: whoever passes gets the deposit back, and
 * what the others forfeit goes where the camp said it would. Shares are divided by largest remainders; among equals
 * whoever checked in on more days comes first, then the member id decides.
 *
 * @throws DomainError if the camp takes no deposit, or somebody is in the list twice
 */
export function settlementPlan(camp: Camp, participants: readonly Participant[]): SettlementPlan {
	const { deposit, forfeited } = camp;
	if (deposit === undefined) {
		throw new DomainError('The camp takes no deposit, so there is nothing to settle', 'Report its results instead.');
	}
	if (new Set(participants.map(({ memberId }) => memberId)).size < participants.length) {
		throw new DomainError('Somebody is in the list of participants twice', 'Give each member one line.');
	}
	const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
	const finishers = participants
		.filter(({ passed }) => passed)
		.sort((a, b) => b.days - a.days || (a.memberId < b.memberId ? -1 : 1));
	const isGivenBack = finishers.length === 0 && forfeited.nobodyPasses === 'give_back';
	const forfeitedMinor = isGivenBack
		? 0
		: sum(participants.filter(({ passed }) => !passed).map(({ paidMinor }) => paidMinor));
	const weights = finishers.map((one) => weightOf(one, forfeited.split));
	const isShared = forfeited.to === 'finishers' && weights.some((weight) => weight > 0);
	const sharedMinor = isShared ? forfeitedMinor - percentOf(forfeitedMinor, forfeited.organiserPercent) : 0;
	const shares = isShared ? largestRemainder(sharedMinor, weights) : [];
	const shareOf = new Map(finishers.map(({ memberId }, index) => [memberId, shares[index] ?? 0]));
	const lines = participants
		.map((one): SettlementLine => ({
			...one,
			returnedMinor: one.passed || isGivenBack ? one.paidMinor : 0,
			shareMinor: shareOf.get(one.memberId) ?? 0,
		}))
		.sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
	return {
		v: 1,
		currency: deposit.currency,
		paidMinor: sum(lines.map(({ paidMinor }) => paidMinor)),
		returnedMinor: sum(lines.map(({ returnedMinor }) => returnedMinor)),
		forfeitedMinor,
		sharedMinor,
		organiserMinor: forfeitedMinor - sharedMinor,
		passed: finishers.length,
		lines,
	};
}

function weightOf({ days, paidMinor }: Participant, split: Camp['forfeited']['split']): number {
	switch (split) {
		case 'equal':
			return 1;
		case 'by_days':
			return days;
		case 'by_deposit':
			return paidMinor;
	}
}

/** Rounded down: of a unit that cannot be divided, members have the better part. */
function percentOf(amountMinor: number, percent: number): number {
	return Number((BigInt(amountMinor) * BigInt(percent)) / 100n);
}
