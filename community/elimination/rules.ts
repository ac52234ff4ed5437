import { z } from 'zod/v4';

const days = z.int().min(1).max(3650);
const names = z.array(z.string().min(1).max(128)).max(10_000).default([]);

export const QUOTA_ORDERS = ['points', 'lastActive', 'joined', 'score'] as const;
export type QuotaOrder = (typeof QUOTA_ORDERS)[number];

/** The five rules, in the order in which they fill a batch: the gravest first. */
export const ELIMINATION_RULES = ['violations', 'output', 'points', 'quota', 'persuasion'] as const;
export type EliminationRule = (typeof ELIMINATION_RULES)[number];

/** 人员定额制: nobody goes while the group has room; then those who stand last. */
const quotaSchema = z.object({
	maxMembers: z.int().min(1).max(10_000_000),
	/** Who goes first: fewest points, longest silent, newest, or lowest score. */
	order: z.enum(QUOTA_ORDERS),
});

/** 犯规剔除制: strikes that were not undone add up. */
const violationsSchema = z.object({ minStrikePoints: z.number().positive(), withinDays: days });

/** 积分淘汰制: below so many points, of all time or earned within so many days. */
const pointsSchema = z.object({
	below: z.int(),
	withinDays: days.optional(),
	/** Only who has been a member for so many days is judged; `withinDays` if left out. */
	afterDaysOfMembership: z.int().min(0).max(3650).optional(),
});

/** 成果淘汰制: fewer than so many outputs of these kinds (any kind if none is named). */
const outputSchema = z.object({
	minCount: z.int().min(1),
	kinds: names,
	withinDays: days,
	/** Only who has been a member for so many days is judged; `withinDays` if left out. */
	afterDaysOfMembership: z.int().min(0).max(3650).optional(),
});

/** 主动劝退制: a talk, then a parting, if the member agrees or an operator confirms. Never by itself. */
const persuasionSchema = z.object({
	memberIds: names,
	silentForDays: days.optional(),
	/** How long a talk may stay without an answer before it is closed. */
	answerDays: days.default(14),
});

const immunitySchema = z.object({
	roles: names,
	tags: names,
	tiers: names,
	memberIds: names,
	/** Who has joined fewer than so many days ago. */
	newcomerDays: z.int().min(0).max(3650).default(0),
	/** Who has contributed anything within so many days. */
	contributionWithinDays: days.optional(),
	/** Rules that immunity does not stop, e.g. violations. */
	notFor: z.array(z.enum(ELIMINATION_RULES)).default([]),
});

/**
 * How a community parts with members. Ranges that contradict each other are refused by `parsePolicy`.
 */
export const eliminationPolicySchema = z.object({
	v: z.literal(1).default(1),
	/** IANA name; days begin and end by its clocks. */
	timeZone: z.string().min(1),
	rules: z.object({
		quota: quotaSchema.optional(),
		violations: violationsSchema.optional(),
		points: pointsSchema.optional(),
		output: outputSchema.optional(),
		persuasion: persuasionSchema.optional(),
	}),
	immunity: immunitySchema.prefault({}),
	/** How many may be on notice at the same time; the smaller of both counts. */
	batchCap: z.object({ count: z.int().optional(), percent: z.number().optional() }).default({ count: 10, percent: 5 }),
	/** The community never gets smaller than this. */
	minimumSize: z.int().min(0).default(0),
	/** From the notice to the removal, in whole days. */
	graceDays: z.int().min(0).max(365).default(7),
	/** How long after the notice a member may appeal, in whole days. */
	appealDays: z.int().min(0).max(365).default(3),
	/** How many days before the end of the grace period a reminder goes out; none if left out. */
	remindDaysBefore: z.int().min(1).max(365).optional(),
	/** How long a granted appeal protects, in whole days. */
	immuneDaysAfterAppeal: z.int().min(0).max(3650).default(30),
});

export type EliminationPolicy = z.output<typeof eliminationPolicySchema>;
