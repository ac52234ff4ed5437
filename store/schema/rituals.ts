import type { Language } from '../../community/language';
import type { StepState } from '../../community/ritual/progress';
import type { RitualEnd } from '../types/rituals';

export interface RitualTable {
	community_id: string;
	ritual_id: string;
	version: number;
	definition: string;
	created_at: string;
}

export interface RitualProgressTable {
	community_id: string;
	progress_id: string;
	ritual_id: string;
	version: number;
	member_id: string;
	subject: string;
	started_at: string;
	completed_at: string | null;
	language: Language | null;
	/** Name of the greeting's segment. */
	segment: string | null;
	/** Member id of who brought them, or `platform:id` of somebody who is no member. */
	inviter: string | null;
	/** Local date of the Monday of the week in which it began. */
	cohort: string | null;
	/** Clocks that its reminders go by. */
	time_zone: string | null;
	/** The first of the rituals of this name that the person began; points are booked for it alone. */
	root_id: string | null;
	/** The event by which somebody who had left came back to it. */
	returned_by: string | null;
	greeted_at: string | null;
	ended_at: string | null;
	ended_why: RitualEnd | null;
}

export interface RitualStepTable {
	community_id: string;
	progress_id: string;
	step_id: string;
	done_at: string;
	evidence: string;
}

export interface RitualPlanTable {
	community_id: string;
	progress_id: string;
	step_id: string;
	position: number;
	state: StepState;
	asked_at: string | null;
	due_at: string | null;
	next_at: string | null;
	/** Reminders that are behind it. */
	nudges: number;
	/** JSON of what was done of a step that takes more than one act. */
	draft: string | null;
	settled_at: string | null;
}

export interface GreetingTable {
	community_id: string;
	progress_id: string;
	bundle: string;
	name: string;
	queued_at: string;
	batch_id: string | null;
	greeted_at: string | null;
}

export interface RitualMessageTable {
	community_id: string;
	dedupe_key: string;
	item: string;
	composed_at: string;
}

export interface RitualTables {
	ritual: RitualTable;
	ritual_progress: RitualProgressTable;
	ritual_step: RitualStepTable;
	ritual_plan: RitualPlanTable;
	greeting: GreetingTable;
	ritual_message: RitualMessageTable;
}
