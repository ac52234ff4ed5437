import { isDeepStrictEqual } from 'node:util';

import type { Selectable } from 'kysely';

import type { Scope } from '../schema';
import type { TrackerTable } from '../schema/check-ins';
import type { TrackerRow } from '../types';
import { fromJson, storable, toJson, utc } from '../values';

export async function saveTracker(
	scope: Scope,
	tracker: Omit<TrackerRow, 'version'>,
): Promise<TrackerRow & { changed: boolean }> {
	const text = storable(toJson(tracker.definition));
	for (;;) {
		const latest = (await trackerVersions(scope, tracker.communityId, tracker.trackerId)).at(-1);
		if (latest !== undefined && isDeepStrictEqual(latest.definition, fromJson(text))) {
			return { ...latest, changed: false };
		}
		const saved = await scope.db
			.insertInto('tracker')
			.values({
				community_id: tracker.communityId,
				tracker_id: tracker.trackerId,
				version: (latest?.version ?? 0) + 1,
				definition: text,
				from_day: tracker.fromDay,
				created_by: storable(tracker.createdBy),
				created_at: utc(tracker.createdAt),
			})
			.onConflict((conflict) => conflict.columns(['community_id', 'tracker_id', 'version']).doNothing())
			.returningAll()
			.executeTakeFirst();
		// Nothing saved: another process took this version; look again whether it holds what we want.
		if (saved !== undefined) return { ...toTracker(saved), changed: true };
	}
}

export async function trackerVersions({ db }: Scope, communityId: string, trackerId: string): Promise<TrackerRow[]> {
	const rows = await db
		.selectFrom('tracker')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('tracker_id', '=', trackerId)
		.orderBy('version')
		.execute();
	return rows.map(toTracker);
}

export async function listTrackers({ db }: Scope, communityId: string): Promise<TrackerRow[]> {
	const rows = await db
		.selectFrom('tracker')
		.selectAll()
		.where('community_id', '=', communityId)
		.orderBy('tracker_id')
		.orderBy('version')
		.execute();
	const newest = new Map(rows.map((row) => [row.tracker_id, row]));
	return [...newest.values()].map(toTracker);
}

function toTracker(row: Selectable<TrackerTable>): TrackerRow {
	return {
		communityId: row.community_id,
		trackerId: row.tracker_id,
		version: row.version,
		definition: fromJson(row.definition),
		fromDay: row.from_day,
		createdBy: row.created_by,
		createdAt: row.created_at,
	};
}
