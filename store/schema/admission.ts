import type { Way } from '../../community/admission/ways';
import type { TaskProofStatus } from '../types';

export interface InvitationTable {
	community_id: string;
	code: string;
	inviter_member_id: string | null;
	max_uses: number | null;
	uses: number;
	tier: string | null;
	note: string | null;
	created_by: string;
	created_at: string;
	expires_at: string | null;
	revoked_at: string | null;
	revoked_by: string | null;
}

export interface InvitationRedemptionTable {
	community_id: string;
	code: string;
	member_id: string;
	at: string;
	event_id: string | null;
}

export interface TaskProofTable {
	community_id: string;
	member_id: string;
	task_id: string;
	proof: string;
	status: TaskProofStatus;
	at: string;
	judged_by: string | null;
	judged_at: string | null;
	note: string | null;
}

export interface AdmissionTable {
	community_id: string;
	member_id: string;
	way: Way;
	ref: string | null;
	tier: string | null;
	at: string;
}

export interface ContactTable {
	community_id: string;
	kind: string;
	value_key: string;
	member_id: string;
	value: string | null;
	at: string;
}

export interface BlocklistEntryTable {
	community_id: string;
	value_key: string;
	kind: string;
	value: string;
	reason: string;
	added_by: string;
	added_at: string;
	until: string | null;
	lifted_at: string | null;
	lifted_by: string | null;
}

export interface BlocklistSubscriptionTable {
	community_id: string;
	owner_community_id: string;
	added_by: string;
	added_at: string;
}

export interface AdmissionTables {
	invitation: InvitationTable;
	invitation_redemption: InvitationRedemptionTable;
	entry_task_proof: TaskProofTable;
	admission: AdmissionTable;
	contact: ContactTable;
	blocklist_entry: BlocklistEntryTable;
	blocklist_subscription: BlocklistSubscriptionTable;
}
