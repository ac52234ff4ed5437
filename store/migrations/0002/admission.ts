import { MEMBER, type Table } from '../table';

/** Ways in: invitations, tasks, who came in how, and whom a community does not want. */
export const ADMISSION_TABLES: Record<string, Table> = {
	invitation: {
		columns: {
			community_id: 'text',
			code: 'text',
			inviter_member_id: 'text?',
			max_uses: 'integer?',
			uses: 'integer',
			tier: 'text?',
			note: 'text?',
			created_by: 'text',
			created_at: 'text',
			expires_at: 'text?',
			revoked_at: 'text?',
			revoked_by: 'text?',
		},
		key: ['community_id', 'code'],
		references: [{ ...MEMBER, columns: ['community_id', 'inviter_member_id'] }],
		indices: [
			{ name: 'invitation_by_inviter', columns: ['community_id', 'inviter_member_id', 'created_at', 'code'] },
			{ name: 'invitation_by_time', columns: ['community_id', 'created_at', 'code'] },
		],
	},
	invitation_redemption: {
		columns: { community_id: 'text', code: 'text', member_id: 'text', at: 'text', event_id: 'text?' },
		key: ['community_id', 'code', 'member_id'],
		references: [MEMBER, { columns: ['community_id', 'code'], table: 'invitation', to: ['community_id', 'code'] }],
		indices: [{ name: 'invitation_redemption_by_member', columns: ['community_id', 'member_id', 'at', 'code'] }],
	},
	entry_task_proof: {
		columns: {
			community_id: 'text',
			member_id: 'text',
			task_id: 'text',
			proof: 'text',
			status: 'text',
			at: 'text',
			judged_by: 'text?',
			judged_at: 'text?',
			note: 'text?',
		},
		key: ['community_id', 'member_id', 'task_id'],
		references: [MEMBER],
		indices: [
			{ name: 'entry_task_proof_by_status', columns: ['community_id', 'status', 'at', 'member_id', 'task_id'] },
		],
	},
	admission: {
		columns: {
			community_id: 'text',
			member_id: 'text',
			way: 'text',
			ref: 'text?',
			tier: 'text?',
			at: 'text',
		},
		key: ['community_id', 'member_id'],
		references: [MEMBER],
		indices: [
			{ name: 'admission_by_way', columns: ['community_id', 'way', 'ref'] },
			{ name: 'admission_by_tier', columns: ['community_id', 'tier'] },
		],
	},
	contact: {
		columns: {
			community_id: 'text',
			kind: 'text',
			value_key: 'text',
			member_id: 'text',
			value: 'text?',
			at: 'text',
		},
		key: ['community_id', 'kind', 'value_key', 'member_id'],
		references: [MEMBER],
		indices: [{ name: 'contact_by_member', columns: ['community_id', 'member_id'] }],
	},
	blocklist_entry: {
		columns: {
			community_id: 'text',
			value_key: 'text',
			kind: 'text',
			value: 'text',
			reason: 'text',
			added_by: 'text',
			added_at: 'text',
			until: 'text?',
			lifted_at: 'text?',
			lifted_by: 'text?',
		},
		key: ['community_id', 'value_key'],
		indices: [{ name: 'blocklist_entry_by_kind', columns: ['community_id', 'kind', 'added_at', 'value_key'] }],
	},
	blocklist_subscription: {
		columns: { community_id: 'text', owner_community_id: 'text', added_by: 'text', added_at: 'text' },
		key: ['community_id', 'owner_community_id'],
	},
};
