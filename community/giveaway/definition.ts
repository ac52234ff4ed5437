import { z } from 'zod/v4';
import { DomainError } from '../domain-error';
import { LANGUAGES } from '../language';
import { instantMs, parseWith, requireDistinct } from '../parse';
import { requireSplittable } from './red-packet';

const count = z.int().min(1).max(1_000_000);

const common = {
	v: z.literal(1).default(1),
	title: z.string().trim().min(1).max(64),
	language: z.enum(LANGUAGES).default('zh-CN'),
	/** From when on it can be taken, ISO 8601. */
	opensAt: z.string(),
	endsAt: z.string(),
	/** Whole days that somebody has been a member; nobody is told of it beforehand but by the announcement. */
	minimumDays: z.int().min(0).max(10_000).default(0),
};

/** ¥ or points that are split among those who come first. */
export const redPacketSchema = z.strictObject({
	...common,
	kind: z.literal('red_packet'),
	/** Points, or an amount in the smallest unit of a currency. */
	total: z.int().min(1).max(1_000_000_000),
	shares: z.int().min(1).max(10_000),
	/** `points` are booked at once; an ISO 4217 code means that somebody pays them out. */
	unit: z.string().regex(/^(points|[A-Z]{3})$/, 'must be "points" or an ISO 4217 code'),
	split: z.enum(['lucky', 'equal']).default('lucky'),
});

/** Places or things for those who come first. */
export const ticketsSchema = z.strictObject({
	...common,
	kind: z.literal('tickets'),
	quantity: z.int().min(1).max(100_000),
	/** What the holders get, one each, in the order of the numbers; as many as there are tickets, or none. */
	codes: z.array(z.string().trim().min(1).max(128)).max(100_000).default([]),
});

/** A draw at once, with odds that never change. */
export const instantWinSchema = z.strictObject({
	...common,
	kind: z.literal('instant_win'),
	prizes: z
		.array(
			z.strictObject({
				name: z.string().trim().min(1).max(64),
				/** Chances in a million. */
				perMillion: z.int().min(1).max(1_000_000),
				stock: count,
			}),
		)
		.min(1)
		.max(50),
	playsPerPerson: z.int().min(1).max(100).default(1),
});

export const giveawaySchema = z.discriminatedUnion('kind', [redPacketSchema, ticketsSchema, instantWinSchema]);

export type Giveaway = z.output<typeof giveawaySchema>;
export type GiveawayKind = Giveaway['kind'];
export type RedPacket = Extract<Giveaway, { kind: 'red_packet' }>;
export type Tickets = Extract<Giveaway, { kind: 'tickets' }>;
export type InstantWin = Extract<Giveaway, { kind: 'instant_win' }>;

const MILLION = 1_000_000;

/** @throws DomainError naming what is wrong or contradicts itself */
export function parseGiveaway(value: unknown): Giveaway {
	const giveaway = parseWith(giveawaySchema, value, 'giveaway');
	if (instantMs(giveaway.endsAt, 'endsAt') <= instantMs(giveaway.opensAt, 'opensAt')) {
		throw new DomainError('It ends before it begins', 'Let "endsAt" be later than "opensAt".', 'endsAt');
	}
	switch (giveaway.kind) {
		case 'red_packet':
			requireSplittable(giveaway.total, giveaway.shares);
			break;
		case 'tickets':
			requireCodes(giveaway);
			break;
		case 'instant_win':
			requireOdds(giveaway);
	}
	return giveaway;
}

function requireCodes({ codes, quantity }: Tickets): void {
	requireDistinct(codes, 'codes');
	if (codes.length === 0 || codes.length === quantity) return;
	throw new DomainError(
		`There are ${quantity} tickets and ${codes.length} codes`,
		'Give one code for each ticket, or none.',
		'codes',
	);
}

function requireOdds({ prizes }: InstantWin): void {
	requireDistinct(
		prizes.map(({ name }) => name),
		'prizes',
	);
	const sum = prizes.reduce((total, { perMillion }) => total + perMillion, 0);
	if (sum <= MILLION) return;
	throw new DomainError(
		`The chances of all prizes are ${sum / 10_000} % together`,
		'Lower them until they are 100 % at most.',
		'prizes',
	);
}

/** How many times all persons together can take from it; without an end for an instant win. */
export function supplyOf(giveaway: Giveaway): number {
	switch (giveaway.kind) {
		case 'red_packet':
			return giveaway.shares;
		case 'tickets':
			return giveaway.quantity;
		case 'instant_win':
			return Number.POSITIVE_INFINITY;
	}
}

/** How often one person may take from it. */
export function timesPerPerson(giveaway: Giveaway): number {
	return giveaway.kind === 'instant_win' ? giveaway.playsPerPerson : 1;
}
