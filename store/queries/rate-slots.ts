import { nextSlot, type LimitState } from '../../community/rate-limit';
import type { Scope } from '../schema';
import type { DeliveryReservation, RateLimit } from '../types';

/** Books a slot in every limit, or in none if the first that fits them all is too late. */
export async function bookSlots(
	scope: Scope,
	{ communityId, limits, now, maxWaitMs }: Pick<DeliveryReservation, 'communityId' | 'limits' | 'now' | 'maxWaitMs'>,
): Promise<{ waitMs: number } | { retryAfterMs: number }> {
	const ordered = inLockOrder(limits);
	const states: LimitState[] = [];
	for (const limit of ordered) states.push({ ...limit, ...(await lockSlot(scope, communityId, limit.key)) });
	const nowMs = Date.parse(now);
	const slot = nextSlot(nowMs, states);
	const waitMs = slot.atMs - nowMs;
	if (waitMs > maxWaitMs) return { retryAfterMs: waitMs };
	for (const [index, limit] of ordered.entries()) {
		await scope.db
			.updateTable('rate_slot')
			.set({ arrival_ms: slot.arrivalsMs[index] ?? 0 })
			.where('community_id', '=', communityId)
			.where('key', '=', limit.key)
			.execute();
	}
	return { waitMs };
}

/** See CommunityStore.holdLimit; runs inside one write transaction. */
export async function holdLimit(scope: Scope, communityId: string, key: string, until: string): Promise<void> {
	const untilMs = Date.parse(until);
	const { heldUntilMs } = await lockSlot(scope, communityId, key);
	if (heldUntilMs >= untilMs) return;
	await scope.db
		.updateTable('rate_slot')
		.set({ held_until_ms: untilMs })
		.where('community_id', '=', communityId)
		.where('key', '=', key)
		.execute();
}

/** Everybody locks limits in the order of their keys, so that nobody waits in a circle. The strictest of a key wins. */
function inLockOrder(limits: readonly RateLimit[]): RateLimit[] {
	const byKey = new Map<string, RateLimit>();
	for (const limit of limits) {
		const known = byKey.get(limit.key);
		byKey.set(limit.key, {
			key: limit.key,
			burst: Math.min(limit.burst, known?.burst ?? limit.burst),
			intervalMs: Math.max(limit.intervalMs, known?.intervalMs ?? 0),
		});
	}
	return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

async function lockSlot(
	{ db, engine }: Scope,
	communityId: string,
	key: string,
): Promise<Pick<LimitState, 'arrivalMs' | 'heldUntilMs'>> {
	await db
		.insertInto('rate_slot')
		.values({ community_id: communityId, key, arrival_ms: 0, held_until_ms: 0 })
		.onConflict((conflict) => conflict.columns(['community_id', 'key']).doNothing())
		.execute();
	const row = await db
		.selectFrom('rate_slot')
		.select(['arrival_ms', 'held_until_ms'])
		.where('community_id', '=', communityId)
		.where('key', '=', key)
		.$if(engine === 'postgres', (query) => query.forUpdate())
		.executeTakeFirstOrThrow();
	return { arrivalMs: row.arrival_ms, heldUntilMs: row.held_until_ms };
}
