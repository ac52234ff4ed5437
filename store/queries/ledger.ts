import type { Selectable } from 'kysely';

import type { EventTable, Scope } from '../schema';
import type { LedgerEntry, Page, StoreTransaction } from '../types';
import { idsOfPerson } from './persons';
import { fromJson, pageStart, pieces, toJson, utc } from '../values';

type Filter = Parameters<StoreTransaction['listLedger']>[0];

/** Rows per statement: PostgreSQL saves round trips, SQLite is faster with one statement it has prepared. */
const ROWS = { embedded: 1, postgres: 500 } as const;

export async function appendLedger({ db, engine }: Scope, entries: readonly LedgerEntry[]): Promise<number> {
	let added = 0n;
	for (const some of pieces(entries, ROWS[engine])) {
		const result = await db
			.insertInto('event')
			.values(some.map(toRow))
			.onConflict((conflict) => conflict.columns(['community_id', 'source', 'event_id']).doNothing())
			.executeTakeFirst();
		added += result.numInsertedOrUpdatedRows ?? 0n;
	}
	return Number(added);
}

export async function listLedger({ db }: Scope, filter: Filter, page: Page): Promise<LedgerEntry[]> {
	const after = ledgerStart(page.after);
	let query = db.selectFrom('event').selectAll().where('community_id', '=', filter.communityId);
	if (filter.memberId !== undefined)
		query = query.where('member_id', 'in', idsOfPerson(db, filter.communityId, filter.memberId));
	if (filter.type !== undefined) query = query.where('type', '=', filter.type);
	if (filter.source !== undefined) query = query.where('source', '=', filter.source);
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('recorded_at', 'source', 'event_id'), '>', tuple(after.at, after.source, after.eventId)),
		);
	}
	const rows = await query.orderBy('recorded_at').orderBy('source').orderBy('event_id').limit(page.limit).execute();
	return rows.map(toEntry);
}

/** See MemberTransaction.trail: the newest first, from the index by member. */
export async function trail(
	{ db }: Scope,
	filter: { communityId: string; memberIds: readonly string[]; types: readonly string[] },
	page: Page,
): Promise<LedgerEntry[]> {
	const after = ledgerStart(page.after);
	let query = db
		.selectFrom('event')
		.selectAll()
		.where('community_id', '=', filter.communityId)
		.where('member_id', 'in', filter.memberIds);
	if (filter.types.length > 0) query = query.where('type', 'in', filter.types);
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('recorded_at', 'source', 'event_id'), '<', tuple(after.at, after.source, after.eventId)),
		);
	}
	const rows = await query
		.orderBy('recorded_at', 'desc')
		.orderBy('source', 'desc')
		.orderBy('event_id', 'desc')
		.limit(page.limit)
		.execute();
	return rows.map(toEntry);
}

/** The key of a ledger line for `Page.after`: `recordedAt|source|eventId`. */
export function ledgerKey(entry: Pick<LedgerEntry, 'recordedAt' | 'source' | 'eventId'>): string {
	return `${utc(entry.recordedAt)}|${entry.source}|${entry.eventId}`;
}

function ledgerStart(after: string | undefined): { at: string; source: string; eventId: string } | undefined {
	const start = pageStart(after);
	if (start === undefined) return undefined;
	const bar = start.rest.indexOf('|');
	return bar < 0
		? { at: start.at, source: start.rest, eventId: '' }
		: { at: start.at, source: start.rest.slice(0, bar), eventId: start.rest.slice(bar + 1) };
}

function toRow(entry: LedgerEntry): Selectable<EventTable> {
	return {
		community_id: entry.communityId,
		source: entry.source,
		event_id: entry.eventId,
		type: entry.type,
		member_id: entry.memberId ?? null,
		actor_id: entry.actorId ?? null,
		occurred_at: utc(entry.occurredAt),
		recorded_at: utc(entry.recordedAt),
		data: toJson(entry.data),
	};
}

export function toEntry(row: Selectable<EventTable>): LedgerEntry {
	return {
		communityId: row.community_id,
		source: row.source,
		eventId: row.event_id,
		type: row.type,
		...(row.member_id === null ? {} : { memberId: row.member_id }),
		...(row.actor_id === null ? {} : { actorId: row.actor_id }),
		occurredAt: row.occurred_at,
		recordedAt: row.recorded_at,
		data: fromJson(row.data),
	};
}
