import type { IDataObject } from 'n8n-workflow';
import { COPY } from '../../../../community/copy';
import type { CommunityEvent } from '../../../../community/event';
import type { OutboundMessage } from '../../../../community/message';
import { buttonAnswer } from '../../../../community/reply';
import { RITUAL_COPY } from '../../../../community/ritual/copy';
import type { RitualStep } from '../../../../community/ritual/definition';
import { introductionMessage, missingMessage } from '../../../../community/ritual/messages';
import { isComplete, possibleSteps } from '../../../../community/ritual/progress';
import { recognise, type Act, type Recognised, type Saying } from '../../../../community/ritual/recognise';
import { fillText } from '../../../../community/text';
import type { JsonObject, Once, StoreTransaction } from '../../../../store/types';
import { causeOf, toJson } from '../../../shared/item';
import { ask, complete, settleStep, stepToAsk } from './steps';
import {
	answersSoFar,
	draftOf,
	isOver,
	locked,
	ritualJson,
	stepsOver,
	type Definitions,
	type RitualUnderWay,
} from './underWay';

export interface Acting {
	act: Act;
	/** Only this step; else any that may be done now. */
	stepId?: string;
	/** What the member, or an operator, did. */
	cause: string;
	occurredAt: string;
	evidence: object;
	event?: CommunityEvent | undefined;
	actorId?: string | undefined;
	now: string;
	known: Definitions;
}

function candidates(ritual: RitualUnderWay, stepId: string | undefined): RitualStep[] {
	if (isOver(ritual)) return [];
	const over = stepsOver(ritual);
	// What an operator confirms, or what has a button of its own, is named.
	const possible = possibleSteps(ritual.definition, over);
	return stepId === undefined ? possible : possible.filter(({ id }) => id === stepId);
}

/** Whether this very act has done a step before: its first result is to be given again. */
function isRepeated({ progress }: RitualUnderWay, { event, cause }: Acting): boolean {
	return progress.steps.some(
		({ evidence }) => evidence['cause'] === cause || (event !== undefined && evidence['eventId'] === event.eventId),
	);
}

/** Whether an act is, or was, a step of the ritual. */
export function concerns(ritual: RitualUnderWay, acting: Acting): boolean {
	if (isRepeated(ritual, acting)) return true;
	return candidates(ritual, acting.stepId).some(
		(step) => recognise(step, acting.act, draftOf(ritual, step)).outcome !== 'none',
	);
}

interface Outcome {
	recorded: string[];
	tags: string[];
	messages: OutboundMessage[];
	toast: string | undefined;
}

/** Takes an act for what it does of a ritual; the same act again gets the first result. */
export async function perform(tx: StoreTransaction, before: RitualUnderWay, acting: Acting): Promise<Once<JsonObject>> {
	const { communityId, progressId } = before.progress;
	const { now, known } = acting;
	return await tx.once(communityId, `ritual.act:${progressId}:${acting.cause}`, now, async () => {
		const ritual = await locked(tx, before, known);
		const outcome = await play(tx, ritual, acting);
		return toJson({
			recorded: outcome.recorded[0] ?? null,
			recordedSteps: outcome.recorded,
			tags: outcome.tags,
			ritual: ritualJson(ritual),
			answers: answersSoFar(ritual),
			points: await tx.pointsBalance(communityId, ritual.memberId),
			...ritual.subject,
			messages: [...toastOf(acting, outcome, ritual), ...outcome.messages],
		}) as JsonObject;
	});
}

