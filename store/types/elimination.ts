import type { CaseStatus } from '../../community/elimination/transitions';
import type { Identity, Json, JsonObject, MemberRow, Page } from '../types';

export interface EliminationRunRow {
	communityId: string;
	runId: string;
	/** Shape owned by community/elimination. */
	policy: JsonObject;
	status: string;
	/** What else is to be known of the run: counts, the report. */
	facts: JsonObject;
	startedBy: string;
	startedAt: string;
	updatedAt: string;
}

export interface EliminationCaseRow {
	communityId: string;
	caseId: string;
	runId: string;
	memberId: string;
	kind: 'removal' | 'talk';
	status: CaseStatus;
	/** The gravest rule. */
	rule: string;
	/** Shape owned by community/elimination. */
	reasons: Json;
	/** Whom it is about, its history: shape owned by community/elimination. */
	facts: JsonObject;
	noticedAt: string;
	appealUntil: string | null;
	dueAt: string | null;
	outcome: string | null;
	/** Null while the case is open; a member has one open case at most. */
	closedAt: string | null;
	updatedAt: string;
}

/** What a step changes besides the status; what is undefined stays as it was. */
export interface CaseFacts {
	at: string;
	facts?: JsonObject | undefined;
	appealUntil?: string | null | undefined;
	dueAt?: string | null | undefined;
	outcome?: string | undefined;
	/** The case is over. */
	closed?: boolean | undefined;
}

export interface CaseFilter {
	communityId: string;
	runId?: string;
	memberId?: string;
	statuses?: readonly CaseStatus[];
	kind?: EliminationCaseRow['kind'];
	open?: boolean;
	/** Due at this instant or before. */
	dueBy?: string;
	updatedSince?: string;
}

/** What protects a member until an instant, or for good. */
export interface ImmunityRow {
	communityId: string;
	memberId: string;
	until: string | null;
	reason: string;
	grantedBy: string;
	grantedAt: string;
}

export type AppealSubject = 'application' | 'elimination' | 'strike';
export type AppealStatus = 'open' | 'upheld' | 'overturned';

export interface AppealRow {
	communityId: string;
	appealId: string;
	subjectKind: AppealSubject;
	subjectId: string;
	memberId: string;
	text: string;
	status: AppealStatus;
	openedAt: string;
	decidedAt: string | null;
	decidedBy: string | null;
	note: string | null;
}

/** Something that a person has to do by hand. */
export interface PersonTaskRow {
	communityId: string;
	taskId: string;
	/** e.g. `remove`. */
	kind: string;
	/** The case, application or strike it comes from. */
	subjectId: string | null;
	memberId: string | null;
	details: JsonObject;
	status: 'open' | 'done' | 'cancelled';
	assignedTo: string | null;
	openedAt: string;
	dueAt: string | null;
	closedAt: string | null;
	closedBy: string | null;
	note: string | null;
}

/** What elimination's rules look at. */
export interface MemberFactsRow {
	memberId: string;
	name: string | null;
	status: MemberRow['status'];
	joinedAt: string | null;
	/** When the member was first seen. */
	createdAt: string;
	identities: Identity[];
	tier: string | null;
	points: number;
	/** Points earned since `pointsSince`: what was given, not what was taken. */
	pointsInWindow: number;
	/** By ledger type: how many since `outputSince`, and the last one ever. */
	outputs: { type: string; count: number; lastAt: string }[];
	/** The last of the outputs. */
	lastActiveAt: string | null;
	/** Strikes since `strikesSince`, oldest first. */
	strikes: { at: string; points: number; undone: boolean }[];
	immunity: Pick<ImmunityRow, 'until' | 'reason'> | null;
	openCase: Pick<EliminationCaseRow, 'caseId' | 'kind' | 'status'> | null;
}

