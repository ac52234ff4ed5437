import type { DeliveryState, EntryStatus, LotteryStatus, PlaceStatus } from '../../community/lottery/status';

export interface LotteryTable {
	community_id: string;
	lottery_id: string;
	status: LotteryStatus;
	title: string;
	rules: string;
	/** The rules' canonical text, of which `rules_hash` is the SHA-256. */
	published: string;
	rules_hash: string;
	language: string;
	platform: string;
	group_id: string;
	commitment: string;
	/** Sealed; never leaves the store before the draw. */
	secret: string;
	opens_at: string;
	closes_at: string;
	created_at: string;
	created_by: string;
	closed_at: string | null;
	list_hash: string | null;
	entrants: number | null;
	drawn_at: string | null;
	drawn_by: string | null;
	draw: string | null;
	cancelled_at: string | null;
	cancelled_by: string | null;
	cancel_reason: string | null;
}

export interface LotteryEntryTable {
	community_id: string;
	lottery_id: string;
	member_id: string;
	status: EntryStatus;
	attempt: number;
	salt: string;
	entrant: string;
	weight: number;
	points_paid: number;
	facts: string;
	subject: string;
	entered_at: string;
	ended_at: string | null;
	end_reason: string | null;
}

export interface LotteryHouseholdTable {
	community_id: string;
	lottery_id: string;
	/** A digest of an address, a telephone number or an invitation: see community/lottery/household. */
	key: string;
	member_id: string;
}

export interface LotteryPlaceTable {
	community_id: string;
	lottery_id: string;
	/** From 1, in the order of the draw: winners first, then alternates. */
	place: number;
	claim_id: string;
	member_id: string;
	kind: 'winner' | 'alternate';
	status: PlaceStatus;
	tier_id: string | null;
	prize: string | null;
	/** The place whose prize an alternate got. */
	instead_of: number | null;
	drawn_at: string;
	/** When the prize became theirs to claim; null for an alternate who waits. */
	won_at: string | null;
	claim_by: string | null;
	settled_at: string | null;
	/** What the claim form asked; sensitive answers are sealed. */
	answers: string;
	delivery: DeliveryState;
	delivery_facts: string;
	delivered_at: string | null;
}

export interface LotteryTables {
	lottery: LotteryTable;
	lottery_entry: LotteryEntryTable;
	lottery_household: LotteryHouseholdTable;
	lottery_place: LotteryPlaceTable;
}
