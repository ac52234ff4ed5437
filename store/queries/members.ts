import type { Selectable } from 'kysely';

import { conflict } from '../errors';
import { maybeText } from '../nullable';
import type { MemberTable, Scope } from '../schema';
import type { Identity, MemberRow, StoreTransaction } from '../types';
import { memberIdOf, storable, utc } from '../values';

type Seen = Parameters<StoreTransaction['ensureMember']>[0];

export async function ensureMember(scope: Scope, seen: Seen): Promise<MemberRow> {
	const found = (await findMember(scope, seen.communityId, seen)) ?? (await insertMember(scope, seen));
	const name = seen.name === undefined ? found.name : storable(seen.name);
	const language = seen.language === undefined ? found.language : storable(seen.language);
	const timeZone = seen.timeZone === undefined ? found.timeZone : storable(seen.timeZone);
	if (name === found.name && language === found.language && timeZone === found.timeZone) return found;
	await scope.db
		.updateTable('member')
		.set({ name, language, time_zone: timeZone, updated_at: utc(seen.at) })
		.where('community_id', '=', found.communityId)
		.where('member_id', '=', found.memberId)
		.execute();
	return { ...found, name, language, timeZone };
}

export async function findMember(
	{ db }: Scope,
	communityId: string,
	identity: Identity,
): Promise<MemberRow | undefined> {
	const row = await db
		.selectFrom('identity')
		.innerJoin('member', (join) =>
			join
				.onRef('member.community_id', '=', 'identity.community_id')
				.onRef('member.member_id', '=', 'identity.member_id'),
		)
		.selectAll('member')
		.where('identity.community_id', '=', communityId)
		.where('identity.platform', '=', identity.platform)
		.where('identity.platform_member_id', '=', identity.platformMemberId)
		.executeTakeFirst();
	return row && toMember(row);
}

export async function getMember({ db }: Scope, communityId: string, memberId: string): Promise<MemberRow | undefined> {
	const row = await db
		.selectFrom('member')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.executeTakeFirst();
	return row && toMember(row);
}

/** Takes the member's row for this transaction, so that others who want it wait. Throws `conflict` if there is none. */
export async function lockMember({ db, engine }: Scope, communityId: string, memberId: string): Promise<MemberRow> {
	const row = await db
		.selectFrom('member')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.$if(engine === 'postgres', (query) => query.forUpdate())
		.executeTakeFirst();
	if (row !== undefined) return toMember(row);
	throw conflict(`The community ${communityId} has no member ${memberId}.`, 'Make the member known first.');
}

/** `joinedAt` is the last time that somebody became a member; it stays when they leave. */
export async function setMemberStatus(
	scope: Scope,
	communityId: string,
	memberId: string,
	status: MemberRow['status'],
	at: string,
): Promise<void> {
	const before = await lockMember(scope, communityId, memberId);
	if (before.status === status) return;
	await scope.db
		.updateTable('member')
		.set({ status, updated_at: utc(at), ...(status === 'member' ? { joined_at: utc(at) } : {}) })
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.execute();
}

export async function listIdentities({ db }: Scope, communityId: string, memberId: string): Promise<Identity[]> {
	const rows = await db
		.selectFrom('identity')
		.select(['platform', 'platform_member_id'])
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.orderBy('platform')
		.orderBy('platform_member_id')
		.execute();
	return rows.map((row) => ({ platform: row.platform, platformMemberId: row.platform_member_id }));
}

async function insertMember(scope: Scope, seen: Seen): Promise<MemberRow> {
	const at = utc(seen.at);
	const memberId = memberIdOf(seen);
	const key = { community_id: seen.communityId, member_id: memberId };
	const details = {
		name: maybeText(seen.name),
		language: maybeText(seen.language),
		time_zone: maybeText(seen.timeZone),
	};
	const member = await scope.db
		.insertInto('member')
		.values({ ...key, ...details, status: 'applicant', created_at: at, updated_at: at })
		.onConflict((conflicting) => conflicting.columns(['community_id', 'member_id']).doNothing())
		.executeTakeFirst();
	const identity = await scope.db
		.insertInto('identity')
		.values({ ...key, platform: seen.platform, platform_member_id: seen.platformMemberId, created_at: at })
		.onConflict((conflicting) => conflicting.columns(['community_id', 'platform', 'platform_member_id']).doNothing())
		.executeTakeFirst();
	if (member.numInsertedOrUpdatedRows === 1n && identity.numInsertedOrUpdatedRows === 1n) {
		return toMember({ ...key, ...details, status: 'applicant', joined_at: null });
	}
	// Another process was first with one of them.
	const there = await findMember(scope, seen.communityId, seen);
	if (there === undefined) throw new Error('an identity that was just written is not there');
	return there;
}

type MemberColumns = 'community_id' | 'member_id' | 'name' | 'language' | 'time_zone' | 'status' | 'joined_at';

export function toMember(row: Pick<Selectable<MemberTable>, MemberColumns>): MemberRow {
	return {
		communityId: row.community_id,
		memberId: row.member_id,
		name: row.name,
		language: row.language,
		status: row.status,
		joinedAt: row.joined_at,
		timeZone: row.time_zone,
	};
}
