import type { Scope } from '../schema';
import type { WaitingGreeting } from '../types';
import { pieces, storable, utc } from '../values';

/** Ids per statement, well below what both engines take. */
const IDS = 500;

export async function queueGreeting(
	{ db }: Scope,
	communityId: string,
	{ progressId, bundle, name, queuedAt }: WaitingGreeting,
): Promise<boolean> {
	const result = await db
		.insertInto('greeting')
		.values({
			community_id: communityId,
			progress_id: progressId,
			bundle,
			name: storable(name),
			queued_at: utc(queuedAt),
		})
		.onConflict((conflicting) => conflicting.columns(['community_id', 'progress_id']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function waitingGreetings(
	{ db }: Scope,
	communityId: string,
	bundle?: string,
): Promise<WaitingGreeting[]> {
	let query = db
		.selectFrom('greeting')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('batch_id', 'is', null);
	if (bundle !== undefined) query = query.where('bundle', '=', bundle);
	const rows = await query.orderBy('bundle').orderBy('queued_at').orderBy('progress_id').execute();
	return rows.map((row) => ({
		progressId: row.progress_id,
		bundle: row.bundle,
		name: row.name,
		queuedAt: row.queued_at,
	}));
}

export async function lastGreetingAt({ db }: Scope, communityId: string, bundle: string): Promise<string | null> {
	const row = await db
		.selectFrom('greeting')
		.select('greeted_at')
		.where('community_id', '=', communityId)
		.where('bundle', '=', bundle)
		.where('greeted_at', 'is not', null)
		.orderBy('greeted_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row?.greeted_at ?? null;
}

export async function markGreeted(
	{ db }: Scope,
	communityId: string,
	progressIds: readonly string[],
	batchId: string,
	at: string,
): Promise<void> {
	for (const some of pieces(progressIds, IDS)) {
		await db
			.updateTable('greeting')
			.set({ batch_id: batchId, greeted_at: utc(at) })
			.where('community_id', '=', communityId)
			.where('progress_id', 'in', some)
			.where('batch_id', 'is', null)
			.execute();
	}
}
