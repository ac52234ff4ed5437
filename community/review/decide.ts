import { DomainError } from '../domain-error';
import { compareText, type WaitingApplication } from './desk';

export type Verdict = 'approved' | 'rejected';

/** One decision to write down; the same person deciding the same again has the same key. */
export interface ReviewDecision {
	applicationId: string;
	status: Verdict;
	decidedAt: string;
	/** An operator's platform id. */
	decidedBy: string;
	decisionNote?: string | undefined;
	key: string;
}

/**
 * Decides one or many applications with one reason.
 *
 * @returns the decisions, and who does not wait (any more), so that nobody is decided twice
 * @throws DomainError if no application is chosen, or a rejection has no reason though one is asked for
 */
export function decideMany(
	waiting: readonly WaitingApplication[],
	applicationIds: readonly string[],
	{ verdict, by, at, reason = '' }: { verdict: Verdict; by: string; at: string; reason?: string | undefined },
	{ reasonToReject = false }: { reasonToReject?: boolean } = {},
): { decisions: ReviewDecision[]; notWaiting: string[] } {
	const chosen = [...new Set(applicationIds)].sort(compareText);
	if (chosen.length === 0) {
		throw new DomainError('No application is chosen', 'Choose at least one that waits.', 'applicationIds');
	}
	const decisionNote = reason.trim();
	if (reasonToReject && verdict === 'rejected' && decisionNote === '') {
		throw new DomainError('The rejection has no reason', 'Write in a few words why.', 'reason');
	}
	const known = new Set(waiting.map(({ applicationId }) => applicationId));
	const decisions = chosen
		.filter((applicationId) => known.has(applicationId))
		.map((applicationId) => ({
			applicationId,
			status: verdict,
			decidedAt: at,
			decidedBy: by,
			...(decisionNote === '' ? {} : { decisionNote }),
			key: `application:${applicationId}:decide:${verdict}:${by}`,
		}));
	return { decisions, notWaiting: chosen.filter((applicationId) => !known.has(applicationId)) };
}

/**
 * The verdict in what n8n's send-and-wait operations hand on, `{ data: { approved: true } }`. A wait
 * that ran out hands on something else: that is no verdict, and the application waits on.
 */
export function verdictOfAnswer(answer: unknown): Verdict | undefined {
	const approved = own(own(answer, 'data'), 'approved');
	if (typeof approved !== 'boolean') return undefined;
	return approved ? 'approved' : 'rejected';
}

function own(holder: unknown, key: string): unknown {
	return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
		? (holder as Record<string, unknown>)[key]
		: undefined;
}
