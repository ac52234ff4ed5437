import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { checkInLine } from '../../../shared/ledger';
import { rebuild } from '../shared/reckoning';
import { changed, type Change } from './change';

/** Reckons a streak anew from every check-in and leave. Whatever was kept, the result is the same each time. */
export async function rebuildOne(
	tx: StoreTransaction,
	{ found, by }: Change,
	now: string,
): Promise<{ duplicate: boolean; result: JsonObject }> {
	const { person } = found;
	const { communityId, trackerId } = person.tracker;
	const { memberId } = person.member;
	const before = await tx.getStreak(communityId, trackerId, memberId);
	for (const id of person.ids.slice(1)) await tx.deleteStreak(communityId, trackerId, id);
	const { state } = await rebuild(tx, person, now);
	const differs = before === undefined || !isDeepStrictEqual(before.state, toJson(state));
	if (differs) {
		await tx.appendLedger([
			checkInLine({
				communityId,
				eventId: `${trackerId}:${memberId}:rebuilt:${now}`,
				type: 'streak.rebuilt',
				memberId,
				actorId: by,
				now,
				data: { trackerId, current: state.current, total: state.total },
			}),
		]);
	}
	return { duplicate: !differs, result: await changed(tx, found, { changed: differs }, undefined, now) };
}
