import { sql, type Expression, type Selectable, type SqlBool } from 'kysely';

import { maybeText } from '../nullable';
import type { ContactTable } from '../schema/admission';
import type { Scope } from '../schema';
import type { Contact, ContactMatch, ContactRow, Identity, PersonEvent, StoreTransaction } from '../types';
import { pieces, storable, utc } from '../values';

type MatchOptions = NonNullable<Parameters<StoreTransaction['findByContacts']>[2]>;
type EventFilter = Parameters<StoreTransaction['eventsOfIdentity']>[1];

const MOST_MATCHES = 200;
const MOST_EVENTS = 500;
/** Ids per statement, well below what both engines take. */
const IDS = 500;

export async function putContacts(
	{ db }: Scope,
	communityId: string,
	memberId: string,
	contacts: readonly Contact[],
	at: string,
): Promise<number> {
	let added = 0;
	for (const { kind, key, value } of contacts) {
		const result = await db
			.insertInto('contact')
			.values({
				community_id: communityId,
				kind,
				value_key: storable(key),
				member_id: memberId,
				value: maybeText(value),
				at: utc(at),
			})
			.onConflict((conflicting) => conflicting.columns(['community_id', 'kind', 'value_key', 'member_id']).doNothing())
			.executeTakeFirst();
		added += Number(result.numInsertedOrUpdatedRows ?? 0n);
	}
	return added;
}

export async function contactsOf(
	{ db }: Scope,
	communityId: string,
	memberIds: readonly string[],
): Promise<ContactRow[]> {
	const found: ContactRow[] = [];
	for (const some of pieces(memberIds, IDS)) {
		const rows = await db
			.selectFrom('contact')
			.selectAll()
			.where('community_id', '=', communityId)
			.where('member_id', 'in', some)
			.orderBy('member_id')
			.orderBy('kind')
			.orderBy('value_key')
			.execute();
		found.push(...rows.map(toContact));
	}
	return found;
}

export async function findByContacts(
	scope: Scope,
	communityId: string,
	contacts: readonly Pick<Contact, 'kind' | 'key'>[],
	{ exceptMemberId, limit = MOST_MATCHES }: MatchOptions = {},
): Promise<ContactMatch[]> {
	const found: ContactMatch[] = [];
	// One statement for each kind, so that each finds the key.
	for (const kind of [...new Set(contacts.map((one) => one.kind))].sort()) {
		const keys = contacts.filter((one) => one.kind === kind).map(({ key }) => storable(key));
		found.push(...(await matchesOf(scope, communityId, { kind, keys, exceptMemberId, limit })));
	}
	return found.sort(byMember).slice(0, limit);
}

async function matchesOf(
	{ db }: Scope,
	communityId: string,
	{
		kind,
		keys,
		exceptMemberId,
		limit,
	}: { kind: string; keys: string[]; exceptMemberId: string | undefined; limit: number },
): Promise<ContactMatch[]> {
	let query = db
		.selectFrom('contact')
		.innerJoin('member', (join) =>
			join
				.onRef('member.community_id', '=', 'contact.community_id')
				.onRef('member.member_id', '=', 'contact.member_id'),
		)
		.selectAll('contact')
		.select(['member.name', 'member.status'])
		.where('contact.community_id', '=', communityId)
		.where('contact.kind', '=', kind)
		.where('contact.value_key', 'in', keys);
	if (exceptMemberId !== undefined) query = query.where('contact.member_id', '<>', exceptMemberId);
	const rows = await query.orderBy('contact.value_key').orderBy('contact.member_id').limit(limit).execute();
	return rows.map((row) => ({ ...toContact(row), memberName: row.name, memberStatus: row.status }));
}

/** Kinds and keys stay in their order, since sorting is stable. */
function byMember(a: ContactMatch, b: ContactMatch): number {
	return a.memberId < b.memberId ? -1 : Number(a.memberId > b.memberId);
}

export function membershipsOfIdentity(scope: Scope, identity: Identity, since: string): Promise<PersonEvent[]> {
	return eventsOfIdentity(scope, identity, { types: ['joined', 'left', 'removed'], since });
}

export async function eventsOfIdentity(
	{ db }: Scope,
	identity: Identity,
	{ types, since, limit = MOST_EVENTS }: EventFilter,
): Promise<PersonEvent[]> {
	if (types.length === 0) return [];
	const rows = await db
		.selectFrom('identity')
		.innerJoin('event', (join) =>
			join.onRef('event.community_id', '=', 'identity.community_id').on(({ eb, selectFrom, or, ref }) =>
				// Lines stay with the member that they were written for, who may have been merged since.
				or([
					eb('event.member_id', '=', ref('identity.member_id')),
					eb(
						'event.member_id',
						'in',
						selectFrom('member')
							.select('member.member_id')
							.whereRef('member.community_id', '=', 'identity.community_id')
							.whereRef('member.merged_into', '=', 'identity.member_id'),
					),
				]),
			),
		)
		.select(['event.community_id', 'identity.member_id', 'event.type', 'event.occurred_at'])
		.where('identity.platform', '=', identity.platform)
		.where('identity.platform_member_id', '=', identity.platformMemberId)
		.where('event.occurred_at', '>=', utc(since))
		.where(({ or }) => or(types.map(isOfType)))
		.orderBy('event.occurred_at')
		.orderBy('event.community_id')
		.orderBy('event.type')
		.limit(limit)
		.execute();
	return rows.map((row) => ({
		communityId: row.community_id,
		memberId: row.member_id,
		type: row.type,
		at: row.occurred_at,
	}));
}

/** A type, or all types that begin with `gift.`: as a range, so that the index finds them. */
function isOfType(type: string): Expression<SqlBool> {
	const column = sql.ref('event.type');
	if (!type.endsWith('.')) return sql<SqlBool>`${column} = ${type}`;
	// In byte order "/" is what follows ".".
	return sql<SqlBool>`(${column} >= ${type} and ${column} < ${`${type.slice(0, -1)}/`})`;
}

function toContact(row: Selectable<ContactTable>): ContactRow {
	return {
		communityId: row.community_id,
		kind: row.kind,
		key: row.value_key,
		memberId: row.member_id,
		value: row.value,
		at: row.at,
	};
}
