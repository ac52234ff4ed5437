import { COPY } from '../../../../community/copy';
import type { CommunityEvent } from '../../../../community/event';
import type { OutboundMessage } from '../../../../community/message';
import { buttonAnswer } from '../../../../community/reply';
import type { RitualDefinition, RitualStep, RitualStepId } from '../../../../community/ritual/definition';
import { completionMessage, greetingMessage, introductionPrompt } from '../../../../community/ritual/messages';
import { isComplete, openSteps } from '../../../../community/ritual/progress';
import { displayName, type Subject } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import type {
	JsonObject,
	LedgerEntry,
	Once,
	RitualProgressRow,
	RitualStepRow,
	StoreTransaction,
} from '../../../../store/types';
import { toJson } from '../../../shared/item';

export interface NewRitual {
	subject: Subject;
	definition: RitualDefinition;
	ritualId: string;
	progressId: string;
	now: string;
}

/** A member's ritual as the store holds it, with the definition it began with. */
export interface RitualUnderWay {
	progress: RitualProgressRow & { steps: RitualStepRow[] };
	definition: RitualDefinition;
	subject: Subject;
}

function ledgerLine(
	progress: Pick<RitualProgressRow, 'communityId' | 'progressId' | 'ritualId' | 'memberId'>,
	what: string,
	type: string,
	at: { occurredAt: string; recordedAt: string },
	data: object = {},
): LedgerEntry {
	const { communityId, progressId, ritualId, memberId } = progress;
	return {
		communityId,
		source: 'ritual',
		eventId: `${progressId}:${what}`,
		type,
		memberId,
		...at,
		data: toJson({ progressId, ritualId, ...data }) as JsonObject,
	};
}

/** How far a ritual is, as items show it. */
export function progressJson(
	definition: RitualDefinition,
	progress: Omit<RitualProgressRow, 'subject' | 'communityId'>,
	done: readonly string[],
): object {
	return {
		ritual: {
			ritualId: progress.ritualId,
			version: progress.version,
			progressId: progress.progressId,
			startedAt: progress.startedAt,
			completedAt: progress.completedAt,
			completed: progress.completedAt !== null,
			steps: definition.steps.map(({ id }) => ({ stepId: id, done: done.includes(id) })),
		},
	};
}

/** Begins a ritual in the transaction it is given; the same member again gets the first result. */
export async function startRitual(tx: StoreTransaction, ritual: NewRitual): Promise<Once<JsonObject>> {
	const { subject, definition, ritualId, progressId, now } = ritual;
	const { communityId, groupId, name } = subject.community;
	return await tx.once(communityId, `ritual.start:${progressId}`, now, async () => {
		await tx.ensureCommunity({ communityId, platform: subject.member.platform, groupId, name, at: now });
		const { platform, platformMemberId, name: memberName, language } = subject.member;
		const member = await tx.ensureMember({
			communityId,
			platform,
			platformMemberId,
			name: memberName,
			language,
			at: now,
		});
		await tx.setMemberStatus(communityId, member.memberId, 'member', now);
		const { version } = await tx.saveRitual(communityId, ritualId, toJson(definition) as JsonObject, now);
		const progress = {
			communityId,
			progressId,
			ritualId,
			version,
			memberId: member.memberId,
			subject: toJson(subject) as JsonObject,
			startedAt: now,
		};
		await tx.startRitual(progress);
		await tx.appendLedger([
			ledgerLine(progress, 'started', 'ritual.started', { occurredAt: now, recordedAt: now }, { version }),
		]);
		const of = { progressId, subject, definition };
		// The button of an earlier step leads on to the introduction; without one it is asked for at once.
		const asksAtOnce = definition.steps[0]?.id === 'introduce';
		const messages = [greetingMessage(of), ...(asksAtOnce ? [introductionPrompt(of)] : [])];
		let completedAt: string | null = null;
		if (definition.steps.length === 0) {
			completedAt = now;
			await complete(tx, { progress: { ...progress, completedAt: null, steps: [] }, definition, subject }, now, now);
		}
		return toJson({
			...progressJson(definition, { ...progress, completedAt }, []),
			...subject,
			messages,
		}) as JsonObject;
	});
}

/** Finds the ritual that an event may belong to, by its id or as the member's newest. */
export async function findRitual(
	tx: StoreTransaction,
	wanted:
		| { communityId: string; progressId: string }
		| { communityId: string; memberId: string; ritualId?: string | undefined },
): Promise<RitualUnderWay | undefined> {
	const progress =
		'progressId' in wanted
			? await tx.getRitualProgress(wanted.communityId, wanted.progressId)
			: await tx.latestRitualProgress(wanted.communityId, wanted.memberId, wanted.ritualId);
	if (progress === undefined) return undefined;
	const kept = await tx.getRitual(progress.communityId, progress.ritualId, progress.version);
	if (kept === undefined) return undefined;
	return {
		progress,
		definition: kept.definition as unknown as RitualDefinition,
		subject: progress.subject as unknown as Subject,
	};
}

