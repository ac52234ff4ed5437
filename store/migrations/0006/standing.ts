import { MEMBER, type Table } from '../table';

/** Where members stand: balances, scores, tiers; what they are grouped by: segments and ponds. */
export const STANDING_TABLES: Record<string, Table> = {
	points_balance: {
		columns: { community_id: 'text', member_id: 'text', balance: 'integer', earned: 'integer' },
		key: ['community_id', 'member_id'],
		references: [MEMBER],
		indices: [
			{ name: 'points_balance_by_rank', columns: ['community_id', 'balance', 'member_id'] },
			{ name: 'points_balance_by_earned', columns: ['community_id', 'earned', 'member_id'] },
		],
	},
	score: {
		columns: { community_id: 'text', member_id: 'text', activity: 'real', spending: 'real', at_ms: 'integer' },
		key: ['community_id', 'member_id'],
		references: [MEMBER],
	},
	tier_state: {
		columns: {
			community_id: 'text',
			member_id: 'text',
			tier: 'text',
			earned: 'text',
			since: 'text',
			earned_since: 'text',
			grace_until: 'text?',
			review_at: 'text?',
			updated_at: 'text',
		},
		key: ['community_id', 'member_id'],
		references: [MEMBER],
		indices: [{ name: 'tier_state_by_tier', columns: ['community_id', 'tier', 'member_id'] }],
	},
	tier_grant: {
		columns: {
			community_id: 'text',
			grant_id: 'text',
			member_id: 'text',
			tier: 'text',
			starts_at: 'text',
			until: 'text',
			granted_by: 'text?',
			reason: 'text?',
			at: 'text',
		},
		key: ['community_id', 'grant_id'],
		references: [MEMBER],
		indices: [{ name: 'tier_grant_by_member', columns: ['community_id', 'member_id', 'until', 'tier'] }],
	},
	/** Settings that several operations need: the ladder of tiers, the weights of the score. */
	member_policy: {
		columns: { community_id: 'text', kind: 'text', definition: 'text', updated_at: 'text' },
		key: ['community_id', 'kind'],
	},
	segment: {
		columns: {
			community_id: 'text',
			name: 'text',
			condition: 'text',
			statuses: 'text',
			saved_by: 'text?',
			created_at: 'text',
			updated_at: 'text',
		},
		key: ['community_id', 'name'],
	},
	pond_bite: {
		columns: { community_id: 'text', bite_id: 'text', member_id: 'text', bait: 'text', at: 'text' },
		key: ['community_id', 'bite_id'],
		references: [MEMBER],
		indices: [{ name: 'pond_bite_by_member', columns: ['community_id', 'member_id', 'at', 'bait'] }],
	},
	pond_place: {
		columns: {
			community_id: 'text',
			member_id: 'text',
			pond_id: 'text',
			status: 'text',
			invited_at: 'text?',
			updated_at: 'text',
		},
		key: ['community_id', 'member_id', 'pond_id'],
		references: [MEMBER],
		indices: [{ name: 'pond_place_by_pond', columns: ['community_id', 'pond_id', 'status', 'member_id'] }],
	},
};
