import { MEMBER, type Table } from '../table';

/** Who a member is: portrait, tags, traits, and what was decided about who is one person. */
export const MEMBER_TABLES: Record<string, Table> = {
	portrait_field: {
		columns: {
			community_id: 'text',
			field: 'text',
			position: 'integer',
			definition: 'text',
			updated_at: 'text',
			updated_by: 'text',
		},
		key: ['community_id', 'field'],
	},
	// A row for each value, so that SQL can ask for one; `sealed` alone where the field is sensitive.
	portrait_value: {
		columns: {
			community_id: 'text',
			member_id: 'text',
			field: 'text',
			position: 'integer',
			text: 'text?',
			number: 'real?',
			sealed: 'text?',
			at: 'text',
		},
		key: ['community_id', 'member_id', 'field', 'position'],
		references: [MEMBER],
		indices: [
			{ name: 'portrait_value_by_field', columns: ['community_id', 'field', 'member_id', 'position'] },
			{ name: 'portrait_value_by_number', columns: ['community_id', 'field', 'number', 'member_id'] },
		],
	},
	member_tag: {
		columns: {
			community_id: 'text',
			member_id: 'text',
			tag: 'text',
			source: 'text',
			given_by: 'text',
			since: 'text',
			expires_at: 'text?',
		},
		key: ['community_id', 'member_id', 'tag', 'source', 'given_by'],
		references: [MEMBER],
		indices: [{ name: 'member_tag_by_tag', columns: ['community_id', 'tag', 'member_id', 'expires_at'] }],
	},
	member_trait: {
		columns: {
			community_id: 'text',
			kind: 'text',
			scope: 'text',
			value_key: 'text',
			member_id: 'text',
			sealed: 'text',
			verified: 'integer',
			at: 'text',
		},
		key: ['community_id', 'kind', 'scope', 'value_key', 'member_id'],
		references: [MEMBER],
		indices: [{ name: 'member_trait_by_member', columns: ['community_id', 'member_id', 'kind'] }],
	},
	member_merge: {
		columns: {
			community_id: 'text',
			merge_id: 'text',
			/** Grows with every merge of the community: later ones are taken back first. */
			place: 'integer',
			kept_id: 'text',
			absorbed_id: 'text',
			undo: 'text',
			because: 'text',
			merged_by: 'text',
			at: 'text',
			undone_at: 'text?',
			undone_by: 'text?',
		},
		key: ['community_id', 'merge_id'],
		references: [{ ...MEMBER, columns: ['community_id', 'kept_id'] }],
		indices: [
			{
				name: 'member_merge_of_absorbed',
				columns: ['community_id', 'absorbed_id'],
				unique: true,
				whereNull: 'undone_at',
			},
			{ name: 'member_merge_by_kept', columns: ['community_id', 'kept_id', 'place'] },
			{ name: 'member_merge_by_place', columns: ['community_id', 'place'] },
		],
	},
	member_link: {
		columns: {
			community_id: 'text',
			one_id: 'text',
			other_id: 'text',
			same: 'integer',
			despite_conflicts: 'integer',
			said_by: 'text',
			at: 'text',
		},
		key: ['community_id', 'one_id', 'other_id'],
		references: [{ ...MEMBER, columns: ['community_id', 'one_id'] }],
		indices: [{ name: 'member_link_by_other', columns: ['community_id', 'other_id'] }],
	},
	member_token: {
		columns: {
			community_id: 'text',
			token_key: 'text',
			member_id: 'text',
			created_at: 'text',
			expires_at: 'text',
			used_at: 'text?',
		},
		key: ['community_id', 'token_key'],
		references: [MEMBER],
		indices: [{ name: 'member_token_by_member', columns: ['community_id', 'member_id'] }],
	},
	erasure: {
		columns: {
			community_id: 'text',
			erasure_id: 'text',
			pseudonym: 'text',
			asked_by: 'text',
			reason: 'text',
			started_at: 'text',
			finished_at: 'text?',
			counts: 'text?',
		},
		key: ['community_id', 'erasure_id'],
		indices: [{ name: 'erasure_by_time', columns: ['community_id', 'started_at', 'erasure_id'] }],
	},
};
