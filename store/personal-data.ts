/** What becomes of a column when the person that its row is about is erased. */
export type Treatment =
	/** Emptied: null, '', `{}` or `[]`. */
	| 'null'
	| 'text'
	| 'object'
	| 'list'
	/** A ledger line's data: only what names no person stays. */
	| 'data'
	/** Community and member as nodes hand them on: the member becomes the pseudonym. */
	| 'subject';

/** Where a table keeps people. */
export interface PersonalTable {
	/** Columns with a member id. The first says whose row it is. */
	members: readonly string[];
	/** Columns with the id that an operator has on a platform: who did it. */
	actors?: readonly string[];
	/** Rows that belong to a row of another table, and so to its person. */
	via?: { table: keyof typeof PERSONAL_DATA; column: string };
	/** What ends with the person, where it has not ended: `null` in `while`, and in `unless` if given, says so. */
	ends?: { while: string; unless?: string; set?: Readonly<Record<string, string>>; by?: string };
	/** `delete`: the row goes; else what becomes of its columns. */
	erase: 'delete' | Readonly<Record<string, Treatment>>;
}

const PERSONAL_DATA = {
	identity: { members: ['member_id'], erase: 'delete' },
	portrait_value: { members: ['member_id'], erase: 'delete' },
	member_tag: { members: ['member_id'], erase: 'delete' },
	member_trait: { members: ['member_id'], erase: 'delete' },
	member_token: { members: ['member_id'], erase: 'delete' },
	member_link: { members: ['one_id', 'other_id'], actors: ['said_by'], erase: 'delete' },
	member_merge: { members: ['kept_id', 'absorbed_id'], actors: ['merged_by', 'undone_by'], erase: 'delete' },
	contact: { members: ['member_id'], erase: 'delete' },
	immunity: { members: ['member_id'], actors: ['granted_by'], erase: 'delete' },
	recent_message: { members: ['member_id'], erase: 'delete' },
	member_activity: { members: ['member_id'], erase: 'delete' },
	event: { members: ['member_id'], actors: ['actor_id'], erase: { data: 'data' } },
	points: { members: ['member_id'], actors: ['actor_id'], erase: { reason: 'text' } },
	application: {
		members: ['member_id'],
		actors: ['decided_by', 'assigned_to', 'undone_by'],
		ends: { while: 'decided_at', set: { status: 'withdrawn' }, by: 'decided_by' },
		erase: { reasons: 'list', answers: 'object', subject: 'subject', decision_note: 'null' },
	},
	ritual_progress: {
		members: ['member_id'],
		ends: { while: 'ended_at', unless: 'completed_at', set: { ended_why: 'left' } },
		erase: { subject: 'subject' },
	},
	ritual_step: { members: [], via: { table: 'ritual_progress', column: 'progress_id' }, erase: { evidence: 'object' } },
	invitation: {
		members: ['inviter_member_id'],
		actors: ['created_by', 'revoked_by'],
		ends: { while: 'revoked_at', by: 'revoked_by' },
		erase: { note: 'null' },
	},
	invitation_redemption: { members: ['member_id'], erase: { event_id: 'null' } },
	entry_task_proof: {
		members: ['member_id'],
		actors: ['judged_by'],
		erase: { proof: 'object', note: 'null' },
	},
	admission: { members: ['member_id'], erase: { ref: 'null' } },
	elimination_case: {
		members: ['member_id'],
		ends: { while: 'closed_at', set: { status: 'cancelled' } },
		erase: { reasons: 'list', facts: 'object', outcome: 'null' },
	},
	appeal: {
		members: ['member_id'],
		actors: ['decided_by'],
		ends: { while: 'decided_at', set: { status: 'upheld' }, by: 'decided_by' },
		erase: { text: 'text', note: 'null' },
	},
	person_task: {
		members: ['member_id'],
		actors: ['assigned_to', 'closed_by'],
		ends: { while: 'closed_at', set: { status: 'cancelled' }, by: 'closed_by' },
		erase: { details: 'object', note: 'null' },
	},
	points_balance: { members: ['member_id'], erase: {} },
	score: { members: ['member_id'], erase: 'delete' },
	tier_state: { members: ['member_id'], erase: 'delete' },
	tier_grant: { members: ['member_id'], actors: ['granted_by'], erase: { reason: 'null' } },
	pond_bite: { members: ['member_id'], erase: 'delete' },
	pond_place: { members: ['member_id'], erase: 'delete' },
	buddy: { members: ['member_id'], erase: 'delete' },
	buddy_place: { members: ['member_id'], erase: {} },
	check_in: {
		members: ['member_id'],
		actors: ['ended_by'],
		erase: {
			evidence: 'object',
			subject: 'subject',
			proof_exact: 'null',
			proof_simhash: 'null',
			image_hash: 'null',
			ended_why: 'null',
		},
	},
	streak: { members: ['member_id'], erase: 'delete' },
	streak_leave: { members: ['member_id'], actors: ['actor_id'], erase: { reason: 'null' } },
	check_in_appeal: {
		members: ['member_id'],
		actors: ['decided_by'],
		ends: { while: 'decided_at', set: { status: 'denied' }, by: 'decided_by' },
		erase: { reason: 'text', facts: 'object', note: 'null' },
	},
	check_in_reminder: { members: ['member_id'], erase: 'delete' },
	camp_enrolment: { members: ['member_id'], erase: { subject: 'subject' } },
	camp_refund: { members: ['member_id'], actors: ['done_by'], erase: {} },
	lottery_entry: { members: ['member_id'], erase: { facts: 'object', subject: 'subject' } },
	lottery_household: { members: ['member_id'], erase: 'delete' },
	lottery_place: { members: ['member_id'], erase: { answers: 'object', delivery_facts: 'object' } },
	giveaway_take: { members: ['member_id'], erase: { subject: 'subject' } },
	strike: { members: ['member_id'], actors: ['undone_by'], erase: { reasons: 'list', message_id: 'null' } },
} as const satisfies Record<string, Omit<PersonalTable, 'via'> & { via?: { table: string; column: string } }>;

/**
 * Every table that says something about a member, and how a person is taken out of it. A new table with a member in it
 * is added here; a test compares this list with the tables that there are. Also what Export Personal Data gives.
 */
export const PERSONAL_TABLES: Readonly<Record<string, PersonalTable>> = PERSONAL_DATA;

/** Tables without a member column in which operators act, by their id on a platform. */
export const ACTOR_TABLES: Readonly<Record<string, readonly string[]>> = {
	blocklist_entry: ['added_by', 'lifted_by'],
	blocklist_subscription: ['added_by'],
	elimination_run: ['started_by'],
	forgiven: ['forgiven_by'],
	portrait_field: ['updated_by'],
	segment: ['saved_by'],
	door_code: ['issued_by'],
	camp: ['opened_by', 'approved_by'],
	lottery: ['created_by', 'drawn_by', 'cancelled_by'],
	giveaway: ['opened_by'],
	erasure: [],
};

/** Columns of JSON, in tables without a member column, that may mention people; and what a row is known by. */
export const MENTIONING: Readonly<Record<string, { key: readonly string[]; columns: readonly string[] }>> = {
	buddy_group: { key: ['group_id'], columns: ['facts'] },
	camp: { key: ['camp_id'], columns: ['plan'] },
	elimination_run: { key: ['run_id'], columns: ['facts'] },
	event: { key: ['source', 'event_id'], columns: ['data'] },
};
