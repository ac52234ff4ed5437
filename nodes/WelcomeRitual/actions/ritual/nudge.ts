import type { OutboundMessage } from '../../../../community/message';
import { stableId } from '../../../../community/digest';
import { operatorCard } from '../../../../community/ritual/cards';
import type { RitualStep } from '../../../../community/ritual/definition';
import { inMessages } from '../../../../community/ritual/greeting';
import { nudgeMessage, toMember } from '../../../../community/ritual/messages';
import { isComplete, possibleSteps } from '../../../../community/ritual/progress';
import { isOpen, nudgesBehind, planStep, whenOpen } from '../../../../community/ritual/schedule';
import { displayName } from '../../../../community/subject';
import type { RitualPlanRow, StoreTransaction } from '../../../../store/types';
import { removalTaskId } from './leave';
import { keep } from './outbox';
import { ask, clocksOf, complete, countsFrom, stepToAsk } from './steps';
import { isOver, ledgerLine, locked, ritualById, stepsOver, type Definitions, type RitualUnderWay } from './underWay';

/** What became of the steps whose time has come. */
export interface Handled {
	reminded: number;
	late: number;
	/** Outside the hours: put off until they open. */
	putOff: number;
}

/** A member to be reminded of some steps. */
interface Reminder {
	ritual: RitualUnderWay;
	steps: RitualStep[];
	/** Names the reminders, so that each is said once. */
	key: string;
	name: string;
}

/**
 * Reminds of what is open and sees to what is late, in the hours of each member. Every reminder is given at most
 * once; those whose time passed while nothing ran are not made up for. What is said is kept until it has left.
 *
 * @param limit steps that are looked at
 */
export async function handleDue(
	tx: StoreTransaction,
	communityId: string,
	limit: number,
	now: string,
	known: Definitions,
): Promise<Handled> {
	const rows = await tx.duePlans(communityId, now, limit);
	const handled: Handled = { reminded: 0, late: 0, putOff: 0 };
	const reminders: Reminder[] = [];
	// Members are locked in the order of their ids, as everybody does.
	const progressIds = [...rows].sort((a, b) => (a.memberId < b.memberId ? -1 : Number(a.memberId > b.memberId)));
	for (const progressId of new Set(progressIds.map((row) => row.progressId))) {
		const found = await ritualById(tx, communityId, progressId, known);
		if (found === undefined) continue;
		const ritual = await locked(tx, found, known);
		const reminder = await handleRitual(tx, ritual, handled, now);
		if (reminder !== undefined) reminders.push(reminder);
	}
	reminders.sort((a, b) => (a.ritual.progress.startedAt < b.ritual.progress.startedAt ? -1 : 1));
	for (const some of together(reminders)) await remind(tx, some, now);
	return handled;
}

async function handleRitual(
	tx: StoreTransaction,
	ritual: RitualUnderWay,
	handled: Handled,
	now: string,
): Promise<Reminder | undefined> {
	const { progress, definition, walker } = ritual;
	const { communityId, progressId } = progress;
	const { hours, timeZone } = clocksOf(ritual);
	const member = await tx.getMember(communityId, ritual.memberId);
	if (isOver(ritual) || member?.status !== 'member') {
		await tx.stopPlan(communityId, progressId);
		return undefined;
	}
	const due = ritual.plan.filter(({ nextAt }) => nextAt !== null && nextAt <= now);
	if (!isOpen(now, hours, timeZone)) {
		const nextAt = whenOpen(now, hours, timeZone);
		for (const row of due) await tx.setPlan(communityId, progressId, row.stepId, { nextAt });
		handled.putOff += due.length;
		return undefined;
	}
	const steps: RitualStep[] = [];
	const numbers: string[] = [];
	for (const row of due) {
		const step = definition.steps.find(({ id }) => id === row.stepId);
		if (step === undefined || stepsOver(ritual).includes(row.stepId)) {
			await tx.setPlan(communityId, progressId, row.stepId, { nextAt: null });
		} else if (row.dueAt !== null && row.dueAt <= now) {
			handled.late += 1;
			await handleLate(tx, ritual, step, row, now);
		} else {
			const from = countsFrom(ritual, row.askedAt);
			const nudges = Math.max(row.nudges + 1, nudgesBehind(step, from, now));
			await tx.setPlan(communityId, progressId, step.id, {
				nudges,
				nextAt: planStep(step, from, nudges, { hours, timeZone }).nextAt,
			});
			if (possibleSteps(definition, stepsOver(ritual)).includes(step)) {
				steps.push(step);
				numbers.push(`${step.id}:${nudges}`);
			}
		}
	}
	if (steps.length === 0 || isOver(ritual)) return undefined;
	handled.reminded += 1;
	await tx.appendLedger([
		ledgerLine(
			progress,
			`nudge:${numbers.join(',')}:${now}`,
			'ritual.nudged',
			{ occurredAt: now, recordedAt: now },
			{ data: { steps: steps.map(({ id }) => id) } },
		),
	]);
	return { ritual, steps, key: `${progressId}:${numbers.join(',')}`, name: displayName(walker.member) };
}

