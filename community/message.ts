import { z } from 'zod/v4';

const identifier = z.string().min(1).max(128);

/**
 * A message as operations compose it, before any platform has a say. `text` shows a mention as
 * `@name`; a platform that can link it does, the others show the text as it stands.
 */
export const outboundMessageSchema = z.object({
	to: z.object({
		kind: z.enum(['group', 'member', 'reply']),
		/** A group's or member's id on the platform; for `reply` the token of the reply handle. */
		id: z.string().min(1).max(512),
		/** For `reply`: the kind of the reply handle, e.g. `telegram.callback`. */
		handle: z.string().max(128).optional(),
	}),
	text: z.string().max(16_384).optional(),
	format: z.enum(['plain', 'markdown']).default('plain'),
	image: z
		.object({
			url: z.url().optional(),
			/** Name of the item's binary field that holds the picture. */
			binary: z.string().min(1).max(128).optional(),
			mediaId: z.string().min(1).max(512).optional(),
		})
		.optional(),
	link: z
		.object({
			title: z.string().max(512),
			description: z.string().max(1024).optional(),
			url: z.url(),
			thumbnail: z.url().optional(),
		})
		.optional(),
	card: z
		.object({
			title: z.string().max(512),
			body: z.string().max(8192).optional(),
			fields: z
				.array(z.object({ label: z.string().max(256), value: z.string().max(2048) }))
				.max(50)
				.optional(),
		})
		.optional(),
	mentions: z
		.array(z.union([z.literal('all'), z.object({ id: identifier, name: z.string().max(256) })]))
		.max(50)
		.optional(),
	buttons: z
		.array(
			z.object({ text: z.string().min(1).max(128), url: z.url().optional(), value: z.string().max(256).optional() }),
		)
		.max(20)
		.optional(),
	/** Answer under this message of the same chat. */
	replyTo: identifier.optional(),
	/** Change this message of ours instead of sending a new one, where the platform can. */
	replaces: identifier.optional(),
	/** Two messages with one key are one message: the second is never sent. */
	dedupeKey: z.string().min(1).max(256).optional(),
});

export type OutboundMessage = z.infer<typeof outboundMessageSchema>;

/**
 * What became of a message.
 * - `sent`: the platform took it.
 * - `pending_confirmation`: it waits for a person (staff must confirm, or no API can do it).
 * - `rate_limited`: not sent; may be tried again after `retryAfterMs`.
 * - `failed`: certainly not sent; `reason` says why.
 * - `unsure`: it left, and nobody heard back. Never sent again by itself: a person looks.
 */
export type DeliveryStatus = 'sent' | 'pending_confirmation' | 'rate_limited' | 'failed' | 'unsure';

export interface DeliveryResult {
	status: DeliveryStatus;
	/** The platform's id of the message, where there is one. */
	providerId?: string | undefined;
	/** Milliseconds to wait before another try; only with `rate_limited`. */
	retryAfterMs?: number | undefined;
	/** What the platform could not show, one English phrase each. */
	degraded: string[];
	/** One sentence for a person, free of secrets. */
	reason?: string | undefined;
}
