import type { Selectable } from 'kysely';

import type { MemberTag, TagSource } from '../../community/identity/tags';
import { maybeUtc } from '../nullable';
import type { MemberTagTable } from '../schema/members';
import type { Scope } from '../schema';
import { pieces, storable, utc } from '../values';

const IDS = 500;

export async function tagsOf(
	{ db }: Scope,
	communityId: string,
	memberIds: readonly string[],
): Promise<Map<string, MemberTag[]>> {
	const found = new Map<string, MemberTag[]>();
	for (const some of pieces(memberIds, IDS)) {
		const rows = await db
			.selectFrom('member_tag')
			.selectAll()
			.where('community_id', '=', communityId)
			.where('member_id', 'in', some)
			.orderBy('member_id')
			.orderBy('tag')
			.orderBy('source')
			.orderBy('given_by')
			.execute();
		for (const row of rows) found.set(row.member_id, [...(found.get(row.member_id) ?? []), toTag(row)]);
	}
	return found;
}

export async function putTag({ db }: Scope, communityId: string, memberId: string, tag: MemberTag): Promise<void> {
	const period = { since: utc(tag.since), expires_at: maybeUtc(tag.expiresAt) };
	await db
		.insertInto('member_tag')
		.values({
			community_id: communityId,
			member_id: memberId,
			tag: storable(tag.tag),
			source: tag.source,
			given_by: storable(tag.by),
			...period,
		})
		.onConflict((conflicting) =>
			conflicting.columns(['community_id', 'member_id', 'tag', 'source', 'given_by']).doUpdateSet(period),
		)
		.execute();
}

export async function takeTag(
	{ db }: Scope,
	communityId: string,
	memberId: string,
	{ tag, source, by }: { tag: string; source?: string | undefined; by?: string | undefined },
): Promise<MemberTag[]> {
	let query = db
		.deleteFrom('member_tag')
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.where('tag', '=', tag);
	if (source !== undefined) query = query.where('source', '=', source);
	if (by !== undefined) query = query.where('given_by', '=', by);
	return (await query.returningAll().execute()).map(toTag);
}

export function toTag(row: Selectable<MemberTagTable>): MemberTag {
	return {
		tag: row.tag,
		source: row.source as TagSource,
		by: row.given_by,
		since: row.since,
		...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
	};
}
