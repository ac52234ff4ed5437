import { z } from 'zod/v4';
import { instantMs, parseWith, utc } from '../parse';
import type { PublishedRules } from './draw/rules';

const LIMITS = {
	prizes: 50,
	quantity: 100_000,
	names: 100,
	bonus: 20,
	tasks: 20,
	fields: 30,
	alternates: 10_000,
} as const;

const name = z.string().trim().min(1).max(120);
const names = z.array(name).max(LIMITS.names).default([]);
const count = z.int().min(0).max(1_000_000_000);
const instant = z.string().transform((text, context) => {
	try {
		return utc(instantMs(text, 'instant'));
	} catch {
		context.addIssue({ code: 'custom', message: 'no instant such as 2026-03-01T08:00:00Z' });
		return z.NEVER;
	}
});

/** What one tier of prizes gives: the first tier is the top one. */
export const prizeSchema = z.strictObject({
	tierId: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/, 'must be 1–32 of A–Z, a–z, 0–9, "_" and "-"'),
	name,
	quantity: z.int().min(1).max(LIMITS.quantity),
	/** What one of them is worth, in the currency's smallest unit. */
	valueMinor: z.int().min(0).optional(),
	/** ISO 4217. */
	currency: z
		.string()
		.regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as "CNY"')
		.optional(),
});

/** Something that must have been done: so many lines of the ledger. */
const taskSchema = z.strictObject({
	name,
	/** The type of the ledger lines, e.g. `message`; with a full stop at the end all types that begin so. */
	type: z.string().min(1).max(64),
	count: z.int().min(1).max(100_000),
	/** Only within so many days before entering; absent = ever. */
	withinDays: z.int().min(1).max(3650).optional(),
});

const bonusSchema = z.strictObject({
	/** What is counted. `tag` and `tier` count once, if the member has it. */
	from: z.enum(['ageDays', 'points', 'streak', 'tag', 'task', 'tier']),
	/** The tag, the tier, or the type of ledger lines. */
	value: z.string().max(120).default(''),
	/** So many of it make one step. */
	every: z.int().min(1).max(1_000_000).default(1),
	/** Entries that one step adds. */
	add: z.int().min(-1_000_000).max(1_000_000).default(1),
});

export const claimFieldSchema = z.strictObject({
	key: z.string().regex(/^[\p{L}\p{N}_-]{1,40}$/u, 'must be 1–40 letters, digits, "_" and "-"'),
	label: name,
	required: z.boolean().default(true),
	/** Identity numbers, addresses, accounts: encrypted in the store, shown only when asked for. */
	sensitive: z.boolean().default(false),
});

const entrySchema = z
	.strictObject({
		/** Who writes this word enters. */
		keyword: z.string().trim().max(64).default(''),
		pointsCost: count.default(0),
		minPoints: count.default(0),
		minStreak: count.default(0),
		minAgeDays: count.default(0),
		anyTags: names,
		allTags: names,
		noTags: names,
		tiers: names,
		regions: names,
		tasks: z.array(taskSchema).max(LIMITS.tasks).default([]),
		/** One entry for an address, a telephone number or an invitation. */
		oneByHousehold: z.boolean().default(false),
	})
	.prefault({});

export const lotteryRulesSchema = z.strictObject({
	v: z.literal(1).default(1),
	title: name,
	opensAt: instant,
	closesAt: instant,
	prizes: z.array(prizeSchema).max(LIMITS.prizes),
	entry: entrySchema,
	weights: z
		.strictObject({ cap: z.int().max(1000).default(1), bonus: z.array(bonusSchema).max(LIMITS.bonus).default([]) })
		.prefault({}),
	exclusions: z
		.strictObject({
			/** Ids on the platform. */
			staff: names,
			staffTags: names,
			/** Who got a prize of this community within so many days stays out; 0 = nobody. */
			recentWinnerDays: z.int().min(0).max(3650).default(0),
		})
		.prefault({}),
	draw: z
		.strictObject({
			perPerson: z.int().min(1).max(50).default(1),
			alternates: z.int().min(0).max(LIMITS.alternates).default(10),
			/** What happens if there are more prizes than entrants. */
			tooFewEntrants: z.enum(['leavePrizes', 'refuse']).default('leavePrizes'),
			/** A round of the public randomness beacon drand that nobody can know before closing. */
			drand: z
				.strictObject({
					chainHash: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 characters of 0-9 and a-f'),
					round: z.int().min(1),
				})
				.optional(),
		})
		.prefault({}),
	claim: z
		.strictObject({
			hours: z.int().min(1).max(8760).default(72),
			fields: z.array(claimFieldSchema).max(LIMITS.fields).default([]),
			/** Where the claim form is. */
			formUrl: z.url({ protocol: /^https?$/ }).optional(),
		})
		.prefault({}),
	disclosure: z
		.strictObject({
			organiser: z.string().trim().max(200).default(''),
			contact: z.string().trim().max(200).default(''),
			/** How and by when prizes are delivered, who pays the tax, and what else must be said. */
			text: z.string().trim().max(4000).default(''),
		})
		.prefault({}),
});

export type LotteryRules = z.output<typeof lotteryRulesSchema>;
export type GivenRules = z.input<typeof lotteryRulesSchema>;
export type Prize = LotteryRules['prizes'][number];
export type Task = LotteryRules['entry']['tasks'][number];
export type Bonus = LotteryRules['weights']['bonus'][number];
export type ClaimField = LotteryRules['claim']['fields'][number];

/**
 * Rules as they are published, with the defaults filled in. Their sense is for the linter, see check.ts.
 *
 * @throws DomainError naming the path of the first thing that is wrong
 */
export function parseRules(value: unknown): LotteryRules {
	return parseWith(lotteryRulesSchema, value, 'rules');
}

/**
 * The rules as they are published and hashed: what decides who wins under `draw`, all else that was promised under
 * `terms`.
 */
export function publishedRules(
	rules: LotteryRules,
	{ communityId, lotteryId }: { communityId: string; lotteryId: string },
): PublishedRules {
	const { perPerson, alternates, tooFewEntrants, drand } = rules.draw;
	return {
		v: 1,
		communityId,
		lotteryId,
		title: rules.title,
		opensAt: rules.opensAt,
		closesAt: rules.closesAt,
		draw: {
			tiers: rules.prizes.map(({ tierId, name: tier, quantity }) => ({ tierId, name: tier, quantity })),
			alternates,
			maxWeight: rules.weights.cap,
			maxPrizesPerPerson: perPerson,
			tooFewEntrants,
			...(drand === undefined ? {} : { drand }),
		},
		terms: JSON.parse(
			JSON.stringify({
				values: rules.prizes
					.filter(({ valueMinor }) => valueMinor !== undefined)
					.map(({ tierId, valueMinor, currency }) => ({ tierId, valueMinor, currency })),
				entry: rules.entry,
				bonus: rules.weights.bonus,
				exclusions: rules.exclusions,
				claim: rules.claim,
				disclosure: rules.disclosure,
			}),
		) as PublishedRules['terms'],
	};
}

/** How many prizes there are in all tiers together. */
export function prizeCount(rules: Pick<LotteryRules, 'prizes'>): number {
	return rules.prizes.reduce((sum, { quantity }) => sum + quantity, 0);
}
