import { sql, type Selectable } from 'kysely';

import type { Scope } from '../schema';
import type { RecentMessageTable } from '../schema/moderation';
import type { MemberActivity, RecentMessageRow, StoreTransaction } from '../types';
import { utc } from '../values';
import { idsOfPerson } from './persons';

type Filter = Parameters<StoreTransaction['recentMessages']>[0];

const PRUNED_AT_ONCE = 5_000;

export async function noteMessages(
	scope: Scope,
	messages: readonly RecentMessageRow[],
): Promise<{ fresh: boolean; nth: number }[]> {
	const noted = new Array<{ fresh: boolean; nth: number }>(messages.length);
	// Everybody counts in the order of the members, so that nobody waits in a circle.
	const ordered = messages.map((message, index) => ({ message, index })).sort(byMember);
	for (const { message, index } of ordered) noted[index] = await noteMessage(scope, message);
	return noted;
}

async function noteMessage(scope: Scope, message: RecentMessageRow): Promise<{ fresh: boolean; nth: number }> {
	const row = fromMessage(message);
	const result = await scope.db
		.insertInto('recent_message')
		.values(row)
		.onConflict((conflicting) => conflicting.columns(['community_id', 'message_id']).doNothing())
		.executeTakeFirst();
	if (result.numInsertedOrUpdatedRows !== 1n) {
		return { fresh: false, nth: (await countMessages(scope, message.communityId, message.memberId)).messages };
	}
	// Whoever notes another message of the same member waits here, so that each has a number of its own.
	const { messages } = await scope.db
		.insertInto('member_activity')
		.values({
			community_id: row.community_id,
			member_id: row.member_id,
			messages: 1,
			first_at: row.at,
			last_at: row.at,
		})
		.onConflict((conflicting) =>
			conflicting.columns(['community_id', 'member_id']).doUpdateSet({
				messages: sql`${sql.ref('member_activity.messages')} + 1`,
				first_at: sql`case when ${sql.ref('member_activity.first_at')} < ${row.at}
					then ${sql.ref('member_activity.first_at')} else ${row.at} end`,
				last_at: sql`case when ${sql.ref('member_activity.last_at')} > ${row.at}
					then ${sql.ref('member_activity.last_at')} else ${row.at} end`,
			}),
		)
		.returning('messages')
		.executeTakeFirstOrThrow();
	return { fresh: true, nth: messages };
}

interface Numbered {
	message: RecentMessageRow;
	index: number;
}

function byMember(a: Numbered, b: Numbered): number {
	const [left, right] = [a, b].map(({ message }) => JSON.stringify([message.communityId, message.memberId]));
	if (left === right) return a.index - b.index;
	return (left ?? '') < (right ?? '') ? -1 : 1;
}

export async function countMessages({ db }: Scope, communityId: string, memberId: string): Promise<MemberActivity> {
	const row = await db
		.selectFrom('member_activity')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.executeTakeFirst();
	return { messages: row?.messages ?? 0, firstAt: row?.first_at ?? null, lastAt: row?.last_at ?? null };
}

export async function recentMessages({ db }: Scope, filter: Filter, limit: number): Promise<RecentMessageRow[]> {
	let query = db
		.selectFrom('recent_message')
		.selectAll()
		.where('community_id', '=', filter.communityId)
		.where('at', '>=', utc(filter.since));
	if (filter.memberId !== undefined)
		query = query.where('member_id', 'in', idsOfPerson(db, filter.communityId, filter.memberId));
	if (filter.fingerprint !== undefined) query = query.where('fingerprint', '=', filter.fingerprint);
	const rows = await query.orderBy('at', 'desc').orderBy('message_id', 'desc').limit(limit).execute();
	return rows.map(toMessage);
}

export async function getRecentMessage(
	{ db }: Scope,
	communityId: string,
	messageId: string,
): Promise<RecentMessageRow | undefined> {
	const row = await db
		.selectFrom('recent_message')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('message_id', '=', messageId)
		.executeTakeFirst();
	return row && toMessage(row);
}

export async function pruneRecentMessages(
	{ db }: Scope,
	communityId: string,
	before: string,
	limit: number = PRUNED_AT_ONCE,
): Promise<number> {
	const old = db
		.selectFrom('recent_message')
		.select('message_id')
		.where('community_id', '=', communityId)
		.where('at', '<', utc(before))
		.orderBy('at')
		.limit(limit);
	const result = await db
		.deleteFrom('recent_message')
		.where('community_id', '=', communityId)
		.where('message_id', 'in', old)
		.executeTakeFirst();
	return Number(result.numDeletedRows);
}

function fromMessage(message: RecentMessageRow): Selectable<RecentMessageTable> {
	return {
		community_id: message.communityId,
		message_id: message.messageId,
		member_id: message.memberId,
		at: utc(message.at),
		fingerprint: message.fingerprint,
		simhash: message.simhash,
		length: message.length,
	};
}

function toMessage(row: Selectable<RecentMessageTable>): RecentMessageRow {
	return {
		communityId: row.community_id,
		messageId: row.message_id,
		memberId: row.member_id,
		at: row.at,
		fingerprint: row.fingerprint,
		simhash: row.simhash,
		length: row.length,
	};
}
