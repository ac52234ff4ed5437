import type { CaseStatus } from '../../community/elimination/transitions';
import type { AppealStatus, AppealSubject, EliminationCaseRow, PersonTaskRow } from '../types';

export interface EliminationRunTable {
	community_id: string;
	run_id: string;
	policy: string;
	status: string;
	facts: string;
	started_by: string;
	started_at: string;
	updated_at: string;
}

export interface EliminationCaseTable {
	community_id: string;
	case_id: string;
	run_id: string;
	member_id: string;
	kind: EliminationCaseRow['kind'];
	status: CaseStatus;
	rule: string;
	reasons: string;
	facts: string;
	noticed_at: string;
	appeal_until: string | null;
	due_at: string | null;
	outcome: string | null;
	closed_at: string | null;
	updated_at: string;
}

export interface ImmunityTable {
	community_id: string;
	member_id: string;
	until: string | null;
	reason: string;
	granted_by: string;
	granted_at: string;
}

export interface AppealTable {
	community_id: string;
	appeal_id: string;
	subject_kind: AppealSubject;
	subject_id: string;
	member_id: string;
	text: string;
	status: AppealStatus;
	opened_at: string;
	decided_at: string | null;
	decided_by: string | null;
	note: string | null;
}

export interface PersonTaskTable {
	community_id: string;
	task_id: string;
	kind: string;
	subject_id: string | null;
	member_id: string | null;
	details: string;
	status: PersonTaskRow['status'];
	assigned_to: string | null;
	opened_at: string;
	due_at: string | null;
	closed_at: string | null;
	closed_by: string | null;
	note: string | null;
}

export interface EliminationTables {
	elimination_run: EliminationRunTable;
	elimination_case: EliminationCaseTable;
	immunity: ImmunityTable;
	appeal: AppealTable;
	person_task: PersonTaskTable;
}
