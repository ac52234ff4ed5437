import type { OutboundMessage } from '../../../../community/message';
import { stableId } from '../../../../community/digest';
import { inMessages, isWindowOver } from '../../../../community/ritual/greeting';
import { carriedStep, greetingMessage, promptMessage } from '../../../../community/ritual/messages';
import { isComplete, openSteps } from '../../../../community/ritual/progress';
import type { StoreTransaction, WaitingGreeting } from '../../../../store/types';
import { cardsFor, complete, noteAsked, settleStep, stepToAsk } from './steps';
import { ledgerLine, ritualById, stepsOver, isOver, type Definitions, type RitualUnderWay } from './underWay';

/** What is said to some newcomers at once. */
export interface Greeting {
	rituals: RitualUnderWay[];
	messages: OutboundMessage[];
}

/**
 * Greets newcomers who get the same words: one message, and one for each first step that they are asked for.
 * All must be of one ritual, version, language, segment and group.
 */
export async function greet(tx: StoreTransaction, rituals: readonly RitualUnderWay[], now: string): Promise<Greeting> {
	const [first] = rituals;
	if (first === undefined) return { rituals: [], messages: [] };
	const { voice, definition } = first;
	const alone = rituals.length === 1;
	const batch = alone ? `ritual:${first.progress.progressId}` : `greeting:${batchOf(rituals)}`;
	const people = rituals.map(({ walker }) => walker);
	const messages = [greetingMessage(voice, people, `${batch}:greeting`)];
	const after: OutboundMessage[] = [];
	const carried = carriedStep(definition);
	for (const ritual of rituals) after.push(...(await noteGreeted(tx, ritual, now)));
	for (const step of definition.steps) {
		const asked = rituals.filter((ritual) => !isOver(ritual) && firstAsked(ritual)?.id === step.id);
		if (asked.length === 0) continue;
		for (const ritual of asked) {
			await noteAsked(tx, ritual, step, now);
			after.push(...cardsFor(ritual, step));
		}
		if (step === carried) continue;
		const key = alone ? `${batch}:ask:${step.id}` : `greeting:${batchOf(asked)}:ask:${step.id}`;
		messages.push(
			promptMessage(
				step,
				voice,
				asked.map(({ walker }) => walker),
				key,
			),
		);
	}
	return { rituals: [...rituals], messages: [...messages, ...after] };
}

/** The step that a newcomer is asked for with the greeting: the one in it, else the first that is open. */
function firstAsked(ritual: RitualUnderWay) {
	const step = stepToAsk(ritual);
	const [open] = openSteps(ritual.definition, stepsOver(ritual));
	return step === open ? step : undefined;
}

function batchOf(rituals: readonly RitualUnderWay[]): string {
	return stableId('greeting', ...rituals.map(({ progress }) => progress.progressId));
}

/** The greeting may itself be a step; who has nothing else to do is done with it. */
async function noteGreeted(tx: StoreTransaction, ritual: RitualUnderWay, now: string): Promise<OutboundMessage[]> {
	const { progress, definition, facts } = ritual;
	facts.greetedAt = now;
	await tx.setRitualFacts(progress.communityId, progress.progressId, { greetedAt: now });
	await tx.appendLedger([
		ledgerLine(
			progress,
			'greeted',
			'ritual.greeted',
			{ occurredAt: now, recordedAt: now },
			{ data: { segment: facts.segment } },
		),
	]);
	for (const step of definition.steps.filter(({ by }) => by === 'greeting')) {
		await noteAsked(tx, ritual, step, now);
		const tags = step.tag === undefined ? [] : [step.tag];
		await settleStep(tx, ritual, step, { evidence: {}, tags, occurredAt: now }, now);
	}
	const isDone = progress.completedAt === null && isComplete(definition, stepsOver(ritual));
	return isDone ? await complete(tx, ritual, now, now) : [];
}

/**
 * Greets those who wait and whose time has come: nobody of theirs was greeted within the window, or there are enough
 * of them for a message. The community has to be locked, so that nobody is greeted twice.
 *
 * @param bundle only those of one bundle
 */
export async function greetWaiting(
	tx: StoreTransaction,
	communityId: string,
	now: string,
	known: Definitions,
	bundle?: string,
): Promise<Greeting[]> {
	const waiting = await tx.waitingGreetings(communityId, bundle);
	const greetings: Greeting[] = [];
	for (const one of new Set(waiting.map((row) => row.bundle))) {
		const ofBundle = waiting.filter((row) => row.bundle === one);
		greetings.push(...(await greetBundle(tx, communityId, ofBundle, now, known)));
	}
	return greetings;
}

async function greetBundle(
	tx: StoreTransaction,
	communityId: string,
	waiting: readonly WaitingGreeting[],
	now: string,
	known: Definitions,
): Promise<Greeting[]> {
	const [oldest] = waiting;
	const first = oldest && (await ritualById(tx, communityId, oldest.progressId, known));
	if (oldest === undefined || first === undefined) return [];
	const { seconds, atMost } = first.definition.greetTogether;
	const isOpen = isWindowOver(await tx.lastGreetingAt(communityId, oldest.bundle), seconds, now);
	const greetings: Greeting[] = [];
	for (const some of inMessages(waiting, atMost)) {
		if (!isOpen && some.length < atMost) break;
		const rituals: RitualUnderWay[] = [];
		for (const { progressId } of some) {
			const ritual = await ritualById(tx, communityId, progressId, known);
			// Whoever has left meanwhile is not welcomed.
			if (ritual !== undefined && ritual.facts.endedAt === null) rituals.push(ritual);
		}
		const ids = some.map(({ progressId }) => progressId);
		await tx.markGreeted(communityId, ids, stableId('greeting', ...ids), now);
		if (rituals.length > 0) greetings.push(await greet(tx, rituals, now));
	}
	return greetings;
}
