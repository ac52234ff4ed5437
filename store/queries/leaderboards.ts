import { sql, type SelectQueryBuilder, type SqlBool } from 'kysely';

import type { Scope } from '../schema';
import type { BoardFilter, BoardRow, TeamBoardRow } from '../types';
import { utc } from '../values';
import { mergedAway, mergedMembers } from './persons';

type Key = Pick<BoardRow, 'score' | 'reachedAt' | 'memberId'>;
type Lines = SelectQueryBuilder<
	{ line: { person: string; team: string | null; score: number; reached_at: string } },
	'line',
	unknown
>;

export async function leaderboard(
	scope: Scope,
	filter: BoardFilter,
	{ limit, after }: { limit: number; after?: Key | undefined },
): Promise<BoardRow[]> {
	let lines = linesOf(scope, filter).selectAll();
	if (after !== undefined) {
		const { score, memberId } = after;
		const reachedAt = utc(after.reachedAt);
		// The first condition says nothing new, but is a place in the index to begin at.
		lines = lines
			.where('score', '<=', score)
			.where(({ and, eb, or }) =>
				or([
					eb('score', '<', score),
					and([eb('score', '=', score), eb('reached_at', '>', reachedAt)]),
					and([eb('score', '=', score), eb('reached_at', '=', reachedAt), eb('person', '>', memberId)]),
				]),
			);
	}
	const page = lines.orderBy('score', 'desc').orderBy('reached_at').orderBy('person').limit(limit);
	// Only those on the page are asked for their names.
	const rows = await scope.db
		.selectFrom(page.as('shown'))
		.innerJoin('member', (join) =>
			join.on('member.community_id', '=', filter.communityId).onRef('member.member_id', '=', 'shown.person'),
		)
		.select(['shown.person', 'member.name', 'shown.team', 'shown.score', 'shown.reached_at'])
		.orderBy('shown.score', 'desc')
		.orderBy('shown.reached_at')
		.orderBy('shown.person')
		.execute();
	return rows.map((row) => ({
		memberId: row.person,
		name: row.name,
		team: row.team,
		score: row.score,
		reachedAt: row.reached_at,
	}));
}

export async function countAbove(scope: Scope, filter: BoardFilter, score: number): Promise<number> {
	const { count } = await linesOf(scope, filter)
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('score', '>', score)
		.executeTakeFirstOrThrow();
	return count;
}

export async function boardPlace(
	scope: Scope,
	filter: BoardFilter,
	{ score, reachedAt, memberId }: Key,
): Promise<{ above: number; upTo: number }> {
	const at = utc(reachedAt);
	const { above, up_to } = await linesOf(scope, filter)
		.select(({ fn }) => [
			sql<number>`coalesce(sum(case when score > ${score} then 1 else 0 end), 0)`.as('above'),
			fn.countAll<number>().as('up_to'),
		])
		.where('score', '>=', score)
		.where(({ and, eb, or }) =>
			or([
				eb('score', '>', score),
				and([eb('score', '=', score), eb('reached_at', '<', at)]),
				and([eb('score', '=', score), eb('reached_at', '=', at), eb('person', '<=', memberId)]),
			]),
		)
		.executeTakeFirstOrThrow();
	return { above, upTo: up_to };
}

function linesOf(scope: Scope, filter: BoardFilter): Lines {
	const { by } = filter;
	// What the two have in common is what a line has; Kysely types the tables they come from besides.
	return typeof by === 'object' && 'days' in by ? linesOfDays(scope, filter, by.days) : linesOfStreaks(scope, filter);
}

