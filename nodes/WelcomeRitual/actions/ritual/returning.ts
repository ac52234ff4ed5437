import type { OutboundMessage } from '../../../../community/message';
import { welcomeBackMessage } from '../../../../community/ritual/messages';
import { isComplete, openSteps } from '../../../../community/ritual/progress';
import { planStep } from '../../../../community/ritual/schedule';
import type { JsonObject, MemberRow, RitualProgressRow, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import type { Newcomer } from './newcomer';
import { clocksOf, complete } from './steps';
import { ledgerLine, locked, ritualJson, stepsOver, type Definitions, type RitualUnderWay } from './underWay';

/**
 * Whether somebody whose ritual began earlier is back after they had left. An old event that comes late, and a second
 * event about the same return, are none.
 */
export async function isBack(
	tx: StoreTransaction,
	{ event, subject }: Newcomer,
	member: MemberRow,
	latest: RitualProgressRow,
): Promise<boolean> {
	const { communityId, groupId } = subject.community;
	const lines = await tx.eventsOfIdentity(subject.member, { types: ['left', 'removed'], since: latest.startedAt });
	const leftAt = lines
		.filter((line) => line.communityId === groupId || line.communityId === communityId)
		.map(({ at }) => Date.parse(at))
		.reduce((last, at) => Math.max(last, at), Number.NEGATIVE_INFINITY);
	const cameAt = event === undefined ? Number.POSITIVE_INFINITY : Date.parse(event.occurredAt);
	if (cameAt < leftAt) return false;
	if (member.status !== 'member') return cameAt > Date.parse(latest.startedAt) || leftAt > Number.NEGATIVE_INFINITY;
	return leftAt > Date.parse(member.joinedAt ?? latest.startedAt);
}

/** Makes somebody who is back a member again. */
export async function takeBack(
	tx: StoreTransaction,
	{ cause }: Newcomer,
	member: MemberRow,
	progress: RitualProgressRow,
	now: string,
): Promise<void> {
	const { communityId } = progress;
	// Away and back again without anybody having noticed: the time of joining is that of the return.
	if (member.status === 'member') await tx.setMemberStatus(communityId, member.memberId, 'left', now);
	await tx.setMemberStatus(communityId, member.memberId, 'member', now);
	await tx.appendLedger([
		ledgerLine({ ...progress, memberId: member.memberId }, `returned:${cause}`, 'member.returned', {
			occurredAt: now,
			recordedAt: now,
		}),
	]);
}

/** Takes up the ritual of somebody who is back where they left it, and says what is still open. */
export async function resume(
	tx: StoreTransaction,
	before: RitualUnderWay,
	newcomer: Newcomer,
	now: string,
	known: Definitions,
): Promise<JsonObject> {
	const ritual = await locked(tx, before, known);
	const { progress, facts, definition, voice, walker } = ritual;
	const { communityId, progressId } = progress;
	facts.endedAt = null;
	facts.endedWhy = null;
	await tx.setRitualFacts(communityId, progressId, { endedAt: null, endedWhy: null, returnedBy: newcomer.cause });
	await tx.appendLedger([
		ledgerLine(progress, `resumed:${newcomer.cause}`, 'ritual.resumed', { occurredAt: now, recordedAt: now }),
	]);
	const open = progress.completedAt === null ? openSteps(definition, stepsOver(ritual)) : [];
	for (const step of open) {
		const isAsked = ritual.plan.some(({ stepId, askedAt }) => stepId === step.id && askedAt !== null);
		// Their time counts anew: nobody is reminded of what fell due while they were away.
		if (isAsked || definition.order === 'free') {
			const plan = planStep(step, now, 0, clocksOf(ritual));
			await tx.setPlan(communityId, progressId, step.id, { ...plan, nudges: 0, ...(isAsked ? { askedAt: now } : {}) });
		}
	}
	const messages: OutboundMessage[] = [
		welcomeBackMessage(open, voice, walker, `ritual:${progressId}:back:${newcomer.cause}`),
	];
	if (progress.completedAt === null && isComplete(definition, stepsOver(ritual))) {
		messages.push(...(await complete(tx, ritual, now, now)));
	}
	const greeting = { way: 'back', expiredAt: null };
	return toJson({ ritual: ritualJson(ritual), greeting, ...newcomer.subject, messages }) as JsonObject;
}
