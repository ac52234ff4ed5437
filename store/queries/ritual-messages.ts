import type { Scope } from '../schema';
import type { RitualMessage } from '../types';
import { fromJson, toJson, utc } from '../values';

export async function keepRitualMessages(
	{ db }: Scope,
	communityId: string,
	messages: readonly RitualMessage[],
): Promise<void> {
	for (const { dedupeKey, item, composedAt } of messages) {
		await db
			.insertInto('ritual_message')
			.values({ community_id: communityId, dedupe_key: dedupeKey, item: toJson(item), composed_at: utc(composedAt) })
			.onConflict((conflicting) => conflicting.columns(['community_id', 'dedupe_key']).doNothing())
			.execute();
	}
}

export async function unsentRitualMessages(
	{ db }: Scope,
	communityId: string,
	since: string,
	limit: number,
): Promise<RitualMessage[]> {
	const rows = await db
		.selectFrom('ritual_message as message')
		.leftJoin('delivery', (join) =>
			join
				.onRef('delivery.community_id', '=', 'message.community_id')
				.onRef('delivery.dedupe_key', '=', 'message.dedupe_key'),
		)
		.selectAll('message')
		.where('message.community_id', '=', communityId)
		.where('message.composed_at', '>=', utc(since))
		.where(({ eb, or }) => or([eb('delivery.dedupe_key', 'is', null), eb('delivery.status', '=', 'rate_limited')]))
		.orderBy('message.composed_at')
		.orderBy('message.dedupe_key')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ dedupeKey: row.dedupe_key, item: fromJson(row.item), composedAt: row.composed_at }));
}

export async function pruneRitualMessages({ db }: Scope, communityId: string, before: string): Promise<void> {
	await db
		.deleteFrom('ritual_message')
		.where('community_id', '=', communityId)
		.where('composed_at', '<', utc(before))
		.execute();
}
