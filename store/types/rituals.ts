import type { Language } from '../../community/language';
import type { StepState } from '../../community/ritual/progress';
import type { JsonObject, RitualProgressRow, RitualStepRow } from '../types';

/** Why a ritual ended before it was complete. */
export type RitualEnd = 'left' | 'removed' | 'restarted';

/** What a ritual knows beyond its member, its version and its times. */
export interface RitualFacts {
	language: Language | null;
	segment: string | null;
	/** Member id of who brought them, or `platform:id` of somebody who is no member. */
	inviter: string | null;
	/** Local date of the Monday of the week in which it began. */
	cohort: string | null;
	timeZone: string | null;
	/** The first of the rituals of this name that the person began; points are booked for it alone. */
	rootId: string | null;
	returnedBy: string | null;
	greetedAt: string | null;
	endedAt: string | null;
	endedWhy: RitualEnd | null;
}

/** One step of one member, as it is planned. */
export interface RitualPlanRow {
	progressId: string;
	stepId: string;
	/** From 0 on. */
	position: number;
	state: StepState;
	askedAt: string | null;
	dueAt: string | null;
	/** When something is to be done about it next: a reminder, or what happens when it is late. */
	nextAt: string | null;
	nudges: number;
	/** Shape owned by community/ritual. */
	draft: JsonObject | null;
	settledAt: string | null;
}

/** A newcomer who waits for a greeting. */
export interface WaitingGreeting {
	progressId: string;
	/** Those of one bundle may be greeted together. */
	bundle: string;
	name: string;
	queuedAt: string;
}

/** A message, with the item that carries it. */
export interface RitualMessage {
	dedupeKey: string;
	item: JsonObject;
	composedAt: string;
}

/** What a report counts by. */
export type RitualDimension = 'step' | 'cohort' | 'inviter' | 'segment';

export interface RitualReportFilter {
	communityId: string;
	ritualId: string;
	/** Only rituals that began at this instant or later, and before the other. */
	since?: string | undefined;
	until?: string | undefined;
}

/** How many people began and completed a ritual, in total or in one group of a dimension. */
export interface RitualCount {
	/** The cohort, inviter or segment; `null` where none is known, and for the total. */
	key: string | null;
	started: number;
	completed: number;
	/** Left or were removed before they had completed it. */
	left: number;
	/** Mean hours from the beginning to the completion; `null` if nobody has completed it. */
	meanHours: number | null;
}

/** How many of those people did a step. */
export interface RitualStepCount {
	key: string | null;
	stepId: string;
	planned: number;
	/** Those for whom it was their turn. */
	asked: number;
	done: number;
	skipped: number;
	missed: number;
}

/** Welcome Ritual beyond beginning and completing: plans, greetings together, what is said, reports. */
export interface RitualTransaction {
	/** Every ritual that the person has begun, or only those of one name, newest first. */
	ritualsOf(
		communityId: string,
		memberIds: readonly string[],
		ritualId?: string,
	): Promise<(RitualProgressRow & { steps: RitualStepRow[] })[]>;
	/** What else is known of a ritual. */
	getRitualFacts(communityId: string, progressId: string): Promise<RitualFacts | undefined>;
	/** Keeps what is given; what is left out stays. */
	setRitualFacts(communityId: string, progressId: string, facts: Partial<RitualFacts>): Promise<void>;
	/** Keeps other transactions from changing the ritual until this one ends. Lock its member before it. */
	lockRitual(communityId: string, progressId: string): Promise<void>;
	/** Plans steps; one that is planned stays as it is. */
	insertPlan(communityId: string, rows: readonly RitualPlanRow[]): Promise<void>;
	/** Changes a planned step. */
	setPlan(
		communityId: string,
		progressId: string,
		stepId: string,
		changes: Partial<Omit<RitualPlanRow, 'progressId' | 'stepId' | 'position'>>,
	): Promise<void>;
	/** The planned steps of a ritual, in their order. */
	planOf(communityId: string, progressId: string): Promise<RitualPlanRow[]>;
	/** Steps about which something is to be done by `now`, of rituals under way, the longest waiting first. */
	duePlans(communityId: string, now: string, limit: number): Promise<(RitualPlanRow & { memberId: string })[]>;
	/** Nothing of a ritual is due any more. */
	stopPlan(communityId: string, progressId: string): Promise<void>;
	/** Puts a newcomer among those who wait; false if they wait or were greeted. */
	queueGreeting(communityId: string, greeting: WaitingGreeting): Promise<boolean>;
	/** Those who wait, by bundle and in the order in which they came. */
	waitingGreetings(communityId: string, bundle?: string): Promise<WaitingGreeting[]>;
	/** When somebody of the bundle was last greeted; `null` for never. */
	lastGreetingAt(communityId: string, bundle: string): Promise<string | null>;
	/** Takes newcomers out of those who wait: the batch greets them. */
	markGreeted(communityId: string, progressIds: readonly string[], batchId: string, at: string): Promise<void>;
	/** Keeps what is to be said; a message that is kept stays as it is. */
	keepRitualMessages(communityId: string, messages: readonly RitualMessage[]): Promise<void>;
	/**
	 * What was composed since an instant and has not left: nobody has booked the right to send it, or the platform
	 * was too busy. In the order of composing.
	 */
	unsentRitualMessages(communityId: string, since: string, limit: number): Promise<RitualMessage[]>;
	/** Forgets messages composed before an instant. */
	pruneRitualMessages(communityId: string, before: string): Promise<void>;
	/** Counts in SQL. Without a dimension: one row, the total. */
	countRituals(filter: RitualReportFilter, by?: Exclude<RitualDimension, 'step'>): Promise<RitualCount[]>;
	countRitualSteps(filter: RitualReportFilter, by?: Exclude<RitualDimension, 'step'>): Promise<RitualStepCount[]>;
}
