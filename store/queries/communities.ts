import type { Selectable } from 'kysely';

import type { CommunityTable, Scope } from '../schema';
import type { CommunityRow, StoreTransaction } from '../types';
import { storable, utc } from '../values';

type Known = Parameters<StoreTransaction['ensureCommunity']>[0];

export async function ensureCommunity(scope: Scope, known: Known): Promise<CommunityRow> {
	const found = (await getCommunity(scope, known.communityId)) ?? (await insertCommunity(scope, known));
	const name = known.name === undefined ? found.name : storable(known.name);
	const timeZone = known.timeZone ?? found.timeZone;
	const locale = known.locale ?? found.locale;
	if (name === found.name && timeZone === found.timeZone && locale === found.locale) return found;
	await scope.db
		.updateTable('community')
		.set({ name, time_zone: timeZone, locale, updated_at: utc(known.at) })
		.where('community_id', '=', known.communityId)
		.execute();
	return { ...found, name, timeZone, locale };
}

export async function getCommunity({ db }: Scope, communityId: string): Promise<CommunityRow | undefined> {
	const row = await db.selectFrom('community').selectAll().where('community_id', '=', communityId).executeTakeFirst();
	return row && toCommunity(row);
}

async function insertCommunity({ db }: Scope, known: Known): Promise<CommunityRow> {
	const at = utc(known.at);
	await db
		.insertInto('community')
		.values({
			community_id: known.communityId,
			platform: known.platform,
			group_id: known.groupId,
			created_at: at,
			updated_at: at,
		})
		.onConflict((conflict) => conflict.column('community_id').doNothing())
		.execute();
	// Read back, because another process may have been first.
	const row = await db
		.selectFrom('community')
		.selectAll()
		.where('community_id', '=', known.communityId)
		.executeTakeFirstOrThrow();
	return toCommunity(row);
}

function toCommunity(row: Selectable<CommunityTable>): CommunityRow {
	return {
		communityId: row.community_id,
		platform: row.platform,
		groupId: row.group_id,
		name: row.name,
		timeZone: row.time_zone,
		locale: row.locale,
	};
}
