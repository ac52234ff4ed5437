import { sql } from 'kysely';

import { conflict } from '../errors';
import type { Scope } from '../schema';
import type { PointsEntry } from '../types';
import { storable, utc } from '../values';
import { lockMember } from './members';

export async function addPoints(
	scope: Scope,
	entry: PointsEntry,
	options: { mayGoBelowZero?: boolean } = {},
): Promise<boolean> {
	if (!Number.isSafeInteger(entry.amount)) {
		throw conflict(`${entry.amount} is not a whole number of points.`, 'Book whole points.');
	}
	// Whoever books for the same member waits here, so the balance cannot change before we write.
	await lockMember(scope, entry.communityId, entry.memberId);
	if (await isBooked(scope, entry)) return false;
	if (entry.amount < 0 && options.mayGoBelowZero !== true) {
		const balance = await pointsBalance(scope, entry.communityId, entry.memberId);
		if (balance + entry.amount < 0) {
			throw conflict(
				`The member has ${balance} points; ${-entry.amount} cannot be taken.`,
				'Take at most what the member has, or allow the balance to go below zero.',
			);
		}
	}
	const result = await scope.db
		.insertInto('points')
		.values({
			community_id: entry.communityId,
			entry_id: entry.entryId,
			member_id: entry.memberId,
			amount: entry.amount,
			reason: storable(entry.reason),
			actor_id: entry.actorId ?? null,
			at: utc(entry.at),
		})
		.onConflict((conflicting) => conflicting.columns(['community_id', 'entry_id']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function pointsBalance({ db }: Scope, communityId: string, memberId: string): Promise<number> {
	const { balance } = await db
		.selectFrom('points')
		.select(({ fn }) => fn.coalesce(fn.sum<number>('amount'), sql<number>`0`).as('balance'))
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.executeTakeFirstOrThrow();
	return balance;
}

async function isBooked({ db }: Scope, entry: PointsEntry): Promise<boolean> {
	const row = await db
		.selectFrom('points')
		.select('entry_id')
		.where('community_id', '=', entry.communityId)
		.where('entry_id', '=', entry.entryId)
		.executeTakeFirst();
	return row !== undefined;
}
