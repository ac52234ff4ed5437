import { sql, type Selectable } from 'kysely';

import type { MemberTraitTable } from '../schema/members';
import type { Scope } from '../schema';
import type { MemberRow, TraitRow } from '../types';
import { pieces, utc } from '../values';
import { toMember } from './members';

const IDS = 500;
/** The traits that `contact`, which screening keeps, may share with `member_trait`. */
const KINDS = ['phone', 'email', 'unionId'] as const;

export async function traitsOf({ db }: Scope, communityId: string, memberIds: readonly string[]): Promise<TraitRow[]> {
	const found: TraitRow[] = [];
	for (const some of pieces(memberIds, IDS)) {
		const rows = await db
			.selectFrom('member_trait')
			.selectAll()
			.where('community_id', '=', communityId)
			.where('member_id', 'in', some)
			.orderBy('member_id')
			.orderBy('kind')
			.orderBy('scope')
			.orderBy('value_key')
			.execute();
		found.push(...rows.map(toTrait));
	}
	return found;
}

export async function putTrait({ db }: Scope, communityId: string, trait: TraitRow): Promise<boolean> {
	const result = await db
		.insertInto('member_trait')
		.values({
			community_id: communityId,
			kind: trait.kind,
			scope: trait.scope,
			value_key: trait.key,
			member_id: trait.memberId,
			sealed: trait.sealed,
			verified: Number(trait.verified),
			at: utc(trait.at),
		})
		.onConflict((conflicting) =>
			conflicting
				.columns(['community_id', 'kind', 'scope', 'value_key', 'member_id'])
				.doUpdateSet({ verified: 1 })
				.where('member_trait.verified', '<', Number(trait.verified)),
		)
		.executeTakeFirst();
	return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function membersWithTrait(
	{ db }: Scope,
	communityId: string,
	kind: TraitRow['kind'],
	key: string,
): Promise<MemberRow[]> {
	const rows = await db
		.selectFrom('member_trait')
		.innerJoin('member', (join) =>
			join
				.onRef('member.community_id', '=', 'member_trait.community_id')
				.onRef('member.member_id', '=', 'member_trait.member_id'),
		)
		.selectAll('member')
		.distinct()
		.where('member_trait.community_id', '=', communityId)
		.where('member_trait.kind', '=', kind)
		.where('member_trait.value_key', '=', key)
		.where('member.merged_into', 'is', null)
		.orderBy('member.member_id')
		.limit(50)
		.execute();
	return rows.map(toMember);
}

/** `after` and the order are those of `kind|key`. */
export async function sharedTraits(
	{ db }: Scope,
	communityId: string,
	{ limit, after }: { limit: number; after?: string | undefined },
): Promise<{ kind: TraitRow['kind']; key: string; memberIds: string[] }[]> {
	const all = withTraits(db, communityId);
	let query = db
		.selectFrom(all.as('known'))
		.select(({ fn }) => ['kind', 'value_key', fn.countAll<number>().as('holders')])
		.groupBy(['kind', 'value_key'])
		.having(({ fn }) => fn.countAll<number>(), '>', 1);
	if (after !== undefined) query = query.where(sql<string>`kind || '|' || value_key`, '>', after);
	const keys = await query.orderBy('kind').orderBy('value_key').limit(limit).execute();
	const found: { kind: TraitRow['kind']; key: string; memberIds: string[] }[] = [];
	for (const { kind, value_key: key } of keys) {
		const holders = await withTraits(db, communityId, { kind, key }).execute();
		const memberIds = holders.map((row) => row.member_id).sort();
		found.push({ kind: kind as TraitRow['kind'], key, memberIds });
	}
	return found;
}

/** Who has which trait, from what operators and forms gave and from what screening keeps. */
function withTraits(db: Scope['db'], communityId: string, only?: { kind: string; key: string }) {
	let given = db
		.selectFrom('member_trait')
		.select(['kind', 'value_key', 'member_id'])
		.where('community_id', '=', communityId);
	let screened = db
		.selectFrom('contact')
		.select(['kind', 'value_key', 'member_id'])
		.where('community_id', '=', communityId)
		.where('kind', 'in', KINDS);
	if (only !== undefined) {
		given = given.where('kind', '=', only.kind).where('value_key', '=', only.key);
		screened = screened.where('kind', '=', only.kind).where('value_key', '=', only.key);
	}
	return given.union(screened);
}

export function toTrait(row: Selectable<MemberTraitTable>): TraitRow {
	return {
		memberId: row.member_id,
		kind: row.kind as TraitRow['kind'],
		scope: row.scope,
		key: row.value_key,
		sealed: row.sealed,
		verified: row.verified === 1,
		at: row.at,
	};
}
