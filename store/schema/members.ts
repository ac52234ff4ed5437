export interface PortraitFieldTable {
	community_id: string;
	field: string;
	position: number;
	/** Shape owned by community/identity/portrait. */
	definition: string;
	updated_at: string;
	updated_by: string;
}

/** One value of a member's portrait; several rows where a field takes several choices. */
export interface PortraitValueTable {
	community_id: string;
	member_id: string;
	field: string;
	position: number;
	/** Text, a choice, or a date as `YYYY-MM-DD`. */
	text: string | null;
	number: number | null;
	/** The ciphertext of a sensitive value; then `text` and `number` are empty. */
	sealed: string | null;
	at: string;
}

export interface MemberTagTable {
	community_id: string;
	member_id: string;
	tag: string;
	source: string;
	given_by: string;
	since: string;
	expires_at: string | null;
}

export interface MemberTraitTable {
	community_id: string;
	kind: string;
	/** Within what the value is unique; empty for phones and addresses. */
	scope: string;
	/** What equal values have in common, as in `contact`. */
	value_key: string;
	member_id: string;
	/** The ciphertext of the value. */
	sealed: string;
	/** 1 if the person has proved it. */
	verified: number;
	at: string;
}

export interface MemberMergeTable {
	community_id: string;
	merge_id: string;
	place: number;
	kept_id: string;
	absorbed_id: string;
	undo: string;
	because: string;
	merged_by: string;
	at: string;
	undone_at: string | null;
	undone_by: string | null;
}

/** What an operator said about two members; `one_id` is the smaller id. */
export interface MemberLinkTable {
	community_id: string;
	one_id: string;
	other_id: string;
	same: number;
	despite_conflicts: number;
	said_by: string;
	at: string;
}

export interface MemberTokenTable {
	community_id: string;
	/** SHA-256 of the token, which is never kept. */
	token_key: string;
	member_id: string;
	created_at: string;
	expires_at: string;
	used_at: string | null;
}

export interface ErasureTable {
	community_id: string;
	erasure_id: string;
	pseudonym: string;
	asked_by: string;
	reason: string;
	started_at: string;
	finished_at: string | null;
	counts: string | null;
}

export interface MemberTables {
	portrait_field: PortraitFieldTable;
	portrait_value: PortraitValueTable;
	member_tag: MemberTagTable;
	member_trait: MemberTraitTable;
	member_merge: MemberMergeTable;
	member_link: MemberLinkTable;
	member_token: MemberTokenTable;
	erasure: ErasureTable;
}
