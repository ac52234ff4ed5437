import type { Selectable } from 'kysely';

import type { MergeUndo } from '../../community/identity/merge';
import { conflict } from '../errors';
import type { MemberMergeTable } from '../schema/members';
import type { Scope } from '../schema';
import type { LinkRow, MergeRow } from '../types';
import { fromJson, pieces, storable, toJson, utc } from '../values';

const IDS = 500;

export async function mergesOf({ db }: Scope, communityId: string, memberIds: readonly string[]): Promise<MergeRow[]> {
	const found: MergeRow[] = [];
	for (const some of pieces(memberIds, IDS)) {
		const rows = await db
			.selectFrom('member_merge')
			.selectAll()
			.where('community_id', '=', communityId)
			.where('absorbed_id', 'in', some)
			.where('undone_at', 'is', null)
			.execute();
		found.push(...rows.map(toMerge));
	}
	return found.sort((a, b) => a.place - b.place);
}

export async function getMerge(
	{ db }: Scope,
	communityId: string,
	mergeId: string,
): Promise<(MergeRow & { undoneAt: string | null }) | undefined> {
	const row = await db
		.selectFrom('member_merge')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('merge_id', '=', mergeId)
		.executeTakeFirst();
	return row && { ...toMerge(row), undoneAt: row.undone_at };
}

export async function addMerge(scope: Scope, merge: Omit<MergeRow, 'place'>): Promise<void> {
	const { communityId, mergeId, keptId, absorbedId, undo, because, mergedBy, at } = merge;
	// Whoever merges in the same community waits here, so that no place is given twice.
	await scope.db
		.selectFrom('community')
		.select('community_id')
		.where('community_id', '=', communityId)
		.$if(scope.engine === 'postgres', (query) => query.forUpdate())
		.execute();
	const { last } = await scope.db
		.selectFrom('member_merge')
		.select(({ fn }) => fn.max('place').as('last'))
		.where('community_id', '=', communityId)
		.executeTakeFirstOrThrow();
	await scope.db
		.insertInto('member_merge')
		.values({
			community_id: communityId,
			merge_id: mergeId,
			// max() of nothing is null, whatever Kysely says.
			place: ((last as number | null) ?? 0) + 1,
			kept_id: keptId,
			absorbed_id: absorbedId,
			undo: storable(toJson(undo)),
			because: storable(toJson(because)),
			merged_by: storable(mergedBy),
			at: utc(at),
		})
		.execute();
	await scope.db
		.updateTable('member')
		.set({ merged_into: keptId, updated_at: utc(at) })
		.where('community_id', '=', communityId)
		.where(({ eb, or }) => or([eb('member_id', '=', absorbedId), eb('merged_into', '=', absorbedId)]))
		.execute();
}

export async function renewMerge({ db }: Scope, communityId: string, mergeId: string, undo: MergeUndo): Promise<void> {
	await db
		.updateTable('member_merge')
		.set({ undo: storable(toJson(undo)) })
		.where('community_id', '=', communityId)
		.where('merge_id', '=', mergeId)
		.execute();
}

export async function endMerge(
	{ db }: Scope,
	communityId: string,
	mergeId: string,
	by: string,
	at: string,
): Promise<void> {
	const result = await db
		.updateTable('member_merge')
		.set({ undone_at: utc(at), undone_by: storable(by) })
		.where('community_id', '=', communityId)
		.where('merge_id', '=', mergeId)
		.where('undone_at', 'is', null)
		.executeTakeFirst();
	if (result.numUpdatedRows === 1n) return;
	throw conflict(`There is no merge ${mergeId} that holds.`, 'Choose a merge that was not taken back.');
}

export async function leadMembers(scope: Scope, communityId: string, memberIds: readonly string[]): Promise<void> {
	const merges = await mergesOf(scope, communityId, memberIds);
	const into = new Map(merges.map(({ absorbedId, keptId }) => [absorbedId, keptId]));
	for (const memberId of memberIds) {
		let lead = memberId;
		for (let next = into.get(lead); next !== undefined; next = into.get(lead)) lead = next;
		await scope.db
			.updateTable('member')
			.set({ merged_into: lead === memberId ? null : lead })
			.where('community_id', '=', communityId)
			.where('member_id', '=', memberId)
			.execute();
	}
}

export async function linksOf({ db }: Scope, communityId: string, memberIds: readonly string[]): Promise<LinkRow[]> {
	const found = new Map<string, LinkRow>();
	for (const some of pieces(memberIds, IDS)) {
		for (const end of ['one_id', 'other_id'] as const) {
			const rows = await db
				.selectFrom('member_link')
				.selectAll()
				.where('community_id', '=', communityId)
				.where(end, 'in', some)
				.execute();
			for (const row of rows) {
				found.set(JSON.stringify([row.one_id, row.other_id]), {
					members: [row.one_id, row.other_id],
					same: row.same === 1,
					by: row.said_by,
					despiteConflicts: row.despite_conflicts === 1,
					at: row.at,
				});
			}
		}
	}
	return [...found.values()];
}

export async function putLink({ db }: Scope, communityId: string, link: LinkRow): Promise<void> {
	const [one = '', other = ''] = [...link.members].sort();
	const word = {
		same: Number(link.same),
		despite_conflicts: Number(link.despiteConflicts),
		said_by: storable(link.by),
		at: utc(link.at),
	};
	await db
		.insertInto('member_link')
		.values({ community_id: communityId, one_id: one, other_id: other, ...word })
		.onConflict((conflicting) => conflicting.columns(['community_id', 'one_id', 'other_id']).doUpdateSet(word))
		.execute();
}

function toMerge(row: Selectable<MemberMergeTable>): MergeRow {
	return {
		communityId: row.community_id,
		mergeId: row.merge_id,
		place: row.place,
		keptId: row.kept_id,
		absorbedId: row.absorbed_id,
		undo: fromJson<MergeUndo>(row.undo),
		because: fromJson(row.because),
		mergedBy: row.merged_by,
		at: row.at,
	};
}
