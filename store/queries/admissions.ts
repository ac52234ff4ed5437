import { sql, type Selectable } from 'kysely';

import type { Way } from '../../community/admission/ways';
import { conflict } from '../errors';
import type { AdmissionTable } from '../schema/admission';
import type { Scope } from '../schema';
import type { AdmissionRow, MemberRow, StoreTransaction } from '../types';
import { utc } from '../values';
import { idsOfPerson } from './persons';

type HeadFilter = NonNullable<Parameters<StoreTransaction['countMembers']>[1]>;

export async function lockCommunity({ db, engine }: Scope, communityId: string): Promise<void> {
	const row = await db
		.selectFrom('community')
		.select('community_id')
		.where('community_id', '=', communityId)
		.$if(engine === 'postgres', (query) => query.forUpdate())
		.executeTakeFirst();
	if (row !== undefined) return;
	throw conflict(`There is no community ${communityId}.`, 'Make the community known first.');
}

export async function countMembers({ db }: Scope, communityId: string, filter: HeadFilter = {}): Promise<number> {
	const { status, way, tier } = filter;
	let query = db
		.selectFrom('member')
		.select(({ fn }) => fn.countAll<number>().as('heads'))
		.where('member.community_id', '=', communityId)
		.where('member.merged_into', 'is', null);
	if (status !== undefined) query = query.where('member.status', '=', status);
	if (way !== undefined || tier !== undefined) {
		let admitted = db.selectFrom('admission').select('member_id').where('community_id', '=', communityId);
		if (way !== undefined) admitted = admitted.where('way', '=', way);
		if (tier !== undefined) admitted = admitted.where('tier', '=', tier);
		query = query.where('member.member_id', 'in', admitted);
	}
	return (await query.executeTakeFirstOrThrow()).heads;
}

export async function countTiers(
	{ db }: Scope,
	communityId: string,
	status: MemberRow['status'],
): Promise<Record<string, number>> {
	const rows = await db
		.selectFrom('member')
		.leftJoin('admission', (join) =>
			join
				.onRef('admission.community_id', '=', 'member.community_id')
				.onRef('admission.member_id', '=', 'member.member_id'),
		)
		.select(({ fn }) => [
			fn.coalesce('admission.tier', sql<string>`''`).as('tier_name'),
			fn.countAll<number>().as('heads'),
		])
		.where('member.community_id', '=', communityId)
		.where('member.status', '=', status)
		.where('member.merged_into', 'is', null)
		.groupBy('tier_name')
		.execute();
	return Object.fromEntries(rows.map((row) => [row.tier_name, row.heads]));
}

export async function recordAdmission({ db }: Scope, admission: AdmissionRow): Promise<void> {
	const facts = { way: admission.way, ref: admission.ref, tier: admission.tier, at: utc(admission.at) };
	await db
		.insertInto('admission')
		.values({ community_id: admission.communityId, member_id: admission.memberId, ...facts })
		.onConflict((conflicting) => conflicting.columns(['community_id', 'member_id']).doUpdateSet(facts))
		.execute();
}

export async function admissionOf(
	{ db }: Scope,
	communityId: string,
	memberId: string,
): Promise<AdmissionRow | undefined> {
	const row = await db
		.selectFrom('admission')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', 'in', idsOfPerson(db, communityId, memberId))
		.orderBy('at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row && toAdmission(row);
}

export async function admissionsBy({ db }: Scope, communityId: string, way: Way, ref: string): Promise<AdmissionRow[]> {
	const rows = await db
		.selectFrom('admission')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('way', '=', way)
		.where('ref', '=', ref)
		.orderBy('at')
		.orderBy('member_id')
		.execute();
	return rows.map(toAdmission);
}

function toAdmission(row: Selectable<AdmissionTable>): AdmissionRow {
	return {
		communityId: row.community_id,
		memberId: row.member_id,
		way: row.way,
		ref: row.ref,
		tier: row.tier,
		at: row.at,
	};
}
