/**
 * Types of events by which a member shows a sign of life, for "last active". Joining is none of them: who never did
 * anything counts from joining.
 */
export const ACTIVE_TYPES = [
	'message',
	'checkin',
	'checkin.recorded',
	'button',
	'form_submitted',
	'form_updated',
	'payment_succeeded',
] as const;
