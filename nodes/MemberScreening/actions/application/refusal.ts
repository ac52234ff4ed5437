import { mayApply, type CoolOffSettings, type CoolOffVerdict } from '../../../../community/admission/cooloff';
import { weigh } from '../../../../community/screening/evaluate';
import { refusalReason } from '../../../../community/screening/refusal';
import { applicationKey } from '../../../../store';
import type { JsonObject, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { readPages } from '../../../shared/paging';
import type { EvaluatedApplication } from './evaluated';
import { refusalMessages } from './words';

export type Refusal = Extract<CoolOffVerdict, { ok: false }>;

/** Why a member may not apply now; `undefined` if the member may. */
async function refusalOf(
	tx: StoreTransaction,
	{ communityId, memberId, now }: { communityId: string; memberId: string; now: string },
	settings: CoolOffSettings,
): Promise<Refusal | undefined> {
	const decided = await readPages(
		Number.POSITIVE_INFINITY,
		(page) => tx.listApplications({ communityId, memberId, statuses: ['approved', 'rejected', 'withdrawn'] }, page),
		applicationKey,
	);
	const history = decided.flatMap(({ status, decidedAt }) =>
		decidedAt === null || (status !== 'approved' && status !== 'rejected' && status !== 'withdrawn')
			? []
			: [{ decision: status, decidedAt }],
	);
	const verdict = mayApply(history, settings, now);
	return verdict.ok ? undefined : verdict;
}

/**
 * Turns away whoever applies again too soon. It goes to the ledger but is no application of its own: nobody has to
 * decide about it, and it does not make the wait longer.
 *
 * @returns `undefined` if there is no cool-off, or it is over
 */
export async function refuseEarly(
	tx: StoreTransaction,
	application: EvaluatedApplication,
	{ applicationId, memberId }: { applicationId: string; memberId: string },
): Promise<JsonObject | undefined> {
	const { event, subject, evaluation: byRules, examined, language, now } = application;
	const settings = examined?.checks.coolOff;
	if (settings === undefined) return undefined;
	const { communityId } = subject.community;
	const refusal = await refusalOf(tx, { communityId, memberId, now }, settings);
	if (refusal === undefined) return undefined;
	const evaluation = weigh([...byRules.reasons, refusalReason(refusal, settings.timeZone, language)], byRules);
	await tx.appendLedger([
		{
			communityId,
			source: 'screening',
			eventId: `${applicationId}:refused`,
			type: 'application.refused',
			memberId,
			actorId: 'rules',
			occurredAt: event.occurredAt,
			recordedAt: now,
			data: toJson({ applicationId, ...refusal }) as JsonObject,
		},
	]);
	const card = { applicationId, subject, language };
	return toJson({
		applicationId,
		...evaluation,
		mayApplyFrom: refusal.reason === 'closed' ? null : refusal.from,
		...subject,
		messages: refusalMessages(application, card, refusal, settings.timeZone),
	}) as JsonObject;
}
