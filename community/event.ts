import { z } from 'zod/v4';

/**
 * Everything that can happen in a community, whatever platform it happened on.
 * `unknown` keeps what a platform sent and we do not understand yet, so that nothing is lost.
 */
export const EVENT_TYPES = [
	'joined',
	'left',
	'removed',
	'join_request',
	'contact_added',
	'message',
	'checkin',
	'button',
	'form_submitted',
	'form_updated',
	'payment_succeeded',
	'payment_closed',
	'refund_succeeded',
	'community_created',
	'community_dissolved',
	'unknown',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

const identifier = z.string().min(1).max(128);
const instant = z.iso.datetime({ offset: true });

/** A way to answer one event, which the platform takes back after `expiresAt`. */
export const replyHandleSchema = z.object({
	kind: identifier,
	token: z.string().min(1).max(512),
	expiresAt: instant,
});

/**
 * What an integrator may send: a CommunityEvent without the fields that only the receiver can
 * know (`receivedAt`, `verified`). Unknown fields are dropped, not refused, so that a sender may
 * be newer than the receiver.
 */
export const incomingEventSchema = z.object({
	v: z.literal(1).default(1),
	eventId: identifier,
	platform: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,31}$/, 'must be 1–32 characters of a–z, 0–9, "_" and "-"'),
	communityId: identifier,
	communityName: z.string().max(256).optional(),
	memberId: identifier.optional(),
	memberName: z.string().max(256).optional(),
	/** The name a person is found by on the platform, without the “@”. */
	memberHandle: z.string().max(128).optional(),
	memberIdType: z.string().max(64).optional(),
	memberLanguage: z.string().max(35).optional(),
	actorId: identifier.optional(),
	actorName: z.string().max(256).optional(),
	type: z.enum(EVENT_TYPES),
	occurredAt: instant,
	text: z.string().max(16_384).optional(),
	messageId: identifier.optional(),
	hasImage: z.boolean().optional(),
	button: z
		.object({
			value: z.string().min(1).max(256),
			messageId: identifier.optional(),
			messageText: z.string().max(16_384).optional(),
		})
		.optional(),
	invite: z
		.object({
			link: z.string().max(512).optional(),
			name: z.string().max(256).optional(),
			inviterId: identifier.optional(),
		})
		.optional(),
	replyHandle: replyHandleSchema.optional(),
	form: z
		.object({
			formId: identifier,
			entryId: identifier,
			fields: z
				.array(z.object({ key: z.string().min(1).max(128), label: z.string().max(512), value: z.json() }))
				.max(500),
		})
		.optional(),
	payment: z
		.object({
			orderId: identifier,
			transactionId: identifier,
			amountMinor: z.int(),
			currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as "CNY"'),
		})
		.optional(),
	raw: z.json().optional(),
});

/** The event as every node passes it on: one member, one thing that happened, already verified. */
export const communityEventSchema = incomingEventSchema.extend({
	receivedAt: instant,
	verified: z.boolean(),
});

export type IncomingEvent = z.infer<typeof incomingEventSchema>;
export type CommunityEvent = z.infer<typeof communityEventSchema>;
export type ReplyHandle = z.infer<typeof replyHandleSchema>;
