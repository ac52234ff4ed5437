import { z } from 'zod/v4';
import { DomainError } from '../domain-error';

/** Integers keep the sums exact, and so the proof that a pairing is the best. */
const weight = z.int().min(0).max(10_000);
const prefixes = z.array(z.string().min(1).max(32)).max(20);

/** What counts how much against a pair: each weight is added for as much as is missing. */
export const weightsSchema = z.object({
	/** For each tag in common that is missing to `sharedTagsWanted`. */
	sharedTags: weight.default(10),
	/** For each wish that is missing to `complementaryTagsWanted`: one wants what the other offers. */
	complementaryTags: weight.default(15),
	/** If the cities differ, or one is not known. */
	city: weight.default(5),
	/** For each hour that is missing to `hours.needed`. */
	hours: weight.default(8),
	/** If both are newcomers, or both regulars. */
	mix: weight.default(10),
	/** For a meeting in the first round in which it is allowed again; half as much every `fadeRounds`. */
	repeat: weight.default(60),
});

export const buddySettingsSchema = z.object({
	/** Two who met do not meet again for so many rounds; 0 allows them to meet in the next. */
	noRepeatRounds: z.int().min(0).max(1000).default(6),
	fadeRounds: z.int().min(1).max(1000).default(3),
	/** Whether a pair counts as a repeat although its people said that they did not meet. */
	countUnmet: z.boolean().default(false),
	/** An odd number of people makes one trio, or leaves one person alone. */
	trio: z.enum(['when_odd', 'never']).default('when_odd'),
	sharedTagsWanted: z.int().min(0).max(20).default(3),
	complementaryTagsWanted: z.int().min(0).max(20).default(1),
	/** What stands before what a person looks for and gives: `wants:design` goes with `offers:design`. */
	wants: prefixes.default(['wants:', '想要:', '想学:']),
	offers: prefixes.default(['offers:', '提供:', '可教:']),
	/** When people have time, by the clocks of their own time zone. */
	hours: z
		.object({
			from: z.int().min(0).max(23).default(9),
			to: z.int().min(1).max(24).default(22),
			needed: z.int().min(0).max(24).default(4),
		})
		.prefault({}),
	/** A newcomer has been here for fewer days. */
	newcomerDays: z.int().min(0).max(10_000).default(30),
	/** Pairs of members who are never brought together, whoever asked for it. */
	neverTogether: z
		.array(z.tuple([z.string().min(1).max(128), z.string().min(1).max(128)]))
		.max(10_000)
		.default([]),
	weights: weightsSchema.prefault({}),
});

export type BuddySettings = z.output<typeof buddySettingsSchema>;

/**
 * An operator's settings with the defaults filled in.
 *
 * @throws DomainError naming the field that is wrong or contradicts another
 */
export function readBuddySettings(value: unknown): BuddySettings {
	const parsed = buddySettingsSchema.safeParse(value);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		const path = issue?.path.map(String).join('.') ?? '';
		const field = path === '' ? 'settings' : path;
		throw new DomainError(
			`"${field}" cannot be used: ${issue?.message ?? 'it has another shape than expected'}`,
			`Correct "${field}"; the documentation of the node shows an example.`,
			field,
		);
	}
	const { from, to } = parsed.data.hours;
	if (from >= to) {
		throw new DomainError(
			`The hours end (${to}:00) before they begin (${from}:00)`,
			'Choose an end after the beginning, on the same day.',
			'hours.to',
		);
	}
	return parsed.data;
}
