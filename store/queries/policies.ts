import type { Scope } from '../schema';
import type { JsonObject } from '../types';
import { fromJson, toJson, utc } from '../values';

/** See StandingTransaction.savePolicy. */
export async function savePolicy(
	{ db }: Scope,
	communityId: string,
	kind: string,
	definition: JsonObject,
	at: string,
): Promise<boolean> {
	const text = toJson(definition);
	const result = await db
		.insertInto('member_policy')
		.values({ community_id: communityId, kind, definition: text, updated_at: utc(at) })
		.onConflict((conflicting) =>
			conflicting
				.columns(['community_id', 'kind'])
				.doUpdateSet({ definition: text, updated_at: utc(at) })
				.where('member_policy.definition', '!=', text),
		)
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function getPolicy({ db }: Scope, communityId: string, kind: string): Promise<JsonObject | undefined> {
	const row = await db
		.selectFrom('member_policy')
		.select('definition')
		.where('community_id', '=', communityId)
		.where('kind', '=', kind)
		.executeTakeFirst();
	if (row === undefined) return undefined;
	const definition: JsonObject = fromJson(row.definition);
	return definition;
}
