import { sql, type SqlBool } from 'kysely';

import type { Scope } from '../schema';
import type { Page, RankedMember, StandingTransaction } from '../types';
import { mergedMembers } from './persons';

type Filter = Parameters<StandingTransaction['pointsLeaderboard']>[0];

/** A place on the board; the better is the one with more points, then the one with the higher id. */
type Place = Omit<RankedMember, 'rank'>;

/** Negative if `a` stands before `b`. The order is that of the index, read backwards. */
function compare(a: Place, b: Place): number {
	return b.points - a.points || (a.memberId > b.memberId ? -1 : a.memberId < b.memberId ? 1 : 0);
}

/**
 * People with points, the best first. A person is one row: members who were merged are few, so their people are
 * added up apart from all the others, whose sums lie in order already.
 */
export async function pointsLeaderboard(scope: Scope, filter: Filter, page: Page): Promise<RankedMember[]> {
	const start = readPlace(page.after);
	const merged = await mergedPeople(scope, filter);
	let query = singles(scope, filter);
	if (start !== undefined) {
		const { points, memberId } = start;
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple(`b.${filter.by}`, 'b.member_id'), '<', tuple(points, memberId)),
		);
	}
	const alone = await query
		.orderBy(`b.${filter.by}`, 'desc')
		.orderBy('b.member_id', 'desc')
		.limit(page.limit)
		.execute();
	const rows = [...alone, ...merged.filter((row) => start === undefined || compare(start, row) < 0)]
		.sort(compare)
		.slice(0, page.limit);
	return await ranked(scope, filter, rows, merged);
}

export async function placeOnBoard(scope: Scope, filter: Filter, memberId: string): Promise<RankedMember | undefined> {
	const merged = await mergedPeople(scope, filter);
	const alone = await singles(scope, filter).where('b.member_id', '=', memberId).executeTakeFirst();
	const row = alone ?? merged.find((one) => one.memberId === memberId);
	return row && (await ranked(scope, filter, [row], merged))[0];
}

/** The key of a place for `Page.after`. */
export function placeKey({ points, memberId }: Place): string {
	return `${points}|${memberId}`;
}

function readPlace(after: string | undefined): Place | undefined {
	const bar = after?.indexOf('|') ?? -1;
	return after === undefined ? undefined : { points: Number(after.slice(0, bar)), memberId: after.slice(bar + 1) };
}

/** Rows that follow each other, with their ranks: one more than have more points. */
async function ranked(
	scope: Scope,
	filter: Filter,
	rows: readonly Place[],
	merged: readonly Place[],
): Promise<RankedMember[]> {
	const [first] = rows;
	if (first === undefined) return [];
	const value = sql.ref(`b.${filter.by}`);
	const { more, ahead } = await singles(scope, filter)
		.clearSelect()
		.select([
			sql<number>`coalesce(sum(case when ${value} > ${first.points} then 1 else 0 end), 0)`.as('more'),
			sql<number>`count(*)`.as('ahead'),
		])
		.where(({ eb, refTuple, tuple }) =>
			eb(refTuple(`b.${filter.by}`, 'b.member_id'), '>', tuple(first.points, first.memberId)),
		)
		.executeTakeFirstOrThrow();
	const before = ahead + merged.filter((row) => compare(row, first) < 0).length;
	let rank = more + merged.filter(({ points }) => points > first.points).length + 1;
	return rows.map((row, index) => {
		if (index > 0 && row.points !== rows[index - 1]?.points) rank = before + index + 1;
		return { ...row, rank };
	});
}

/** People who are one member. */
function singles({ db }: Scope, { communityId, by, statuses }: Filter) {
	return db
		.selectFrom('points_balance as b')
		.innerJoin('member as m', (join) =>
			join.onRef('m.community_id', '=', 'b.community_id').onRef('m.member_id', '=', 'b.member_id'),
		)
		.select(['b.member_id as memberId', `b.${by} as points`])
		.where('b.community_id', '=', communityId)
		.where('m.merged_into', 'is', null)
		.where('m.status', 'in', statuses)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('member as x')
						.select(sql<SqlBool>`1`.as('one'))
						.whereRef('x.community_id', '=', 'b.community_id')
						.whereRef('x.merged_into', '=', 'b.member_id'),
				),
			),
		);
}

/** People who are several members, with all their points, in the order of the board. */
async function mergedPeople({ db }: Scope, { communityId, by, statuses }: Filter): Promise<Place[]> {
	const rows = await db
		.selectFrom(mergedMembers(db, communityId).as('p'))
		.innerJoin('points_balance as b', (join) =>
			join.onRef('b.member_id', '=', 'p.member_id').on('b.community_id', '=', communityId),
		)
		.innerJoin('member as m', (join) =>
			join.onRef('m.member_id', '=', 'p.person').on('m.community_id', '=', communityId),
		)
		.select(({ fn }) => ['p.person as memberId', fn.sum<number>(`b.${by}`).as('points')])
		.where('m.status', 'in', statuses)
		.groupBy('p.person')
		.execute();
	return rows.map(({ memberId, points }) => ({ memberId: memberId ?? '', points })).sort(compare);
}
