import type { Language } from '../../../../community/language';
import { closestLanguage } from '../../../../community/language';
import type { RitualDefinition, RitualStep } from '../../../../community/ritual/definition';
import type { Voice, Walker } from '../../../../community/ritual/messages';
import { readRitual } from '../../../../community/ritual/parse';
import { draftSchema, EMPTY_DRAFT, answersOf, type Draft } from '../../../../community/ritual/recognise';
import type { Subject } from '../../../../community/subject';
import type {
	JsonObject,
	LedgerEntry,
	RitualFacts,
	RitualPlanRow,
	RitualProgressRow,
	RitualStepRow,
	StoreTransaction,
} from '../../../../store/types';
import { toJson } from '../../../shared/item';

type Progress = RitualProgressRow & { steps: RitualStepRow[] };

/** A member's ritual as the store holds it, with the definition it began with. */
export interface RitualUnderWay {
	progress: Progress;
	facts: RitualFacts;
	plan: RitualPlanRow[];
	definition: RitualDefinition;
	subject: Subject;
	/** The member that the person's points are booked for. */
	memberId: string;
	voice: Voice;
	walker: Walker;
}

/** Definitions that were read, by community, ritual and version: a version never changes. */
export type Definitions = Map<string, RitualDefinition>;

/** The definition that a ritual began with; `undefined` if the store has lost it. */
export async function definitionOf(
	tx: StoreTransaction,
	{ communityId, ritualId, version }: Pick<RitualProgressRow, 'communityId' | 'ritualId' | 'version'>,
	known: Definitions,
): Promise<RitualDefinition | undefined> {
	const key = `${communityId}|${ritualId}|${version}`;
	const cached = known.get(key);
	if (cached !== undefined) return cached;
	const row = await tx.getRitual(communityId, ritualId, version);
	if (row === undefined) return undefined;
	const definition = readRitual(row.definition);
	known.set(key, definition);
	return definition;
}

/** The language that a ritual speaks to a member in. */
export function languageOf(definition: RitualDefinition, member: Subject['member']): Language {
	return definition.language === 'member' ? closestLanguage(member.language, 'zh-CN') : definition.language;
}

/** Everything about a ritual, read anew. */
export async function underWay(
	tx: StoreTransaction,
	progress: Progress,
	known: Definitions,
): Promise<RitualUnderWay | undefined> {
	const { communityId, progressId, ritualId } = progress;
	const definition = await definitionOf(tx, progress, known);
	const facts = await tx.getRitualFacts(communityId, progressId);
	if (definition === undefined || facts === undefined) return undefined;
	const subject = progress.subject as unknown as Subject;
	const [memberId = progress.memberId] = await tx.memberIdsOf(communityId, progress.memberId);
	return {
		progress,
		facts,
		plan: await tx.planOf(communityId, progressId),
		definition,
		subject,
		memberId,
		voice: {
			ritualId,
			definition,
			language: facts.language ?? languageOf(definition, subject.member),
			segment: facts.segment,
			community: subject.community,
		},
		walker: { progressId, member: subject.member },
	};
}

/** The ritual with this id, if there is one. */
export async function ritualById(
	tx: StoreTransaction,
	communityId: string,
	progressId: string,
	known: Definitions,
): Promise<RitualUnderWay | undefined> {
	const progress = await tx.getRitualProgress(communityId, progressId);
	return progress && (await underWay(tx, progress, known));
}

/** Holds the member and the ritual for this transaction, and reads the ritual again: nobody changes it meanwhile. */
export async function locked(
	tx: StoreTransaction,
	ritual: RitualUnderWay,
	known: Definitions,
): Promise<RitualUnderWay> {
	const { communityId, progressId } = ritual.progress;
	await tx.lockMember(communityId, ritual.memberId);
	await tx.lockRitual(communityId, progressId);
	return (await ritualById(tx, communityId, progressId, known)) ?? ritual;
}

/** Ids of the steps that are done or that the ritual went on without. */
export function stepsOver({ progress, plan }: Pick<RitualUnderWay, 'progress' | 'plan'>): string[] {
	const skipped = plan.filter(({ state }) => state === 'skipped').map(({ stepId }) => stepId);
	return [...progress.steps.map(({ stepId }) => stepId), ...skipped];
}

export function isOver({ progress, facts }: Pick<RitualUnderWay, 'progress' | 'facts'>): boolean {
	return progress.completedAt !== null || facts.endedAt !== null;
}

/** What was done so far of a step that takes more than one act. */
export function draftOf({ plan }: Pick<RitualUnderWay, 'plan'>, step: RitualStep): Draft {
	const draft = plan.find(({ stepId }) => stepId === step.id)?.draft;
	const parsed = draftSchema.safeParse(draft);
	return parsed.success ? parsed.data : EMPTY_DRAFT;
}

/** The member's answers to the forms and their interests, as far as those steps are done. */
export function answersSoFar({ definition, progress }: RitualUnderWay): Record<string, string> {
	return answersOf(definition.steps, (stepId) => progress.steps.find((row) => row.stepId === stepId)?.evidence);
}

/** A line of the ledger about a ritual. */
export function ledgerLine(
	progress: Pick<RitualProgressRow, 'communityId' | 'progressId' | 'ritualId' | 'memberId'>,
	what: string,
	type: string,
	at: { occurredAt: string; recordedAt: string },
	more: { data?: object; actorId?: string | undefined } = {},
): LedgerEntry {
	const { communityId, progressId, ritualId, memberId } = progress;
	return {
		communityId,
		source: 'ritual',
		eventId: `${progressId}:${what}`,
		type,
		memberId,
		...(more.actorId === undefined ? {} : { actorId: more.actorId }),
		...at,
		data: toJson({ progressId, ritualId, ...more.data }) as JsonObject,
	};
}

/** How far a ritual is, as items show it. */
export function ritualJson({ progress, facts, plan, definition, voice }: RitualUnderWay): object {
	const done = (stepId: string): boolean => progress.steps.some((row) => row.stepId === stepId);
	return {
		ritualId: progress.ritualId,
		version: progress.version,
		progressId: progress.progressId,
		startedAt: progress.startedAt,
		completedAt: progress.completedAt,
		completed: progress.completedAt !== null,
		ended: facts.endedWhy,
		language: voice.language,
		segment: facts.segment,
		inviter: facts.inviter,
		cohort: facts.cohort,
		steps: definition.steps.map(({ id, kind }) => {
			const row = plan.find(({ stepId }) => stepId === id);
			const state = done(id) ? 'done' : (row?.state ?? 'waiting');
			return { stepId: id, kind, done: done(id), state, dueAt: row?.dueAt ?? null };
		}),
	};
}