async function play(tx: StoreTransaction, ritual: RitualUnderWay, acting: Acting): Promise<Outcome> {
	const { now, occurredAt } = acting;
	const outcome: Outcome = { recorded: [], tags: [], messages: [], toast: undefined };
	for (const step of candidates(ritual, acting.stepId)) {
		const seen = recognise(step, acting.act, draftOf(ritual, step));
		if (seen.outcome === 'part') await takePart(tx, ritual, step, seen, acting, outcome);
		if (seen.outcome === 'done') await takeStep(tx, ritual, step, seen, acting, outcome);
	}
	if (outcome.recorded.length === 0) return outcome;
	if (isComplete(ritual.definition, stepsOver(ritual))) {
		outcome.messages.push(...(await complete(tx, ritual, occurredAt, now)));
	} else {
		const next = stepToAsk(ritual);
		if (next !== undefined) outcome.messages.push(...(await ask(tx, ritual, next, now)));
	}
	return outcome;
}

async function takePart(
	tx: StoreTransaction,
	ritual: RitualUnderWay,
	step: RitualStep,
	{ draft, say }: Extract<Recognised, { outcome: 'part' }>,
	acting: Acting,
	outcome: Outcome,
): Promise<void> {
	const { communityId, progressId } = ritual.progress;
	await tx.setPlan(communityId, progressId, step.id, { draft });
	for (const row of ritual.plan) if (row.stepId === step.id) row.draft = draft;
	const { voice, walker } = ritual;
	if (say.kind !== 'missing') {
		outcome.toast = sayingText(say, step, ritual);
		return;
	}
	// Two bots of one group see the same message: it is answered once.
	const dedupeKey = `ritual:${progressId}:missing:${acting.event?.messageId ?? acting.cause}`;
	outcome.messages.push(missingMessage(say.labels, voice, walker, { dedupeKey, replyTo: acting.event?.messageId }));
}

function sayingText(say: Exclude<Saying, { kind: 'missing' }>, step: RitualStep, { voice }: RitualUnderWay): string {
	const copy = RITUAL_COPY[voice.language];
	if (say.kind === 'pick_first') return copy.pickFirst;
	const text = step.by === 'things' ? copy.thingDone : copy[say.kind];
	return fillText(text, { label: say.label, left: say.left });
}

async function takeStep(
	tx: StoreTransaction,
	ritual: RitualUnderWay,
	step: RitualStep,
	seen: Extract<Recognised, { outcome: 'done' }>,
	acting: Acting,
	outcome: Outcome,
): Promise<void> {
	const { occurredAt, actorId, cause, now } = acting;
	const evidence = { ...acting.evidence, cause, ...seen.evidence };
	if (!(await settleStep(tx, ritual, step, { evidence, tags: seen.tags, occurredAt, actorId }, now))) return;
	outcome.recorded.push(step.id);
	outcome.tags.push(...seen.tags.filter((tag) => !outcome.tags.includes(tag)));
	const copy = RITUAL_COPY[ritual.voice.language];
	outcome.toast = step.kind === 'accept_rules' ? COPY[ritual.voice.language].rulesAccepted : copy.stepDone;
	if (step.kind !== 'introduce') return;
	const introduction = introductionMessage(ritual.voice, ritual.walker, answersSoFar(ritual));
	if (introduction !== undefined) outcome.messages.push(introduction);
}

function toastOf(
	{ event, act }: Acting,
	{ toast, recorded }: Outcome,
	{ progress }: RitualUnderWay,
): OutboundMessage[] {
	if (act.kind !== 'press' || event?.replyHandle === undefined || toast === undefined) return [];
	const what = recorded[0] ?? `part:${causeOf(event, progress.communityId)}`;
	return [buttonAnswer(event.replyHandle, toast, `ritual:${progress.progressId}:${what}:toast`)];
}

/** What a press means that does nothing, said to whoever pressed; nothing where it cannot be answered. */
export function answered(ritual: RitualUnderWay, event: CommunityEvent, text: string): IDataObject | undefined {
	if (event.replyHandle === undefined) return undefined;
	return toJson({
		recorded: null,
		recordedSteps: [],
		tags: [],
		ritual: ritualJson(ritual),
		answers: answersSoFar(ritual),
		...ritual.subject,
		messages: [buttonAnswer(event.replyHandle, text, `button:${event.eventId}`)],
	});
}
