export interface BuddyTable {
	community_id: string;
	member_id: string;
	status: 'in' | 'out';
	wishes: string;
	since: string;
	updated_at: string;
}

export interface BuddyRoundTable {
	community_id: string;
	round_id: string;
	number: number;
	people: number;
	badness: number;
	at_least: number;
	facts: string;
	at: string;
}

export interface BuddyGroupTable {
	community_id: string;
	group_id: string;
	number: number;
	badness: number;
	facts: string;
	introduced_at: string;
	asked_at: string | null;
	reminders: number;
	policy: string | null;
	closed_at: string | null;
}

export interface BuddyPlaceTable {
	community_id: string;
	number: number;
	member_id: string;
	group_id: string | null;
	/** 1 for yes, 0 for no. */
	met: number | null;
	answered_at: string | null;
}

export interface BuddyTables {
	buddy: BuddyTable;
	buddy_round: BuddyRoundTable;
	buddy_group: BuddyGroupTable;
	buddy_place: BuddyPlaceTable;
}
