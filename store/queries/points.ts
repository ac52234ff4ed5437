import { sql, type Selectable } from 'kysely';

import { conflict } from '../errors';
import { readPageKey } from '../paging';
import type { PointsTable, Scope } from '../schema';
import type { Page, PointsEntry, PointsRow, StandingTransaction } from '../types';
import { later, storable, utc } from '../values';
import { lockMember } from './members';
import { memberIdsOf } from './persons';

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
			kind: entry.kind ?? null,
			rule_id: entry.ruleId ?? null,
			day: entry.day ?? null,
			of_entry: entry.of ?? null,
		})
		.onConflict((conflicting) => conflicting.columns(['community_id', 'entry_id']).doNothing())
		.executeTakeFirst();
	if (result.numInsertedOrUpdatedRows !== 1n) return false;
	await addToBalance(scope, entry);
	return true;
}

/** Keeps the sums with the ledger, so that nobody adds up a long one to show a number. */
async function addToBalance({ db }: Scope, entry: PointsEntry): Promise<void> {
	await db
		.insertInto('points_balance')
		.values({
			community_id: entry.communityId,
			member_id: entry.memberId,
			balance: entry.amount,
			earned: earnedBy(entry),
		})
		.onConflict((conflicting) =>
			conflicting.columns(['community_id', 'member_id']).doUpdateSet(({ eb, ref }) => ({
				balance: eb('points_balance.balance', '+', ref('excluded.balance')),
				earned: eb('points_balance.earned', '+', ref('excluded.earned')),
			})),
		)
		.execute();
}

/** What was given counts as earned, until it is taken back; what was spent, or has grown old, was earned all the same. */
function earnedBy({ amount, kind }: PointsEntry): number {
	return kind === 'reversal' ? Math.min(0, amount) : Math.max(0, amount);
}

export async function pointsBalance(scope: Scope, communityId: string, memberId: string): Promise<number> {
	const memberIds = await memberIdsOf(scope, communityId, memberId);
	return (await personPoints(scope, communityId, memberIds)).balance;
}

export async function personPoints(
	{ db }: Scope,
	communityId: string,
	memberIds: readonly string[],
): Promise<{ balance: number; earned: number }> {
	return await db
		.selectFrom('points_balance')
		.select(({ fn }) => [
			fn.coalesce(fn.sum<number>('balance'), sql<number>`0`).as('balance'),
			fn.coalesce(fn.sum<number>('earned'), sql<number>`0`).as('earned'),
		])
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds)
		.executeTakeFirstOrThrow();
}

export async function getPoints({ db }: Scope, communityId: string, entryIds: readonly string[]): Promise<PointsRow[]> {
	if (entryIds.length === 0) return [];
	const rows = await db
		.selectFrom('points')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('entry_id', 'in', entryIds)
		.orderBy('entry_id')
		.execute();
	return rows.map(toPoints);
}

export async function pointsAt(
	{ db }: Scope,
	communityId: string,
	memberIds: readonly string[],
	at: string,
): Promise<PointsRow[]> {
	const rows = await db
		.selectFrom('points')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds)
		.where('at', '=', utc(at))
		.orderBy('entry_id')
		.execute();
	return rows.map(toPoints);
}

const DAY_MS = 86_400_000;

export async function bookedOnDay(
	{ db }: Scope,
	communityId: string,
	memberIds: readonly string[],
	day: string,
): ReturnType<StandingTransaction['bookedOnDay']> {
	// The member's day lies within two days of UTC: the index finds it by time.
	const midnight = `${day}T00:00:00.000Z`;
	const rows = await db
		.selectFrom('points')
		.select(['entry_id', 'rule_id', 'amount'])
		.select(({ exists, selectFrom }) =>
			exists(
				selectFrom('points as back')
					.select('back.entry_id')
					.whereRef('back.community_id', '=', 'points.community_id')
					.whereRef('back.member_id', '=', 'points.member_id')
					.whereRef('back.at', '>=', 'points.at')
					.where('back.kind', '=', 'reversal')
					.whereRef('back.of_entry', '=', 'points.entry_id'),
			).as('reversed'),
		)
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds)
		.where('at', '>=', later(midnight, -DAY_MS))
		.where('at', '<', later(midnight, 2 * DAY_MS))
		.where('day', '=', day)
		.orderBy('at')
		.orderBy('entry_id')
		.execute();
	return rows.map(({ entry_id: entryId, rule_id, amount, reversed }) => ({
		entryId,
		ruleId: rule_id ?? '',
		amount,
		reversed: Boolean(reversed),
	}));
}

export async function listPoints(
	{ db }: Scope,
	communityId: string,
	memberIds: readonly string[],
	page: Page,
): Promise<PointsRow[]> {
	const after = readPageKey(page.after, 1);
	let query = db
		.selectFrom('points')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds);
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('at', 'entry_id'), '<', tuple(after.at, after.ids[0] ?? '')),
		);
	}
	const rows = await query.orderBy('at', 'desc').orderBy('entry_id', 'desc').limit(page.limit).execute();
	return rows.map(toPoints);
}

export async function allPoints(
	{ db }: Scope,
	communityId: string,
	memberIds: readonly string[],
): Promise<PointsRow[]> {
	const rows = await db
		.selectFrom('points')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds)
		.orderBy('at')
		.orderBy('entry_id')
		.execute();
	return rows.map(toPoints);
}

export async function pointsHolders({ db }: Scope, communityId: string, page: Page): Promise<string[]> {
	let query = db
		.selectFrom('member')
		.select('member_id')
		.where('community_id', '=', communityId)
		.where('merged_into', 'is', null)
		.where(({ exists, or, selectFrom }) => {
			const balances = selectFrom('points_balance')
				.select('points_balance.balance')
				.whereRef('points_balance.community_id', '=', 'member.community_id')
				.where('points_balance.balance', '>', 0);
			const merged = selectFrom('member as other')
				.innerJoin('points_balance', (join) =>
					join
						.onRef('points_balance.community_id', '=', 'other.community_id')
						.onRef('points_balance.member_id', '=', 'other.member_id'),
				)
				.select('points_balance.balance')
				.whereRef('other.community_id', '=', 'member.community_id')
				.whereRef('other.merged_into', '=', 'member.member_id')
				.where('points_balance.balance', '>', 0);
			return or([exists(balances.whereRef('points_balance.member_id', '=', 'member.member_id')), exists(merged)]);
		});
	if (page.after !== undefined) query = query.where('member_id', '>', page.after);
	const rows = await query.orderBy('member_id').limit(page.limit).execute();
	return rows.map((row) => row.member_id);
}

function toPoints(row: Selectable<PointsTable>): PointsRow {
	return {
		entryId: row.entry_id,
		memberId: row.member_id,
		amount: row.amount,
		reason: row.reason,
		at: row.at,
		actorId: row.actor_id,
		kind: row.kind,
		ruleId: row.rule_id,
		of: row.of_entry,
	};
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
