import { z } from 'zod/v4';
import { DomainError } from '../domain-error';
import { parseWith, requireDistinct } from '../parse';

const word = z.string().trim().min(1).max(128);

/** What must be reached, by measure, e.g. `{ "points": 1000, "checkins": 30 }`; all of it. */
const marksSchema = z.record(word, z.number()).refine((marks) => Object.keys(marks).length > 0, {
	error: 'name at least one measure, e.g. points',
});

const benefitSchema = z.strictObject({
	benefitId: word,
	/** As members read it. */
	text: z.string().trim().min(1).max(512),
	/** Where there is something to count or to reckon with, e.g. a discount of 5. */
	value: z.number().optional(),
});

const tierSchema = z.strictObject({
	tier: word,
	/** Who has reached all of this comes in. A tier without it can only be bought. */
	enter: marksSchema.optional(),
	/** Who is in and no longer reaches all of this has the days of grace left; `enter` if left out. */
	keep: marksSchema.optional(),
	/** Who is in and falls below any of this goes at once. */
	drop: marksSchema.optional(),
	/** Whole days from falling below `keep` to leaving the tier. */
	graceDays: z.int().min(0).max(3650).default(30),
	/** Whole days for which nobody who has come in leaves the tier, whatever happens. */
	stayDays: z.int().min(0).max(3650).default(0),
	/** Whether the tier can be bought for a time. */
	paid: z.boolean().default(false),
	benefits: z.array(benefitSchema).max(50).default([]),
});

/** The tiers of a community, the lowest first. Everybody is at least in the first. */
export const ladderSchema = z.strictObject({
	v: z.literal(1).default(1),
	tiers: z.array(tierSchema).min(1).max(50),
	/** Whether a tier has the benefits of those below it, too. */
	inherits: z.boolean().default(true),
});

export type Ladder = z.output<typeof ladderSchema>;
export type Tier = Ladder['tiers'][number];
export type Benefit = Tier['benefits'][number];
export type Marks = Readonly<Record<string, number>>;

/** @throws DomainError naming the path of what is wrong or contradicts itself */
export function parseLadder(value: unknown): Ladder {
	const ladder = parseWith(ladderSchema, value, 'tiers');
	requireDistinct(
		ladder.tiers.map(({ tier }) => tier),
		'tiers',
	);
	checkBase(ladder.tiers);
	for (const [index, tier] of ladder.tiers.entries()) checkTier(tier, `tiers.${index}`, index);
	checkOrder(ladder.tiers);
	return ladder;
}

function refuse(field: string, message: string, hint: string): never {
	throw new DomainError(message, hint, field);
}

function checkBase([base]: readonly Tier[]): void {
	if (base?.enter === undefined && base?.keep === undefined && base?.drop === undefined && base?.paid === false) return;
	refuse(
		'tiers.0',
		'The lowest tier has conditions, but everybody has to be somewhere',
		'Begin with a tier without enter, keep, drop and paid.',
	);
}

function checkTier({ tier, enter, keep, drop, paid, benefits }: Tier, path: string, index: number): void {
	requireDistinct(
		benefits.map(({ benefitId }) => benefitId),
		`${path}.benefits`,
	);
	if (enter === undefined) {
		if (index === 0 || (paid && keep === undefined && drop === undefined)) return;
		refuse(
			`${path}.enter`,
			`Nobody can get into the tier "${tier}"`,
			'Give what is to be reached, or let it be bought.',
		);
	}
	checkBelow(keep ?? enter, enter, { path: `${path}.keep`, tier, above: 'enter' });
	checkBelow(drop ?? {}, keep ?? enter, { path: `${path}.drop`, tier, above: keep === undefined ? 'enter' : 'keep' });
}

/** What is asked of those inside may not be more than what let them in. */
function checkBelow(
	lower: Marks,
	upper: Marks,
	{ path, tier, above }: Record<'path' | 'tier' | 'above', string>,
): void {
	for (const [measure, mark] of Object.entries(lower)) {
		const limit = Object.hasOwn(upper, measure) ? upper[measure] : undefined;
		if (limit !== undefined && mark <= limit) continue;
		refuse(
			`${path}.${measure}`,
			limit === undefined
				? `The tier "${tier}" asks for ${measure} here, but not in ${above}`
				: `The tier "${tier}" asks for ${mark} ${measure} here, which is more than ${limit} in ${above}`,
			'Ask for the same or less of the same measures, so that whoever has just come in may stay.',
		);
	}
}

/** Whoever reaches a tier has reached every tier below it. */
function checkOrder(tiers: readonly Tier[]): void {
	let below: Tier | undefined;
	for (const [index, tier] of tiers.entries()) {
		if (tier.enter === undefined) continue;
		for (const [measure, mark] of Object.entries(below?.enter ?? {})) {
			const here = Object.hasOwn(tier.enter, measure) ? tier.enter[measure] : undefined;
			if (here !== undefined && here >= mark) continue;
			refuse(
				`tiers.${index}.enter.${measure}`,
				`The tier "${tier.tier}" is easier to reach than "${below?.tier ?? ''}" below it: ${measure}`,
				`Ask for at least ${mark} ${measure}, or change the order of the tiers.`,
			);
		}
		below = tier;
	}
}
