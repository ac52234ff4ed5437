import { DomainError } from '../domain-error';
import { stableId } from '../digest';
import { dayAfter, daysBetween, localDate, periodEnd } from '../days';
import { instantMs } from '../parse';
import type { CaseMember } from './member';
import type { EliminationReason } from './reasons';
import type { EliminationPolicy } from './rules';
import type { PlannedMember } from './simulate';
import { ACTIONS, type ActorKind, type CaseAction, type CaseStatus } from './transitions';

/** Who did it. `rules` is the product itself, on a schedule. */
export interface Actor {
	kind: ActorKind;
	/** A member id, an operator's platform id, or a rule's name. */
	id: string;
}

/** One step of a case: who did what, when and why. */
export interface CaseStep {
	action: CaseAction | 'notice' | 'talk';
	status: CaseStatus;
	at: string;
	by: Actor;
	why: string;
}

/** What becomes of one member, from the notice to the end. */
export interface EliminationCase {
	caseId: string;
	communityId: string;
	member: CaseMember;
	status: CaseStatus;
	/** Why it was opened. */
	reasons: EliminationReason[];
	openedAt: string;
	/** A member may appeal before this. */
	appealUntil: string;
	/** When the grace period is over; for a talk, when it closes without an answer. */
	dueAt: string;
	/** Set by a granted appeal: to be kept with the member. */
	immuneUntil?: string | undefined;
	history: CaseStep[];
}

/**
 * Opens a case for a planned member; the same member on the same local day always gets the same one.
 *
 * @param kind `removal` for `plan.going`, `talk` for `plan.talks`
 */
export function openCase(
	kind: 'removal' | 'talk',
	{ member, reasons }: PlannedMember,
	policy: EliminationPolicy,
	{ communityId, at, by }: { communityId: string; at: string; by: Actor },
): EliminationCase {
	const isTalk = kind === 'talk';
	const status = isTalk ? 'talked' : 'noticed';
	const days = isTalk ? (policy.rules.persuasion?.answerDays ?? policy.graceDays) : policy.graceDays;
	return {
		caseId: stableId('elimination', communityId, member.memberId, kind, localDate(at, policy.timeZone)),
		communityId,
		member,
		status,
		reasons,
		openedAt: at,
		appealUntil: isTalk ? at : periodEnd(at, policy.appealDays, policy.timeZone),
		dueAt: periodEnd(at, days, policy.timeZone),
		history: [{ action: isTalk ? 'talk' : 'notice', status, at, by, why: reasons.map(({ rule }) => rule).join(', ') }],
	};
}

/**
 * Takes a case one step on. Taking the step that was just taken, or removing somebody who was
 * removed or handed over before, gives the case as it is, with `duplicate: true`.
 *
 * @param policy the policy in force: how long an appeal protects, and by which clocks
 * @throws DomainError if the step is out of order, too late or too early, or not this actor's
 */
export function advance(
	current: EliminationCase,
	action: CaseAction,
	step: { at: string; by: Actor; why: string },
	policy: Terms,
): { case: EliminationCase; duplicate: boolean } {
	if (isRepeated(current, action)) return { case: current, duplicate: true };
	checkStep(current, action, step);
	const status = ACTIONS[action].to;
	const { at, by, why } = step;
	const history = [...current.history, { action, status, at, by, why }];
	return { case: { ...current, ...consequence(current, action, at, policy), status, history }, duplicate: false };
}

type Terms = Pick<EliminationPolicy, 'immuneDaysAfterAppeal' | 'timeZone'>;

/** A granted appeal protects for a while; a refused one gives back the days that it took to decide. */
function consequence(
	{ dueAt, history }: EliminationCase,
	action: CaseAction,
	at: string,
	{ immuneDaysAfterAppeal, timeZone }: Terms,
): Partial<EliminationCase> {
	if (action === 'grant' && immuneDaysAfterAppeal > 0) {
		return { immuneUntil: periodEnd(at, immuneDaysAfterAppeal, timeZone) };
	}
	if (action !== 'uphold') return {};
	const taken = daysBetween(history.at(-1)?.at ?? at, at, timeZone);
	return taken > 0 ? { dueAt: dayAfter(dueAt, taken, timeZone) } : {};
}

const EXECUTIONS: readonly string[] = ['remove', 'hand_over'] satisfies CaseAction[];

function isRepeated({ history }: EliminationCase, action: CaseAction): boolean {
	if (history.at(-1)?.action === action) return true;
	return EXECUTIONS.includes(action) && history.some((step) => EXECUTIONS.includes(step.action));
}

function checkStep(current: EliminationCase, action: CaseAction, { at, by }: { at: string; by: Actor }): void {
	const { from, by: actors } = ACTIONS[action];
	if (!from.includes(current.status)) {
		throw new DomainError(
			`The case ${current.caseId} is "${current.status}": "${action}" does not follow`,
			`"${action}" is possible where a case is ${from.map((status) => `"${status}"`).join(' or ')}.`,
			'action',
		);
	}
	const isOneself = by.kind !== 'member' || by.id === current.member.memberId;
	if (!actors.includes(by.kind) || !isOneself) {
		throw new DomainError(
			`"${action}" is not for ${by.kind === 'rules' ? 'the rules' : `the ${by.kind} "${by.id}"`} to do`,
			`It takes ${actors.map((kind) => WHO[kind]).join(' or ')}.`,
			'by',
		);
	}
	checkTime(current, action, at);
}

const WHO: Record<ActorKind, string> = {
	member: 'the member whom the case is about',
	operator: 'an operator',
	rules: 'the rules, on a schedule',
};

function checkTime(current: EliminationCase, action: CaseAction, at: string): void {
	const now = instantMs(at, 'at');
	if (action === 'appeal' && now >= instantMs(current.appealUntil, 'appealUntil')) {
		throw new DomainError(
			`The appeal comes too late: it was possible until ${current.appealUntil}`,
			'An operator can still cancel the case.',
			'at',
		);
	}
	if ((action === 'fall_due' || action === 'lapse') && now < instantMs(current.dueAt, 'dueAt')) {
		throw new DomainError(
			`It is too early: the period of the case ${current.caseId} ends at ${current.dueAt}`,
			'Wait for the end of the period, or let an operator cancel the case.',
			'at',
		);
	}
}
