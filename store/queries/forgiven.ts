import type { Scope } from '../schema';
import type { ForgivenRow } from '../types';
import { utc } from '../values';

export async function forgive({ db }: Scope, text: ForgivenRow): Promise<boolean> {
	const result = await db
		.insertInto('forgiven')
		.values({
			community_id: text.communityId,
			fingerprint: text.fingerprint,
			simhash: text.simhash,
			length: text.length,
			forgiven_by: text.forgivenBy,
			at: utc(text.at),
		})
		.onConflict((conflicting) => conflicting.columns(['community_id', 'fingerprint']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function unforgive({ db }: Scope, communityId: string, fingerprint: string): Promise<boolean> {
	const result = await db
		.deleteFrom('forgiven')
		.where('community_id', '=', communityId)
		.where('fingerprint', '=', fingerprint)
		.executeTakeFirst();
	return result.numDeletedRows === 1n;
}

export async function listForgiven({ db }: Scope, communityId: string, limit: number): Promise<ForgivenRow[]> {
	const rows = await db
		.selectFrom('forgiven')
		.selectAll()
		.where('community_id', '=', communityId)
		.orderBy('at', 'desc')
		.orderBy('fingerprint', 'desc')
		.limit(limit)
		.execute();
	return rows.map((row) => ({
		communityId: row.community_id,
		fingerprint: row.fingerprint,
		simhash: row.simhash,
		length: row.length,
		forgivenBy: row.forgiven_by,
		at: row.at,
	}));
}
