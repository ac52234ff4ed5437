import { z } from 'zod/v4';
import { outboundMessageSchema } from '../../community/message';

const identifier = z.string().min(1).max(128);
const version = z.literal(1);

const targetSchema = z.object({
	/** The group's id, as `communityId` of the events gave it. */
	groupId: identifier,
	/** The member's id, as `memberId` of the events gave it. */
	memberId: identifier,
});

/** A picture that goes with a message, referred to by `message.image.binary`. */
const fileSchema = z.object({
	name: z.string().min(1).max(128),
	fileName: z.string().max(512),
	mimeType: z.string().max(256),
	/** The content in base64. */
	data: z.base64(),
});

/** What Community Chat asks of an integrator's endpoint: the body of one signed POST. */
export const outboundActionSchema = z.discriminatedUnion('action', [
	z.object({
		v: version,
		action: z.literal('message.send'),
		message: outboundMessageSchema,
		files: z.array(fileSchema).max(1).optional(),
	}),
	z.object({
		v: version,
		action: z.literal('message.delete'),
		target: z.object({
			/** The group's id, as `communityId` of the events gave it. */
			groupId: identifier,
			/** The message's id, as `messageId` of the events gave it. */
			messageId: identifier,
		}),
	}),
	z.object({ v: version, action: z.literal('join_request.approve'), target: targetSchema }),
	z.object({ v: version, action: z.literal('join_request.decline'), target: targetSchema }),
	z.object({
		v: version,
		action: z.literal('member.mute'),
		target: targetSchema,
		/** Absent: without end. */
		until: z.iso.datetime({ offset: true }).optional(),
	}),
	z.object({ v: version, action: z.literal('member.remove'), target: targetSchema, mayReturn: z.boolean() }),
	z.object({ v: version, action: z.literal('member.restore'), target: targetSchema }),
]);

export type OutboundAction = z.infer<typeof outboundActionSchema>;

/** What the endpoint may answer with a 2xx; all of it is optional. */
export const actionAnswerSchema = z.object({
	status: z.enum(['sent', 'pending_confirmation', 'rate_limited', 'failed']).optional(),
	providerId: z.string().max(512).optional(),
	retryAfterMs: z.number().min(0).optional(),
	degraded: z.array(z.string().max(512)).max(50).optional(),
	reason: z.string().max(2048).optional(),
});
