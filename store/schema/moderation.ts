export interface StrikeTable {
	community_id: string;
	strike_id: string;
	member_id: string;
	points: number;
	rule: string;
	reasons: string;
	message_id: string | null;
	at: string;
	undone_at: string | null;
	undone_by: string | null;
}

export interface RecentMessageTable {
	community_id: string;
	message_id: string;
	member_id: string;
	at: string;
	fingerprint: string;
	simhash: string;
	length: number;
}

export interface MemberActivityTable {
	community_id: string;
	member_id: string;
	messages: number;
	first_at: string;
	last_at: string;
}

export interface ForgivenTable {
	community_id: string;
	fingerprint: string;
	simhash: string;
	length: number;
	forgiven_by: string;
	at: string;
}

export interface ModerationTables {
	strike: StrikeTable;
	recent_message: RecentMessageTable;
	member_activity: MemberActivityTable;
	forgiven: ForgivenTable;
}