/** A step was not done in time. */
async function handleLate(
	tx: StoreTransaction,
	ritual: RitualUnderWay,
	step: RitualStep,
	row: RitualPlanRow,
	now: string,
): Promise<void> {
	const { progress, voice, walker } = ritual;
	const { communityId, progressId } = progress;
	const state = step.ifMissed === 'skip' ? 'skipped' : 'missed';
	await tx.setPlan(communityId, progressId, step.id, { state, settledAt: now, nextAt: null });
	row.state = state;
	row.nextAt = null;
	await tx.appendLedger([
		ledgerLine(
			progress,
			`late:${step.id}:${now}`,
			`ritual.${state}`,
			{ occurredAt: now, recordedAt: now },
			{ data: { step: step.id, ifMissed: step.ifMissed } },
		),
	]);
	if (step.ifMissed === 'skip') {
		await keep(tx, 'step', [ritual], await goOn(tx, ritual, now), now);
		return;
	}
	if (step.ifMissed === 'keep') return;
	const card = operatorCard(step.ifMissed === 'remove' ? 'remove' : 'missed', step, voice, walker);
	if (step.ifMissed === 'remove') {
		await tx.openTask({
			communityId,
			taskId: removalTaskId(progressId, step.id),
			kind: 'remove',
			subjectId: progressId,
			memberId: ritual.memberId,
			details: { ritualId: progress.ritualId, step: step.id, subject: progress.subject },
			assignedTo: null,
			openedAt: now,
			dueAt: null,
		});
	}
	const occasion = step.ifMissed === 'remove' ? 'removal' : 'missed';
	await keep(tx, occasion, [ritual], card === undefined ? [] : [card], now);
}

/** What comes after a step that the ritual goes on without. */
async function goOn(tx: StoreTransaction, ritual: RitualUnderWay, now: string): Promise<OutboundMessage[]> {
	if (isComplete(ritual.definition, stepsOver(ritual))) return await complete(tx, ritual, now, now);
	const next = stepToAsk(ritual);
	return next === undefined ? [] : await ask(tx, ritual, next, now);
}

/** Those who lack the same steps of the same ritual, in the same language and group, as many as fit into a message. */
function together(reminders: readonly Reminder[]): Reminder[][] {
	const groups = new Map<string, Reminder[]>();
	for (const reminder of reminders) {
		const { progress, voice, definition, walker } = reminder.ritual;
		const key = JSON.stringify([
			definition.nudges.to === 'member' ? progress.progressId : '',
			progress.ritualId,
			progress.version,
			voice.language,
			voice.community.groupId,
			walker.member.platform,
			reminder.steps.map(({ id }) => id),
		]);
		groups.set(key, [...(groups.get(key) ?? []), reminder]);
	}
	return [...groups.values()].flatMap((group) =>
		inMessages(group, group[0]?.ritual.definition.greetTogether.atMost ?? 1),
	);
}

async function remind(tx: StoreTransaction, reminders: readonly Reminder[], now: string): Promise<void> {
	const [first] = reminders;
	if (first === undefined) return;
	const { voice, definition } = first.ritual;
	const people = reminders.map(({ ritual }) => ritual.walker);
	const key = `nudge:${stableId(...reminders.map((one) => `${one.key}:${now}`))}`;
	const message = nudgeMessage(first.steps, voice, people, key);
	const sent = definition.nudges.to === 'member' ? toMember(message, first.ritual.walker) : message;
	await keep(
		tx,
		'nudge',
		reminders.map(({ ritual }) => ritual),
		[sent],
		now,
	);
}
