import { z } from 'zod/v4';
import { DomainError } from '../domain-error';
import { daysLater } from '../screening/settings';
import { instantMs } from '../parse';

export const appealSettingsSchema = z.object({
	/** Calendar days after a rejection in which one may appeal. */
	days: z.int().min(1).max(365).default(14),
	/** Appeals against one decision, one after the other. */
	attempts: z.int().min(1).max(10).default(1),
	timeZone: z.string().min(1).max(64).default('Asia/Shanghai'),
});

export type AppealSettings = z.output<typeof appealSettingsSchema>;

/** Upheld: the decision stands. Overturned: it is undone. */
export type AppealState = 'open' | 'upheld' | 'overturned';

export interface Appeal {
	appealId: string;
	/** The decision that it is about. */
	applicationId: string;
	state: AppealState;
	openedAt: string;
	text: string;
	answeredAt?: string;
	answeredBy?: string;
	answer?: string;
}

export interface AppealedDecision {
	applicationId: string;
	decision: 'approved' | 'review' | 'rejected' | 'withdrawn';
	decidedAt: string;
}

export type AppealVerdict =
	| { ok: true; until: string }
	| { ok: false; reason: 'not_rejected' | 'open_already' | 'overturned_already' | 'no_more' | 'too_late' };

/**
 * Whether a decision may be appealed now: only a rejection, before the deadline, and with no other
 * appeal against it open.
 *
 * @param appeals of the member, against this decision or others
 * @throws DomainError naming a field that is no instant or time zone
 */
export function mayAppeal(
	{ applicationId, decision, decidedAt }: AppealedDecision,
	appeals: readonly Appeal[],
	settings: AppealSettings,
	now: string,
): AppealVerdict {
	const states = appeals.filter((one) => one.applicationId === applicationId).map(({ state }) => state);
	if (states.includes('open')) return { ok: false, reason: 'open_already' };
	if (states.includes('overturned')) return { ok: false, reason: 'overturned_already' };
	if (decision !== 'rejected') return { ok: false, reason: 'not_rejected' };
	if (states.length >= settings.attempts) return { ok: false, reason: 'no_more' };
	const until = daysLater(decidedAt, settings.days, settings.timeZone, 'decidedAt');
	if (instantMs(now, 'now') >= instantMs(until, 'until')) return { ok: false, reason: 'too_late' };
	return { ok: true, until };
}

export interface AppealAnswer {
	state: 'upheld' | 'overturned';
	answeredBy: string;
	answeredAt: string;
	answer?: string | undefined;
}

/**
 * The appeal as it is once somebody has answered it. The same answer again changes nothing, so that a
 * button may be pressed twice.
 *
 * @throws DomainError if it has been answered differently, or before it was opened
 */
export function answerAppeal(appeal: Appeal, { state, answeredBy, answeredAt, answer }: AppealAnswer): Appeal {
	if (appeal.state === state) return appeal;
	if (appeal.state !== 'open') {
		throw new DomainError(
			`The appeal has been answered before: ${appeal.state} by ${appeal.answeredBy ?? 'somebody'}`,
			'Decide the application itself if the answer was wrong.',
			'state',
		);
	}
	if (instantMs(answeredAt, 'answeredAt') < instantMs(appeal.openedAt, 'openedAt')) {
		throw new DomainError('The answer is older than the appeal', 'Send the time of the answer.', 'answeredAt');
	}
	return { ...appeal, state, answeredBy, answeredAt, ...(answer === undefined ? {} : { answer }) };
}
