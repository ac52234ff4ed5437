import { sql, type Selectable } from 'kysely';

import type { SegmentCondition } from '../../community/segments/condition';
import type { Scope } from '../schema';
import type { SegmentTable } from '../schema/standing';
import type { Page, SegmentMember, SegmentQuery, SegmentRow } from '../types';
import { fromJson, toJson, utc } from '../values';
import { peopleOf } from './segments/compile';

export async function saveSegment(
	{ db }: Scope,
	segment: Omit<SegmentRow, 'createdAt' | 'updatedAt'>,
	at: string,
): Promise<boolean> {
	const changes = {
		condition: toJson(segment.condition),
		statuses: toJson([...segment.statuses]),
		saved_by: segment.savedBy,
		updated_at: utc(at),
	};
	const result = await db
		.insertInto('segment')
		.values({ community_id: segment.communityId, name: segment.name, ...changes, created_at: utc(at) })
		.onConflict((conflicting) =>
			conflicting
				.columns(['community_id', 'name'])
				.doUpdateSet(changes)
				.where(({ or, eb }) =>
					or([eb('segment.condition', '!=', changes.condition), eb('segment.statuses', '!=', changes.statuses)]),
				),
		)
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function getSegment({ db }: Scope, communityId: string, name: string): Promise<SegmentRow | undefined> {
	const row = await db
		.selectFrom('segment')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('name', '=', name)
		.executeTakeFirst();
	return row && toSegment(row);
}

export async function listSegments({ db }: Scope, communityId: string, page: Page): Promise<SegmentRow[]> {
	let query = db.selectFrom('segment').selectAll().where('community_id', '=', communityId);
	if (page.after !== undefined) query = query.where('name', '>', page.after);
	return (await query.orderBy('name').limit(page.limit).execute()).map(toSegment);
}

export async function countSegment(scope: Scope, query: SegmentQuery): Promise<number> {
	const { some } = await peopleOf(scope, query)
		.select(sql<number>`count(*)`.as('some'))
		.executeTakeFirstOrThrow();
	return some;
}

export async function segmentMembers(scope: Scope, query: SegmentQuery, page: Page): Promise<SegmentMember[]> {
	let people = peopleOf(scope, query);
	if (page.after !== undefined) people = people.where('m.member_id', '>', page.after);
	return await people
		.select(['m.member_id as memberId', 'm.name', 'm.status', 'm.joined_at as joinedAt'])
		.orderBy('m.member_id')
		.limit(page.limit)
		.execute();
}

function toSegment(row: Selectable<SegmentTable>): SegmentRow {
	return {
		communityId: row.community_id,
		name: row.name,
		condition: fromJson<SegmentCondition>(row.condition),
		statuses: fromJson<SegmentRow['statuses']>(row.statuses),
		savedBy: row.saved_by,
		createdAt: row.created_at,
		updatedAt: row.updated_at,
	};
}
