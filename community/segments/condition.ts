import { z } from 'zod/v4';

/** What a condition may cost at most, so that nobody can write one that stops the community. */
export const SEGMENT_LIMITS = {
	/** Conditions within conditions. */
	depth: 8,
	/** Conditions in all. */
	conditions: 100,
	/** Entries of one list. */
	list: 50,
	/** Days that a window may reach back. */
	days: 3650,
	/** Days that may be told apart from each other. */
	distinctDays: 366,
} as const;

const word = z.string().trim().min(1).max(128).normalize('NFC');
const words = z.array(word).min(1).max(SEGMENT_LIMITS.list);
const withinDays = z.int().min(1).max(SEGMENT_LIMITS.days);
const instant = z.iso.datetime({ offset: true });
const plainValue = z.union([z.string().max(512).normalize('NFC'), z.number(), z.boolean()]);
const count = z.int().min(0).max(1_000_000);

/** Whether at least one of the keys is there. */
const names =
	(...keys: string[]) =>
	(condition: object): boolean =>
		keys.some((key) => (condition as Record<string, unknown>)[key] !== undefined);

const isRange = ({ atLeast, atMost }: { atLeast?: number | undefined; atMost?: number | undefined }): boolean =>
	atLeast === undefined || atMost === undefined || atLeast <= atMost;

const CROSSED = { error: 'atLeast is more than atMost', path: ['atLeast'] };
const lacks = (keys: string): string => `give at least one of ${keys}`;

/** A field of the portrait. Whoever has no value there matches only `known: false`. All that is given must hold. */
const fieldSchema = z
	.strictObject({
		when: z.literal('field'),
		field: word,
		/** Exactly this; of several values of one field, any. */
		equals: plainValue.optional(),
		oneOf: z.array(plainValue).min(1).max(SEGMENT_LIMITS.list).optional(),
		/** Text that holds these characters, capitals as written. */
		contains: z.string().min(1).max(128).normalize('NFC').optional(),
		atLeast: z.number().optional(),
		atMost: z.number().optional(),
		/** Dates, both days included. */
		from: z.iso.date().optional(),
		until: z.iso.date().optional(),
		known: z.boolean().optional(),
	})
	.refine(names('equals', 'oneOf', 'contains', 'atLeast', 'atMost', 'from', 'until', 'known'), {
		error: lacks('equals, oneOf, contains, atLeast, atMost, from, until and known'),
	})
	.refine(isRange, CROSSED)
	.refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
		error: 'from is later than until',
		path: ['from'],
	});

const tagSchema = z.strictObject({ when: z.literal('tag'), tag: word, has: z.boolean().default(true) });

/** How often something happened: `atMost: 0` is never. */
const eventsSchema = z
	.strictObject({
		when: z.literal('events'),
		/** Types of the event ledger, e.g. `checkin`. Any of them counts. */
		kinds: words,
		/** Every event, or the days on which there was one. */
		count: z.enum(['events', 'days']).default('events'),
		atLeast: count.optional(),
		atMost: count.optional(),
		/** Today and the days before it, so many in all; of all time if left out. */
		withinDays: withinDays.optional(),
	})
	.refine(names('atLeast', 'atMost'), { error: lacks('atLeast and atMost') })
	.refine(isRange, CROSSED)
	.refine(({ count: by, withinDays: days }) => by === 'events' || (days ?? Infinity) <= SEGMENT_LIMITS.distinctDays, {
		error: `counting days needs a window of at most ${SEGMENT_LIMITS.distinctDays} days`,
		path: ['withinDays'],
	});

const amountSchema = z
	.strictObject({
		when: z.enum(['points', 'intimacy']),
		atLeast: z.number().optional(),
		atMost: z.number().optional(),
	})
	.refine(names('atLeast', 'atMost'), { error: lacks('atLeast and atMost') })
	.refine(isRange, CROSSED);

const tierSchema = z.strictObject({ when: z.literal('tier'), oneOf: words });

/** When somebody joined, or did anything for the last time; who never did counts from joining. */
const momentSchema = z
	.strictObject({
		when: z.enum(['joined', 'lastActive']),
		/** Earlier than this instant. */
		before: instant.optional(),
		/** At this instant or later. */
		after: instant.optional(),
		/** Today or the days before it, so many in all. */
		withinDays: withinDays.optional(),
		/** Earlier than those days. */
		notWithinDays: withinDays.optional(),
	})
	.refine(names('before', 'after', 'withinDays', 'notWithinDays'), {
		error: lacks('before, after, withinDays and notWithinDays'),
	});

/** A condition that looks at one thing. */
export type SimpleCondition =
	| z.output<typeof fieldSchema>
	| z.output<typeof tagSchema>
	| z.output<typeof eventsSchema>
	| z.output<typeof amountSchema>
	| z.output<typeof tierSchema>
	| z.output<typeof momentSchema>;

/** Conditions joined: all of them, any of them, or not this one. */
export type JointCondition = { when: 'all' | 'any'; of: SegmentCondition[] } | { when: 'not'; of: SegmentCondition };

export type SegmentCondition = SimpleCondition | JointCondition;

/** `SegmentCondition` as JSON. Use `parseCondition`, which also keeps to the limits. */
export const conditionSchema: z.ZodType<SegmentCondition> = z.discriminatedUnion('when', [
	fieldSchema,
	tagSchema,
	eventsSchema,
	amountSchema,
	tierSchema,
	momentSchema,
	z.strictObject({
		when: z.enum(['all', 'any']),
		of: z
			.array(z.lazy(() => conditionSchema))
			.min(1)
			.max(SEGMENT_LIMITS.conditions),
	}),
	z.strictObject({ when: z.literal('not'), of: z.lazy(() => conditionSchema) }),
]);

/** Members who have something in common, saved under a name. */
export const segmentSchema = z.strictObject({
	v: z.literal(1).default(1),
	name: word,
	condition: conditionSchema,
});

export type Segment = z.output<typeof segmentSchema>;
