import type { Generated, Kysely } from 'kysely';

import type { Way } from '../community/admission/ways';
import type { DeliveryStatus } from '../community/message';
import type { AdmissionTables } from './schema/admission';
import type { CampTables } from './schema/camps';
import type { CheckInTables } from './schema/check-ins';
import type { BuddyTables } from './schema/buddies';
import type { GiveawayTables } from './schema/giveaways';
import type { EliminationTables } from './schema/elimination';
import type { MemberTables } from './schema/members';
import type { LotteryTables } from './schema/lottery';
import type { ModerationTables } from './schema/moderation';
import type { RitualTables } from './schema/rituals';
import type { StandingTables } from './schema/standing';
import type { ApplicationStatus, MemberRow, PointsKind } from './types';

/*
 * The tables as the queries see them. Instants are UTC ISO-8601 text with milliseconds, so that the
 * order of the text is the order of time; JSON is text; whole milliseconds since 1970 are integers.
 */

export interface CommunityTable {
	community_id: string;
	platform: string;
	group_id: string;
	name: string | null;
	time_zone: string | null;
	locale: string | null;
	created_at: string;
	updated_at: string;
}

export interface MemberTable {
	community_id: string;
	member_id: string;
	name: string | null;
	language: string | null;
	status: MemberRow['status'];
	joined_at: string | null;
	created_at: string;
	updated_at: string;
	/** IANA name of the clocks that the member lives by. */
	time_zone: string | null;
	/** The member that this one was merged into; always one that is not merged itself. */
	merged_into: string | null;
}

export interface IdentityTable {
	community_id: string;
	platform: string;
	platform_member_id: string;
	member_id: string;
	created_at: string;
}

export interface EventTable {
	community_id: string;
	source: string;
	event_id: string;
	type: string;
	member_id: string | null;
	actor_id: string | null;
	occurred_at: string;
	recorded_at: string;
	data: string;
}

export interface PointsTable {
	community_id: string;
	entry_id: string;
	member_id: string;
	amount: number;
	reason: string;
	actor_id: string | null;
	at: string;
	kind: PointsKind | null;
	rule_id: string | null;
	day: string | null;
	of_entry: string | null;
}

export interface OperationTable {
	community_id: string;
	key: string;
	/** Empty while the operation runs. */
	result: string | null;
	at: string;
}

export interface ApplicationTable {
	community_id: string;
	application_id: string;
	member_id: string;
	status: ApplicationStatus;
	score: number;
	reasons: string;
	answers: string;
	subject: string;
	review_group_id: string | null;
	created_at: string;
	decided_at: string | null;
	decided_by: string | null;
	decision_note: string | null;
	way: Generated<Way>;
	tier: string | null;
	rank: number | null;
	assigned_to: string | null;
	due_at: string | null;
	reminded_at: string | null;
	reminders: Generated<number>;
	undone_at: string | null;
	undone_by: string | null;
}

export interface ReceiptTable {
	community_id: string;
	source: string;
	event_id: string;
	status: 'started' | 'done' | 'failed';
	attempts: number;
	owner: string;
	lease_until: string;
	updated_at: string;
}

export interface DeliveryTable {
	community_id: string;
	dedupe_key: string;
	channel: string;
	status: 'sending' | DeliveryStatus;
	owner: string;
	lease_until: string;
	reserved_at: string;
	result: string | null;
	settled_at: string | null;
}

export interface RateSlotTable {
	community_id: string;
	key: string;
	/** Theoretical arrival time of the next message, in milliseconds since 1970 (see community/rate-limit). */
	arrival_ms: number;
	/** Nothing leaves before this, in milliseconds since 1970: the platform said so. */
	held_until_ms: number;
}

export interface Tables
	extends
		AdmissionTables,
		ModerationTables,
		EliminationTables,
		CampTables,
		CheckInTables,
		BuddyTables,
		RitualTables,
		MemberTables,
		StandingTables,
		LotteryTables,
		GiveawayTables {
	community: CommunityTable;
	member: MemberTable;
	identity: IdentityTable;
	event: EventTable;
	points: PointsTable;
	operation: OperationTable;
	application: ApplicationTable;
	receipt: ReceiptTable;
	delivery: DeliveryTable;
	rate_slot: RateSlotTable;
}

export type Engine = 'embedded' | 'postgres';

/** What a query needs to know about where it runs. */
export interface Scope {
	db: Kysely<Tables>;
	engine: Engine;
}
