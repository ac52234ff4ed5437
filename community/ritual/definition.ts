import { z } from 'zod/v4';
import { LANGUAGES } from '../language';
import { conditionSchema } from '../segments/condition';
import { MISSED, RECOGNITIONS, STEP_KINDS, type Recognition } from './kinds';
import { localisedSchema } from './localised';

const points = z.int().min(0).max(1_000_000).default(0);
const name = z.string().trim().min(1).max(64);
const hours = z
	.number()
	.positive()
	.max(24 * 366);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00');

const formLineSchema = z.strictObject({
	/** What the line begins with, e.g. `昵称`. */
	label: z.string().trim().min(1).max(32),
	/** Other words for the same line. */
	aliases: z.array(z.string().trim().min(1).max(32)).max(10).default([]),
	/** Name of the answer in texts, e.g. `{city}`; the label if left out. */
	key: z
		.string()
		.regex(/^[\p{L}\p{N}_]{1,32}$/u, 'must be letters, digits and _')
		.optional(),
	required: z.boolean().default(true),
});

const stepSchema = z.strictObject({
	/** Names the step for good: what was done is kept under it. */
	id: z.string().regex(/^[a-z0-9_]{1,32}$/, 'must be 1–32 characters of a–z, 0–9 and "_"'),
	kind: z.enum(STEP_KINDS),
	/** A few words for the list of steps. */
	title: localisedSchema.optional(),
	/** What the member is asked. */
	prompt: localisedSchema.optional(),
	/** How it is recognised; by the kind if left out. */
	by: z.enum(RECOGNITIONS).optional(),
	/** Words on the button. */
	button: localisedSchema.optional(),
	/** Regular expression in RE2's syntax; capitals do not matter. */
	pattern: z.string().min(1).max(500).optional(),
	form: z.array(formLineSchema).max(20).default([]),
	/** Characters of a message that is recognised by its words. */
	minimumLength: z.int().min(1).max(1000).default(10),
	/** Words of which one is used; empty = any long enough message; left out = the shipped ones. */
	words: z.array(z.string().min(1).max(64)).max(100).optional(),
	things: z
		.array(z.strictObject({ label: name, pattern: z.string().min(1).max(500).optional() }))
		.max(10)
		.default([]),
	choices: z
		.array(z.strictObject({ label: name, tag: name.optional() }))
		.max(20)
		.default([]),
	points,
	/** Tag that the member gets with the step. */
	tag: name.optional(),
	/** Hours after it was asked for. */
	dueHours: hours.optional(),
	/** Hours after it was asked for at which the member is reminded, once each. */
	nudgeHours: z.array(hours).max(10).default([]),
	nudge: localisedSchema.optional(),
	ifMissed: z.enum(MISSED).default('keep'),
});

/** A greeting for some of the newcomers. */
const variantSchema = z.strictObject({
	/** Name of the segment, which reports use. */
	segment: name,
	/** Whom it is for; everybody if left out. */
	when: conditionSchema.optional(),
	/** Only those who are spoken to in this language. */
	language: z.enum(LANGUAGES).optional(),
	text: localisedSchema.default(''),
});

/**
 * A ritual as data. A member finishes the version that was in force when the ritual began, so a
 * definition is kept with its version and never read from the node again.
 */
export const ritualDefinitionSchema = z.strictObject({
	v: z.literal(2),
	/** `member`: Chinese for Chinese speakers, English for others. */
	language: z.enum(['member', ...LANGUAGES]).default('member'),
	/** `ordered`: a step is asked for and recognised when all before it are done. */
	order: z.enum(['free', 'ordered']).default('free'),
	/** Shown to whom none of `greetings` is for. */
	greeting: localisedSchema.default(''),
	/** The first that fits a newcomer is theirs. */
	greetings: z.array(variantSchema).max(20).default([]),
	rules: localisedSchema.default(''),
	steps: z.array(stepSchema).max(20).default([]),
	/** Points for having done every step. */
	completionPoints: points,
	completion: localisedSchema.default(''),
	/** How the owner introduces a newcomer, with `{answers}`; nothing if empty. */
	ownerIntroduction: localisedSchema.default(''),
	/** `private`: by the event's reply handle while it lasts, else in the group. */
	greetIn: z.enum(['group', 'private']).default('group'),
	/** At most one greeting in so many seconds, for all who have come meanwhile; 0 = each by itself. */
	greetTogether: z
		.strictObject({ seconds: z.int().min(0).max(86_400).default(0), atMost: z.int().min(1).max(50).default(10) })
		.default({ seconds: 0, atMost: 10 }),
	/** Where and in which hours of the member's day reminders are given. */
	nudges: z
		.strictObject({
			to: z.enum(['group', 'member']).default('group'),
			from: clock.default('09:00'),
			until: clock.default('21:00'),
		})
		.default({ to: 'group', from: '09:00', until: '21:00' }),
	/** IANA name; the clocks of a member of whom, and of whose community, none are known. */
	timeZone: z.string().max(64).default('Asia/Shanghai'),
	/** Where operators are asked to confirm, and told of what was missed. */
	operatorsGroupId: z.string().min(1).max(128).optional(),
	/** What somebody who left and is back does with the ritual. */
	returning: z.enum(['continue', 'restart']).default('continue'),
});

export type RitualSource = z.input<typeof ritualDefinitionSchema>;
export type RitualDefinition = Omit<z.output<typeof ritualDefinitionSchema>, 'steps'> & { steps: RitualStep[] };
export type RitualStep = Omit<z.output<typeof stepSchema>, 'by'> & { by: Recognition };
export type FormLine = z.output<typeof formLineSchema>;
export type GreetingVariant = z.output<typeof variantSchema>;

/** The definition of the first release, as stores hold it. */
export const ritualDefinitionV1Schema = z.object({
	v: z.literal(1),
	language: z.enum(LANGUAGES),
	greeting: z.string().max(4096),
	rules: z.string().max(4096),
	steps: z
		.array(
			z.discriminatedUnion('id', [
				z.object({ id: z.literal('accept_rules'), points }),
				z.object({
					id: z.literal('introduce'),
					points,
					minimumLength: z.int().min(1).max(1000),
					words: z.array(z.string().min(1).max(64)).max(100),
				}),
			]),
		)
		.max(20),
	completionPoints: points,
});
