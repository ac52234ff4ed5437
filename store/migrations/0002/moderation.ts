import { MEMBER, type Table } from '../table';

/** The scan of messages: strikes, what was said lately (never its text), and what was forgiven. */
export const MODERATION_TABLES: Record<string, Table> = {
	strike: {
		columns: {
			community_id: 'text',
			strike_id: 'text',
			member_id: 'text',
			points: 'real',
			rule: 'text',
			reasons: 'text',
			message_id: 'text?',
			at: 'text',
			undone_at: 'text?',
			undone_by: 'text?',
		},
		key: ['community_id', 'strike_id'],
		references: [MEMBER],
		indices: [
			{ name: 'strike_by_member', columns: ['community_id', 'member_id', 'at', 'strike_id'] },
			{ name: 'strike_by_time', columns: ['community_id', 'at', 'strike_id'] },
		],
	},
	recent_message: {
		columns: {
			community_id: 'text',
			message_id: 'text',
			member_id: 'text',
			at: 'text',
			fingerprint: 'text',
			simhash: 'text',
			length: 'integer',
		},
		key: ['community_id', 'message_id'],
		references: [MEMBER],
		indices: [
			{ name: 'recent_message_by_member', columns: ['community_id', 'member_id', 'at'] },
			{ name: 'recent_message_by_time', columns: ['community_id', 'at'] },
		],
	},
	member_activity: {
		columns: { community_id: 'text', member_id: 'text', messages: 'integer', first_at: 'text', last_at: 'text' },
		key: ['community_id', 'member_id'],
		references: [MEMBER],
	},
	forgiven: {
		columns: {
			community_id: 'text',
			fingerprint: 'text',
			simhash: 'text',
			length: 'integer',
			forgiven_by: 'text',
			at: 'text',
		},
		key: ['community_id', 'fingerprint'],
		indices: [{ name: 'forgiven_by_time', columns: ['community_id', 'at', 'fingerprint'] }],
	},
};