/** Elimination, appeals, and what a person has to do. */
export interface EliminationTransaction {
	/** False if the run is known. */
	insertRun(run: Omit<EliminationRunRow, 'updatedAt'>): Promise<boolean>;
	getRun(communityId: string, runId: string): Promise<EliminationRunRow | undefined>;
	/** Moves a run on if it is still in one of `from`; else `undefined`. */
	moveRun(
		communityId: string,
		runId: string,
		from: readonly string[],
		to: string,
		change: { at: string; facts?: JsonObject | undefined },
	): Promise<EliminationRunRow | undefined>;
	/** Newest first; `after` is the last row's `startedAt|runId`. */
	listRuns(filter: { communityId: string; status?: string }, page: Page): Promise<EliminationRunRow[]>;

	/** Opens cases, but none for a member who has one that is open; gives the ids of those that were opened. */
	insertCases(cases: readonly Omit<EliminationCaseRow, 'outcome' | 'closedAt' | 'updatedAt'>[]): Promise<string[]>;
	getCase(communityId: string, caseId: string): Promise<EliminationCaseRow | undefined>;
	openCaseOf(communityId: string, memberId: string): Promise<EliminationCaseRow | undefined>;
	/** Moves a case on if it is still in one of `from`; else `undefined`. */
	moveCase(
		communityId: string,
		caseId: string,
		from: readonly CaseStatus[],
		to: CaseStatus,
		facts: CaseFacts,
	): Promise<EliminationCaseRow | undefined>;
	/** Oldest first; `after` is the last row's `noticedAt|caseId`. */
	listCases(filter: CaseFilter, page: Page): Promise<EliminationCaseRow[]>;
	countCases(filter: CaseFilter): Promise<number>;

	/** In the order of their ids; `after` is the last member's id. A few statements for a page, however long it is. */
	memberFacts(
		filter: {
			communityId: string;
			/** Ledger types that count as outputs. */
			types: readonly string[];
			outputSince: string;
			pointsSince: string;
			strikesSince: string;
			/** Default: `member`. */
			status?: MemberRow['status'];
			memberIds?: readonly string[];
		},
		page: Page,
	): Promise<MemberFactsRow[]>;
	/** Protects a member, in place of an earlier protection. */
	setImmunity(immunity: ImmunityRow): Promise<void>;
	/** False if there was none. */
	liftImmunity(communityId: string, memberId: string): Promise<boolean>;
	getImmunity(communityId: string, memberId: string): Promise<ImmunityRow | undefined>;

	/** Opens an appeal; if one is open for its subject, gives that one. */
	openAppeal(
		appeal: Omit<AppealRow, 'status' | 'decidedAt' | 'decidedBy' | 'note'>,
	): Promise<{ opened: boolean; appeal: AppealRow }>;
	/** Decides an appeal that is open; else `undefined`. */
	decideAppeal(
		communityId: string,
		appealId: string,
		decision: { status: 'upheld' | 'overturned'; decidedAt: string; decidedBy: string; note?: string | undefined },
	): Promise<AppealRow | undefined>;
	getAppeal(communityId: string, appealId: string): Promise<AppealRow | undefined>;
	/** Oldest first; `after` is the last row's `openedAt|appealId`. */
	listAppeals(
		filter: {
			communityId: string;
			status?: AppealStatus;
			subjectKind?: AppealSubject;
			subjectId?: string;
			memberId?: string;
		},
		page: Page,
	): Promise<AppealRow[]>;

	/** False if the task is known. */
	openTask(task: Omit<PersonTaskRow, 'status' | 'closedAt' | 'closedBy' | 'note'>): Promise<boolean>;
	/** Ends a task that is open; else `undefined`. */
	closeTask(
		communityId: string,
		taskId: string,
		closing: { status: 'done' | 'cancelled'; at: string; by: string; note?: string | undefined },
	): Promise<PersonTaskRow | undefined>;
	getTask(communityId: string, taskId: string): Promise<PersonTaskRow | undefined>;
	/** Oldest first; `after` is the last row's `openedAt|taskId`. */
	listTasks(
		filter: {
			communityId: string;
			status?: PersonTaskRow['status'];
			kind?: string;
			subjectId?: string;
			memberId?: string;
			assignedTo?: string;
			dueBy?: string;
		},
		page: Page,
	): Promise<PersonTaskRow[]>;
}
