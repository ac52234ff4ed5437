import type { GiveawayKind } from '../../community/giveaway/definition';
import type { GiveawayStatus } from '../../community/giveaway/take';

export interface GiveawayTable {
	community_id: string;
	giveaway_id: string;
	kind: GiveawayKind;
	status: GiveawayStatus;
	definition: string;
	group_id: string;
	review_group_id: string | null;
	commitment: string;
	secret: string;
	takes: number;
	held: number;
	ends_at: string;
	opened_by: string;
	opened_at: string;
	closed_at: string | null;
}

export interface GiveawayTakeTable {
	community_id: string;
	giveaway_id: string;
	take: number;
	member_id: string;
	attempt: number;
	status: 'held' | 'given_back';
	outcome: string;
	thing: string | null;
	subject: string;
	at: string;
	ended_at: string | null;
}

export interface GiveawayTables {
	giveaway: GiveawayTable;
	giveaway_take: GiveawayTakeTable;
}
