import type { Selectable } from 'kysely';

import type { DeliveryResult } from '../../community/message';
import { isAlive } from '../claim';
import { conflict } from '../errors';
import type { DeliveryTable, Scope } from '../schema';
import type { DeliveryReservation, Reservation } from '../types';
import { fromJson, later, toJson, utc } from '../values';
import { bookSlots } from './rate-slots';

/** See CommunityStore.reserveDelivery; runs inside one write transaction. */
export async function reserveDelivery(
	scope: Scope,
	reservation: DeliveryReservation,
	owner: string,
	leaseMs: number,
): Promise<Reservation> {
	const fresh = await insertDelivery(scope, reservation, owner, leaseMs);
	if (!fresh) {
		const row = await lockDelivery(scope, reservation);
		if (row === undefined) throw new Error('a delivery that stood in the way is not there');
		const standing = await standingReservation(scope, row, reservation, owner);
		if (standing !== undefined) return standing;
	}
	const booking = await bookSlots(scope, reservation);
	if ('retryAfterMs' in booking) {
		if (fresh) await deleteDelivery(scope, reservation);
		return { verdict: 'rate_limited', retryAfterMs: booking.retryAfterMs };
	}
	await startSending(scope, reservation, owner, booking.waitMs + leaseMs);
	return { verdict: 'send', waitMs: booking.waitMs };
}

export async function settleDelivery(
	scope: Scope,
	delivery: Pick<DeliveryReservation, 'communityId' | 'dedupeKey'>,
	result: DeliveryResult,
	now: string,
): Promise<void> {
	const row = await lockDelivery(scope, delivery);
	if (row === undefined) {
		throw conflict(`No delivery "${delivery.dedupeKey}" was reserved.`, 'Reserve the delivery before it is sent.');
	}
	// `unsure` may still be cleared up by the process that heard back late.
	if (row.status !== 'sending' && row.status !== 'unsure') return;
	await settle(scope, delivery, result, now);
}

/** What stands in the way of booking the row again, if anything does. */
async function standingReservation(
	scope: Scope,
	row: Selectable<DeliveryTable>,
	{ now }: DeliveryReservation,
	owner: string,
): Promise<Reservation | undefined> {
	if (row.status === 'failed' || row.status === 'rate_limited') return undefined;
	if (row.status !== 'sending') return { verdict: 'settled', result: resultOf(row) };
	if (isAlive(row, { engine: scope.engine, owner, now: utc(now) })) return { verdict: 'in_progress' };
	const lost: DeliveryResult = {
		status: 'unsure',
		degraded: [],
		reason: 'The process that was sending this message stopped before the platform answered.',
	};
	await settle(scope, { communityId: row.community_id, dedupeKey: row.dedupe_key }, lost, now);
	return { verdict: 'unsure', since: row.reserved_at };
}

async function insertDelivery(
	{ db }: Scope,
	reservation: DeliveryReservation,
	owner: string,
	leaseMs: number,
): Promise<boolean> {
	const result = await db
		.insertInto('delivery')
		.values({
			community_id: reservation.communityId,
			dedupe_key: reservation.dedupeKey,
			channel: reservation.channel,
			status: 'sending',
			owner,
			lease_until: later(reservation.now, leaseMs),
			reserved_at: utc(reservation.now),
		})
		.onConflict((conflicting) => conflicting.columns(['community_id', 'dedupe_key']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

async function lockDelivery(
	{ db, engine }: Scope,
	{ communityId, dedupeKey }: Pick<DeliveryReservation, 'communityId' | 'dedupeKey'>,
): Promise<Selectable<DeliveryTable> | undefined> {
	return db
		.selectFrom('delivery')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('dedupe_key', '=', dedupeKey)
		.$if(engine === 'postgres', (query) => query.forUpdate())
		.executeTakeFirst();
}

async function startSending(
	{ db }: Scope,
	reservation: DeliveryReservation,
	owner: string,
	aliveMs: number,
): Promise<void> {
	await db
		.updateTable('delivery')
		.set({
			channel: reservation.channel,
			status: 'sending',
			owner,
			lease_until: later(reservation.now, aliveMs),
			reserved_at: utc(reservation.now),
			result: null,
			settled_at: null,
		})
		.where('community_id', '=', reservation.communityId)
		.where('dedupe_key', '=', reservation.dedupeKey)
		.execute();
}

async function deleteDelivery({ db }: Scope, { communityId, dedupeKey }: DeliveryReservation): Promise<void> {
	await db.deleteFrom('delivery').where('community_id', '=', communityId).where('dedupe_key', '=', dedupeKey).execute();
}

async function settle(
	{ db }: Scope,
	{ communityId, dedupeKey }: Pick<DeliveryReservation, 'communityId' | 'dedupeKey'>,
	result: DeliveryResult,
	now: string,
): Promise<void> {
	await db
		.updateTable('delivery')
		.set({ status: result.status, result: toJson(result), settled_at: utc(now) })
		.where('community_id', '=', communityId)
		.where('dedupe_key', '=', dedupeKey)
		.execute();
}

function resultOf(row: Selectable<DeliveryTable>): DeliveryResult {
	if (row.result === null) throw new Error('a settled delivery has no result');
	return fromJson<DeliveryResult>(row.result);
}
