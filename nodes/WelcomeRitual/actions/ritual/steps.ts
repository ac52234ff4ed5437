import type { OutboundMessage } from '../../../../community/message';
import { operatorCard } from '../../../../community/ritual/cards';
import type { RitualStep } from '../../../../community/ritual/definition';
import { completionMessage, promptMessage } from '../../../../community/ritual/messages';
import { openSteps } from '../../../../community/ritual/progress';
import { planStep } from '../../../../community/ritual/schedule';
import type { StoreTransaction } from '../../../../store/types';
import { answersSoFar, ledgerLine, stepsOver, type RitualUnderWay } from './underWay';

/** The clocks and hours that a ritual's reminders go by. */
export function clocksOf({ definition, facts }: Pick<RitualUnderWay, 'definition' | 'facts'>) {
	return { hours: definition.nudges, timeZone: facts.timeZone ?? definition.timeZone };
}

/** Since when a step's delays count: its own turn, or the beginning where steps may be done in any order. */
export function countsFrom(ritual: RitualUnderWay, askedAt: string | null): string {
	return ritual.definition.order === 'free' || askedAt === null ? ritual.progress.startedAt : askedAt;
}

/**
 * The step to ask for now: the first that is open and was not asked for; in order only if nothing before it is open.
 */
export function stepToAsk(ritual: RitualUnderWay): RitualStep | undefined {
	const open = openSteps(ritual.definition, stepsOver(ritual));
	const wasAsked = ({ id }: RitualStep) => ritual.plan.some(({ stepId, askedAt }) => stepId === id && askedAt !== null);
	const candidates = ritual.definition.order === 'ordered' ? open.slice(0, 1) : open;
	return candidates.find((step) => !wasAsked(step));
}

/** Notes that a step was asked for, from when its delays may count. */
export async function noteAsked(
	tx: StoreTransaction,
	ritual: RitualUnderWay,
	step: RitualStep,
	now: string,
): Promise<void> {
	const { communityId, progressId } = ritual.progress;
	const isOrdered = ritual.definition.order === 'ordered';
	await tx.setPlan(communityId, progressId, step.id, {
		askedAt: now,
		...(isOrdered ? planStep(step, now, 0, clocksOf(ritual)) : {}),
	});
	for (const row of ritual.plan) if (row.stepId === step.id) row.askedAt = now;
}

/** Asks the member for a step, and the operators for what only they can say. */
export async function ask(
	tx: StoreTransaction,
	ritual: RitualUnderWay,
	step: RitualStep,
	now: string,
): Promise<OutboundMessage[]> {
	await noteAsked(tx, ritual, step, now);
	const key = `ritual:${ritual.progress.progressId}:ask:${step.id}`;
	return [promptMessage(step, ritual.voice, [ritual.walker], key), ...cardsFor(ritual, step)];
}

/** The card that lets operators confirm a step. */
export function cardsFor({ voice, walker }: RitualUnderWay, step: RitualStep): OutboundMessage[] {
	const card = step.by === 'operator' ? operatorCard('confirm', step, voice, walker) : undefined;
	return card === undefined ? [] : [card];
}

/** Books points once for the person, however often they begin this ritual. */
export async function book(
	tx: StoreTransaction,
	{ progress, facts, memberId }: RitualUnderWay,
	what: string,
	amount: number,
	at: string,
): Promise<void> {
	if (amount === 0) return;
	const { communityId, progressId, ritualId } = progress;
	await tx.addPoints({
		communityId,
		entryId: `ritual:${facts.rootId ?? progressId}:${what}`,
		memberId,
		amount,
		reason: `${ritualId}: ${what}`,
		at,
	});
}

/**
 * Completes the ritual. Points for completing it, and a word to the group, are for those who did every step.
 *
 * @returns the messages
 */
export async function complete(
	tx: StoreTransaction,
	ritual: RitualUnderWay,
	occurredAt: string,
	now: string,
): Promise<OutboundMessage[]> {
	const { progress, facts, definition, plan, voice, walker } = ritual;
	const didAll = !plan.some(({ state }) => state === 'skipped');
	const points = didAll ? definition.completionPoints : 0;
	await tx.completeRitual(progress.communityId, progress.progressId, now);
	progress.completedAt = now;
	await tx.stopPlan(progress.communityId, progress.progressId);
	await book(tx, ritual, 'completed', points, now);
	await tx.appendLedger([
		ledgerLine(
			progress,
			'completed',
			'ritual.completed',
			{ occurredAt, recordedAt: now },
			{ data: { points, didAll } },
		),
	]);
	// Whoever was only greeted has done nothing to be congratulated on.
	if (!didAll || definition.steps.every(({ by }) => by === 'greeting')) return [];
	const isFirst = facts.rootId === null || facts.rootId === progress.progressId;
	const earned = isFirst ? points + definition.steps.reduce((sum, step) => sum + step.points, 0) : 0;
	return [completionMessage(voice, walker, earned, answersSoFar(ritual))];
}

/** Marks a step as done, with what it brings; false if it was done before. */
export async function settleStep(
	tx: StoreTransaction,
	ritual: RitualUnderWay,
	step: RitualStep,
	seen: { evidence: object; tags: readonly string[]; occurredAt: string; actorId?: string | undefined },
	now: string,
): Promise<boolean> {
	const { progress, plan } = ritual;
	const { communityId, progressId } = progress;
	const row = {
		stepId: step.id,
		doneAt: seen.occurredAt,
		evidence: JSON.parse(JSON.stringify(seen.evidence)) as never,
	};
	if (!(await tx.recordRitualStep(communityId, progressId, row))) return false;
	progress.steps.push(row);
	await tx.setPlan(communityId, progressId, step.id, {
		state: 'done',
		settledAt: now,
		nextAt: null,
		draft: null,
	});
	for (const planned of plan) if (planned.stepId === step.id) planned.state = 'done';
	await book(tx, ritual, step.id, step.points, now);
	await giveTags(tx, progress, seen.tags, now);
	await tx.appendLedger([
		ledgerLine(
			progress,
			step.id,
			`ritual.${step.id}`,
			{ occurredAt: seen.occurredAt, recordedAt: now },
			{ data: { points: step.points, tags: seen.tags }, actorId: seen.actorId },
		),
	]);
	return true;
}

/** Gives the tags of a step to the member that the person goes by now. */
async function giveTags(
	tx: StoreTransaction,
	{ communityId, memberId, ritualId }: Pick<RitualUnderWay['progress'], 'communityId' | 'memberId' | 'ritualId'>,
	tags: readonly string[],
	now: string,
): Promise<void> {
	if (tags.length === 0) return;
	const [kept = memberId] = await tx.memberIdsOf(communityId, memberId);
	for (const tag of tags) {
		await tx.putTag(communityId, kept, { tag, source: 'rule', by: `ritual:${ritualId}`, since: now });
	}
}
