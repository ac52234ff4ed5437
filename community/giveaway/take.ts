import { daysBetween } from '../days';
import { supplyOf, timesPerPerson, type Giveaway, type InstantWin } from './definition';
import { numbersOf } from './numbers';
import { splitRedPacket } from './red-packet';

export type GiveawayStatus = 'open' | 'closed';
export type TakeRefusal = 'not_yet' | 'over' | 'not_a_member' | 'too_new' | 'taken_before' | 'empty';

/** What a person got. */
export type Outcome =
	| { kind: 'share'; amount: number }
	/** `ticket` from 1. */
	| { kind: 'ticket'; ticket: number; code?: string }
	/** `number` below a million, as it was drawn; `prize` is missing where nothing was won. */
	| { kind: 'play'; play: number; number: number; prize?: string; outOfStock?: boolean };

export interface TakeFacts {
	status: GiveawayStatus;
	/** Live takes of all persons. */
	taken: number;
	/** How often this person has taken, whatever became of it. */
	before: number;
	isMember: boolean;
	/** ISO 8601; null if it is not known. */
	joinedAt: string | null;
}

/**
 * Why somebody gets nothing; `undefined` if they may take.
 *
 * @param timeZone whose midnights days of membership are counted by
 */
export function takeRefusal(
	giveaway: Giveaway,
	facts: TakeFacts,
	now: string,
	timeZone: string,
): TakeRefusal | undefined {
	if (facts.status === 'closed' || Date.parse(now) >= Date.parse(giveaway.endsAt)) return 'over';
	if (Date.parse(now) < Date.parse(giveaway.opensAt)) return 'not_yet';
	if (!facts.isMember) return 'not_a_member';
	if (giveaway.minimumDays > 0 && membershipDays(facts.joinedAt, now, timeZone) < giveaway.minimumDays)
		return 'too_new';
	if (facts.before >= timesPerPerson(giveaway)) return 'taken_before';
	return facts.taken >= supplyOf(giveaway) ? 'empty' : undefined;
}

function membershipDays(joinedAt: string | null, now: string, timeZone: string): number {
	return joinedAt === null ? -1 : daysBetween(joinedAt, now, timeZone);
}

export interface TakeInput {
	/** 32 bytes in hex. */
	secret: string;
	/** Which take of the giveaway this is, from 0. */
	index: number;
	/** Who takes: the person that the take is kept under. */
	personId: string;
	/** Which take of this person, from 1. */
	attempt: number;
	/** Ticket numbers that are given out now. */
	ticketsHeld: ReadonlySet<number>;
	/** How often each prize has been won. */
	won: Readonly<Record<string, number>>;
}

/** What a person gets who may take: a pure function of the rules, the secret and what was taken before. */
export function takeFrom(giveaway: Giveaway, input: TakeInput): Outcome {
	switch (giveaway.kind) {
		case 'red_packet': {
			const shares = splitRedPacket(giveaway.total, giveaway.shares, giveaway.split, input.secret);
			return { kind: 'share', amount: shares[input.index] ?? 0 };
		}
		case 'tickets': {
			let ticket = 1;
			while (input.ticketsHeld.has(ticket)) ticket += 1;
			const code = giveaway.codes[ticket - 1];
			return { kind: 'ticket', ticket, ...(code === undefined ? {} : { code }) };
		}
		case 'instant_win':
			return play(giveaway, input);
	}
}

/**
 * The number that decides a play, from 0 to 999,999. It hangs on the person and the play alone, so nobody gets better odds
 * by being earlier, later or quicker than others; the secret is committed before the first play and shown at the end.
 */
export function playNumber(secret: string, personId: string, attempt: number): number {
	return numbersOf(secret, `shequn-instant-win/v1/${personId}/${String(attempt)}`)(1_000_000);
}

function play({ prizes }: InstantWin, { secret, personId, attempt, won }: TakeInput): Outcome {
	const number = playNumber(secret, personId, attempt);
	let from = 0;
	for (const { name, perMillion, stock } of prizes) {
		if (number >= from && number < from + perMillion) {
			const isLeft = (won[name] ?? 0) < stock;
			return { kind: 'play', play: attempt, number, ...(isLeft ? { prize: name } : { outOfStock: true }) };
		}
		from += perMillion;
	}
	return { kind: 'play', play: attempt, number };
}