/** The index holds hidden, score, instant and member in this order, so a page is read and nothing sorted. */
function linesOfStreaks({ db }: Scope, { communityId, trackerId, by, team }: BoardFilter) {
	const column = by === 'total' ? 'streak.total' : 'streak.current';
	return db.selectFrom((eb) => {
		let query = eb
			.selectFrom('streak')
			.select([
				'streak.member_id as person',
				'streak.team as team',
				`${column} as score`,
				'streak.reached_at as reached_at',
			])
			.where('streak.community_id', '=', communityId)
			.where('streak.tracker_id', '=', trackerId)
			.where('streak.hidden', '=', 0)
			.where(column, '>', 0)
			.where('streak.member_id', 'not in', mergedAway(db, communityId));
		if (typeof by === 'object' && 'streakAt' in by) query = query.where('streak.lives_until', '>', utc(by.streakAt));
		if (team !== undefined) query = query.where('streak.team', '=', team);
		return query.as('line');
	});
}

/**
 * Check-ins in a range of days, from the index by day alone. Whoever is one member has one for each place; people who
 * are several members are few, and counted apart: two of them with the same place have it once.
 */
function linesOfDays(
	{ db }: Scope,
	{ communityId, trackerId, team }: BoardFilter,
	{ from, to }: { from: string; to: string },
) {
	const inRange = sql<SqlBool>`c.community_id = ${communityId} and c.tracker_id = ${trackerId}
		and c.day >= ${from} and c.day <= ${to} and c.status = 'counted'`;
	const ofTeam = team === undefined ? sql<SqlBool>`true` : sql<SqlBool>`c.team = ${team}`;
	const last = [sql<string>`max(c.occurred_at)`.as('reached_at'), sql<string | null>`max(c.team)`.as('team')] as const;
	const several = mergedMembers(db, communityId);
	const single = db
		.selectFrom('check_in as c')
		.select(['c.member_id as person', sql<number>`count(*)`.as('score'), ...last])
		.where(inRange)
		.where(ofTeam)
		.where('c.member_id', 'not in', db.selectFrom(several.as('x')).select('x.member_id'))
		.groupBy('c.member_id');
	// SQLite keeps the order of a cross join: from the few members to their check-ins.
	const merged = db
		.selectFrom(several.as('p'))
		.crossJoin('check_in as c')
		.select([
			sql<string>`p.person`.as('person'),
			sql<number>`count(distinct c.day || '#' || c.slot)`.as('score'),
			...last,
		])
		.where(inRange)
		.where(ofTeam)
		.whereRef('c.member_id', '=', 'p.member_id')
		.groupBy('p.person');
	const hidden = db
		.selectFrom('streak')
		.select('streak.member_id')
		.where('streak.community_id', '=', communityId)
		.where('streak.tracker_id', '=', trackerId)
		.where('streak.hidden', '=', 1);
	return db.selectFrom(
		db.selectFrom(single.unionAll(merged).as('counted')).selectAll().where('person', 'not in', hidden).as('line'),
	);
}

export async function teamLeaderboard(
	{ db }: Scope,
	{ communityId, trackerId, from, to }: { communityId: string; trackerId: string; from: string; to: string },
	limit: number,
): Promise<TeamBoardRow[]> {
	const rows = await db
		.selectFrom('check_in')
		.innerJoin('member', (join) =>
			join
				.onRef('member.community_id', '=', 'check_in.community_id')
				.onRef('member.member_id', '=', 'check_in.member_id'),
		)
		.select([
			'check_in.team',
			sql<number>`count(distinct coalesce(member.merged_into, member.member_id) || '#' || check_in.day || '#' || check_in.slot)`.as(
				'score',
			),
			sql<number>`count(distinct coalesce(member.merged_into, member.member_id))`.as('people'),
			sql<string>`max(check_in.occurred_at)`.as('reached_at'),
		])
		.where('check_in.community_id', '=', communityId)
		.where('check_in.tracker_id', '=', trackerId)
		.where('check_in.day', '>=', from)
		.where('check_in.day', '<=', to)
		.where('check_in.status', '=', 'counted')
		.where('check_in.team', 'is not', null)
		.groupBy('check_in.team')
		.orderBy('score', 'desc')
		.orderBy('reached_at')
		.orderBy('check_in.team')
		.limit(limit)
		.execute();
	return rows.map((row) => ({
		team: row.team ?? '',
		score: row.score,
		people: row.people,
		reachedAt: row.reached_at,
	}));
}
