import { z } from 'zod/v4';
import { DomainError } from '../domain-error';
import { parseWith, requireDistinct, requireZone } from '../parse';

const word = z.string().trim().min(1).max(128);
const plainValue = z.union([z.string().max(512), z.number(), z.boolean()]);

/** One thing about the event; all that is given must hold. A value that is missing or no number fits no limit. */
const whenSchema = z
	.strictObject({
		/** Key of the event's data, e.g. `characters`. */
		field: word,
		equals: plainValue.optional(),
		oneOf: z.array(plainValue).min(1).max(50).optional(),
		atLeast: z.number().optional(),
		atMost: z.number().optional(),
	})
	.refine((when) => Object.entries(when).some(([key, value]) => key !== 'field' && value !== undefined), {
		error: 'give at least one of equals, oneOf, atLeast and atMost',
	});

export const pointsRuleSchema = z.strictObject({
	/** Stays the same for ever: it makes a booking the same booking when an event comes again. */
	ruleId: word,
	/** Kinds of events that the rule is for, e.g. `checkin`. */
	kinds: z.array(word).min(1).max(50),
	/** Whole points for one event, negative to take; for one `per` where that is given. */
	points: z
		.int()
		.min(-1_000_000)
		.max(1_000_000)
		.refine((points) => points !== 0, { error: 'must not be 0' }),
	/** Points for each whole `unit` of a number in the event's data, e.g. each 1,000 of `amountMinor`. */
	per: z.strictObject({ field: word, unit: z.number().positive() }).optional(),
	when: z.array(whenSchema).max(20).default([]),
	/** Points that this rule gives one member in one of the member's days at most. */
	dailyCap: z.int().min(1).optional(),
	/** How often this rule gives one member points in one day at most. */
	dailyTimes: z.int().min(1).optional(),
});

export const pointsPolicySchema = z.strictObject({
	v: z.literal(1).default(1),
	rules: z.array(pointsRuleSchema).max(100),
	/** Points that all rules together give one member in one day at most; what is taken does not count. */
	dailyCap: z.int().min(1).optional(),
	/** IANA name: the community's, for members whose own is not known. */
	timeZone: z.string().min(1),
});

export type PointsRule = z.output<typeof pointsRuleSchema>;
export type PointsPolicy = z.output<typeof pointsPolicySchema>;

/** @throws DomainError naming the path of what is wrong or contradicts itself */
export function parsePointsPolicy(value: unknown): PointsPolicy {
	const policy = parseWith(pointsPolicySchema, value, 'points');
	requireZone(policy.timeZone);
	requireDistinct(
		policy.rules.map(({ ruleId }) => ruleId),
		'rules',
	);
	for (const [index, { points, dailyCap, ruleId }] of policy.rules.entries()) {
		if (points > 0 || dailyCap === undefined) continue;
		throw new DomainError(
			`The rule "${ruleId}" takes points and has a daily cap, which is for points that are given`,
			'Leave the cap out, or say with dailyTimes how often it may take points.',
			`rules.${index}.dailyCap`,
		);
	}
	return policy;
}
