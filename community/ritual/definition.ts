import { z } from 'zod/v4';
import { LANGUAGES } from '../language';

/**
 * A ritual as data. A member finishes the version that was in force when the ritual began, so a
 * definition is kept with its version and never read from the node again.
 */
export const ritualDefinitionSchema = z.object({
	v: z.literal(1),
	language: z.enum(LANGUAGES),
	/** Shown with `{name}` and `{community}`. */
	greeting: z.string().max(4096),
	rules: z.string().max(4096),
	/** In the order in which they are asked for; done in any order. */
	steps: z
		.array(
			z.discriminatedUnion('id', [
				z.object({ id: z.literal('accept_rules'), points: z.int().min(0).default(0) }),
				z.object({
					id: z.literal('introduce'),
					points: z.int().min(0).default(0),
					/** Characters as a person counts them. */
					minimumLength: z.int().min(1).max(1000),
					/** Words of which a self-introduction uses at least one; empty = any long enough message. */
					words: z.array(z.string().min(1).max(64)).max(100),
				}),
			]),
		)
		.max(20),
	/** Points for completing every step. */
	completionPoints: z.int().min(0),
});

export type RitualDefinition = z.infer<typeof ritualDefinitionSchema>;
export type RitualStep = RitualDefinition['steps'][number];
export type RitualStepId = RitualStep['id'];
