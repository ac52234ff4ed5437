import { sql, type SelectQueryBuilder } from 'kysely';

import type { Scope } from '../schema';
import type { BoardFilter, BoardRow, StoreTransaction, TeamBoardRow } from '../types';
import { utc } from '../values';

type PageOf = Parameters<StoreTransaction['leaderboard']>[1];
type Lines = SelectQueryBuilder<
	{ line: { person: string; name: string | null; team: string | null; score: number; reached_at: string } },
	'line',
	unknown
>;

export async function leaderboard(scope: Scope, filter: BoardFilter, { limit, after }: PageOf): Promise<BoardRow[]> {
	let query = linesOf(scope, filter).selectAll();
	if (after !== undefined) {
		const { score, memberId } = after;
		const reachedAt = utc(after.reachedAt);
		query = query.where(({ and, eb, or }) =>
			or([
				eb('score', '<', score),
				and([eb('score', '=', score), eb('reached_at', '>', reachedAt)]),
				and([eb('score', '=', score), eb('reached_at', '=', reachedAt), eb('person', '>', memberId)]),
			]),
		);
	}
	const rows = await query.orderBy('score', 'desc').orderBy('reached_at').orderBy('person').limit(limit).execute();
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

function linesOf(scope: Scope, filter: BoardFilter): Lines {
	const { by } = filter;
	// What the two have in common is what a line has; Kysely types the tables they come from besides.
	return typeof by === 'object' && 'days' in by
		? linesOfDays(scope, filter, by.days)
		: linesOfStreaks(scope, filter);
}

/** The index holds hidden, score, instant and member in this order, so a page is read and nothing sorted. */
function linesOfStreaks({ db }: Scope, { communityId, trackerId, by, team }: BoardFilter) {
	const column = by === 'total' ? 'streak.total' : 'streak.current';
	return db.selectFrom((eb) => {
		let query = eb
			.selectFrom('streak')
			.innerJoin('member', (join) =>
				join
					.onRef('member.community_id', '=', 'streak.community_id')
					.onRef('member.member_id', '=', 'streak.member_id'),
			)
			.select([
				'streak.member_id as person',
				'member.name as name',
				'streak.team as team',
				`${column} as score`,
				'streak.reached_at as reached_at',
			])
			.where('streak.community_id', '=', communityId)
			.where('streak.tracker_id', '=', trackerId)
			.where('streak.hidden', '=', 0)
			.where(column, '>', 0)
			.where('member.merged_into', 'is', null);
		if (typeof by === 'object' && 'streakAt' in by) query = query.where('streak.lives_until', '>', utc(by.streakAt));
		if (team !== undefined) query = query.where('streak.team', '=', team);
		return query.as('line');
	});
}

/** A person's check-ins in a range of days; two merged members with the same one have it once. */
function linesOfDays(
	{ db }: Scope,
	{ communityId, trackerId, team }: BoardFilter,
	{ from, to }: { from: string; to: string },
) {
	return db.selectFrom((eb) => {
		let counted = eb
			.selectFrom('check_in')
			.innerJoin('member', (join) =>
				join
					.onRef('member.community_id', '=', 'check_in.community_id')
					.onRef('member.member_id', '=', 'check_in.member_id'),
			)
			.select([
				sql<string>`coalesce(member.merged_into, member.member_id)`.as('person'),
				sql<number>`count(distinct check_in.day || '#' || check_in.slot)`.as('score'),
				sql<string>`max(check_in.occurred_at)`.as('reached_at'),
				sql<string | null>`max(check_in.team)`.as('team'),
			])
			.where('check_in.community_id', '=', communityId)
			.where('check_in.tracker_id', '=', trackerId)
			.where('check_in.day', '>=', from)
			.where('check_in.day', '<=', to)
			.where('check_in.status', '=', 'counted')
			.groupBy(sql`coalesce(member.merged_into, member.member_id)`);
		if (team !== undefined) counted = counted.where('check_in.team', '=', team);
		return eb
			.selectFrom(counted.as('counted'))
			.innerJoin('member as kept', (join) =>
				join.on('kept.community_id', '=', communityId).onRef('kept.member_id', '=', 'counted.person'),
			)
			.leftJoin('streak', (join) =>
				join
					.on('streak.community_id', '=', communityId)
					.on('streak.tracker_id', '=', trackerId)
					.onRef('streak.member_id', '=', 'counted.person'),
			)
			.select(['counted.person', 'kept.name', 'counted.team', 'counted.score', 'counted.reached_at'])
			.where(sql<number>`coalesce(streak.hidden, 0)`, '=', 0)
			.as('line');
	});
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