/** Marks one step as done in the transaction it is given, books its points, and completes the ritual if it was the last. */
export async function recordStep(
	tx: StoreTransaction,
	ritual: RitualUnderWay,
	step: RitualStep,
	event: CommunityEvent,
	now: string,
): Promise<Once<JsonObject>> {
	const { progress, definition, subject } = ritual;
	const { communityId, progressId } = progress;
	return await tx.once(communityId, `ritual.step:${progressId}:${step.id}`, now, async () => {
		await tx.recordRitualStep(communityId, progressId, {
			stepId: step.id,
			doneAt: event.occurredAt,
			evidence: evidenceOf(event),
		});
		await tx.appendLedger([
			ledgerLine(progress, step.id, `ritual.${step.id}`, { occurredAt: event.occurredAt, recordedAt: now }),
		]);
		await book(tx, ritual, step.id, step.points, now);
		// Read again: another step may have been recorded since the ritual was found.
		const steps = (await tx.getRitualProgress(communityId, progressId))?.steps ?? [];
		const done = steps.map(({ stepId }) => stepId);
		const completed = isComplete(definition, done);
		if (completed) await complete(tx, ritual, event.occurredAt, now);
		return toJson({
			recorded: step.id,
			...progressJson(definition, { ...progress, completedAt: completed ? now : null }, done),
			points: await tx.pointsBalance(communityId, progress.memberId),
			...subject,
			messages: messagesAfter(ritual, step.id, done, event),
		}) as JsonObject;
	});
}

function evidenceOf(event: CommunityEvent): JsonObject {
	return toJson({ eventId: event.eventId, messageId: event.messageId, text: event.text }) as JsonObject;
}

async function book(
	tx: StoreTransaction,
	{ progress }: RitualUnderWay,
	what: string,
	amount: number,
	at: string,
): Promise<void> {
	if (amount === 0) return;
	const { communityId, progressId, memberId, ritualId } = progress;
	await tx.addPoints({
		communityId,
		entryId: `ritual:${progressId}:${what}`,
		memberId,
		amount,
		reason: `${ritualId}: ${what}`,
		at,
	});
}

async function complete(tx: StoreTransaction, ritual: RitualUnderWay, occurredAt: string, now: string): Promise<void> {
	const { progress, definition } = ritual;
	await tx.completeRitual(progress.communityId, progress.progressId, now);
	await book(tx, ritual, 'completed', definition.completionPoints, now);
	await tx.appendLedger([
		ledgerLine(
			progress,
			'completed',
			'ritual.completed',
			{ occurredAt, recordedAt: now },
			{ points: definition.completionPoints },
		),
	]);
}

function messagesAfter(
	ritual: RitualUnderWay,
	stepId: RitualStepId,
	done: readonly string[],
	event: CommunityEvent,
): OutboundMessage[] {
	const { progress, definition, subject } = ritual;
	const of = { progressId: progress.progressId, subject, definition };
	const copy = COPY[definition.language];
	const toast =
		event.replyHandle !== undefined && event.type === 'button'
			? [buttonAnswer(event.replyHandle, copy.rulesAccepted, `ritual:${progress.progressId}:${stepId}:toast`)]
			: [];
	const [next] = openSteps(definition, done);
	if (next === undefined) {
		const earned = definition.completionPoints + definition.steps.reduce((sum, step) => sum + step.points, 0);
		return [...toast, completionMessage(of, earned)];
	}
	return [...toast, ...(next.id === 'introduce' ? [introductionPrompt(of)] : [])];
}

/** A word to whoever pressed a button that was not for them, or pressed it again. */
export function refusal(
	ritual: RitualUnderWay,
	event: CommunityEvent,
	why: 'rulesAlreadyAccepted' | 'notYourButton',
): JsonObject | undefined {
	if (event.replyHandle === undefined) return undefined;
	const text = fillText(COPY[ritual.definition.language][why], { name: displayName(ritual.subject.member) });
	const done = ritual.progress.steps.map(({ stepId }) => stepId);
	return toJson({
		recorded: null,
		...progressJson(ritual.definition, ritual.progress, done),
		...ritual.subject,
		messages: [buttonAnswer(event.replyHandle, text, `button:${event.eventId}`)],
	}) as JsonObject;
}
