import { sql, type RawBuilder, type SqlBool } from 'kysely';

import { ACTIVE_TYPES } from '../../../community/segments/active';
import type { SimpleCondition } from '../../../community/segments/condition';
import { dayStarts, windowOpens } from '../../../community/segments/window';
import { utc } from '../../values';
import { mergedMembers } from '../persons';
import { between, joined, type Compiling } from './source';

type Events = Extract<SimpleCondition, { when: 'events' }>;
type Moment = Extract<SimpleCondition, { when: 'joined' | 'lastActive' }>;

/** What happened from one instant on and before another. */
interface Span {
	from?: string | undefined;
	before: string;
}

/** The instant after `now`: what happened at `now` counts. */
function end({ query }: Compiling): string {
	return new Date(Date.parse(query.now) + 1).toISOString();
}

/**
 * How often something happened. A window is counted once for everybody, from the index by kind; of all time each
 * member is looked up in the index by member, which for "ever" and "never" stops at the first line.
 */
export function eventsHold(compiling: Compiling, condition: Events): RawBuilder<SqlBool> {
	const { kinds, count, withinDays: days } = condition;
	const { scope, query } = compiling;
	if (days === undefined) return ofAllTime(compiling, condition);
	if (count === 'events') {
		const span = { from: windowOpens(query.now, days, query.timeZone), before: end(compiling) };
		return between(scope, inSpan(compiling, kinds, span), condition);
	}
	return between(scope, onDays(compiling, kinds, days), condition);
}

function ofAllTime(compiling: Compiling, { kinds, atLeast = 0, atMost }: Events): RawBuilder<SqlBool> {
	const span = { before: end(compiling) };
	if (atMost === 0) return sql<SqlBool>`(not ${happened(compiling, kinds, span)} and ${sql.lit(atLeast)} = 0)`;
	if (atMost === undefined && atLeast <= 1) {
		return atLeast === 0 ? sql<SqlBool>`1 = 1` : happened(compiling, kinds, span);
	}
	const { db, query } = compiling;
	const own = db
		.selectFrom('event as e')
		.select(sql<number>`count(*)`.as('n'))
		.where('e.community_id', '=', query.communityId)
		.where('e.member_id', '=', sql.ref<string>('m.member_id'))
		.where('e.type', 'in', kinds)
		.where('e.occurred_at', '<', span.before);
	const merged = db
		.selectFrom('member as x')
		// SQLite keeps the order of a cross join: from the few members who were merged to what they did.
		.crossJoin('event as e')
		.whereRef('e.member_id', '=', 'x.member_id')
		.where('e.community_id', '=', query.communityId)
		.select(sql<number>`count(*)`.as('n'))
		.where('x.community_id', '=', query.communityId)
		.where('x.merged_into', '=', sql.ref<string>('m.member_id'))
		// PostgreSQL may read all who were merged at once, and must not take everybody else with them.
		.where('x.merged_into', 'is not', null)
		.where('e.type', 'in', kinds)
		.where('e.occurred_at', '<', span.before);
	return between(compiling.scope, sql<number>`(${own} + ${merged})`, { atLeast, atMost });
}

/** Whether a person did anything of these kinds in the span; looked up member by member. */
export function happened(compiling: Compiling, kinds: readonly string[], { from, before }: Span): RawBuilder<SqlBool> {
	const { db, query } = compiling;
	const own = db
		.selectFrom('event as e')
		.select(sql<number>`1`.as('one'))
		.where('e.community_id', '=', query.communityId)
		.where('e.member_id', '=', sql.ref<string>('m.member_id'))
		.where('e.type', 'in', kinds)
		.where('e.occurred_at', '<', before)
		.$if(from !== undefined, (one) => one.where('e.occurred_at', '>=', from ?? ''));
	const merged = db
		.selectFrom('member as x')
		// SQLite keeps the order of a cross join: from the few members who were merged to what they did.
		.crossJoin('event as e')
		.whereRef('e.member_id', '=', 'x.member_id')
		.where('e.community_id', '=', query.communityId)
		.select(sql<number>`1`.as('one'))
		.where('x.community_id', '=', query.communityId)
		.where('x.merged_into', '=', sql.ref<string>('m.member_id'))
		.where('x.merged_into', 'is not', null)
		.where('e.type', 'in', kinds)
		.where('e.occurred_at', '<', before)
		.$if(from !== undefined, (one) => one.where('e.occurred_at', '>=', from ?? ''));
	return sql<SqlBool>`(exists ${own} or exists ${merged})`;
}

/** How many events each person has in a span. */
function inSpan(compiling: Compiling, kinds: readonly string[], span: Span): RawBuilder<number> {
	return perPerson(compiling, kinds, span, sql<number>`count(*)`);
}

/** On how many of the days each person has an event. */
function onDays(compiling: Compiling, kinds: readonly string[], days: number): RawBuilder<number> {
	const { now, timeZone } = compiling.query;
	const starts = dayStarts(now, days, timeZone);
	const span = { from: starts[0], before: end(compiling) };
	return perPerson(compiling, kinds, span, sql<number>`count(distinct ${dayOf(starts)})`);
}

/**
 * Which of the days an event falls on, found by halving them. A join with the days says the same, but PostgreSQL then
 * compares every event with every day.
 */
function dayOf(starts: readonly string[], first = 0): RawBuilder<number> {
	if (starts.length <= 1) return sql.lit(first);
	const half = Math.ceil(starts.length / 2);
	return sql<number>`case when e.occurred_at < ${starts[half]}
		then ${dayOf(starts.slice(0, half), first)} else ${dayOf(starts.slice(half), first + half)} end`;
}

/**
 * A number for each person of what happened in a span: most are one member, and are counted from the index by kind
 * alone; the few who are several are counted from the index by member. To ask of every event whether its member was
 * merged would cost more than all the rest.
 */
function perPerson(
	compiling: Compiling,
	kinds: readonly string[],
	{ from, before }: Span,
	n: RawBuilder<number>,
): RawBuilder<number> {
	const { db, query } = compiling;
	const isCounted = sql<SqlBool>`e.community_id = ${query.communityId} and e.type in (${sql.join(kinds)})
		and e.occurred_at >= ${from ?? ''} and e.occurred_at < ${before}`;
	const single = db
		.selectFrom('event as e')
		.select(['e.member_id as person', n.as('n')])
		.where(isCounted)
		.where('e.member_id', 'is not', null)
		.groupBy('e.member_id');
	const several = db
		.selectFrom(mergedMembers(db, query.communityId).as('x'))
		// SQLite keeps the order of a cross join: from the few persons to what they did.
		.crossJoin('event as e')
		.select(['x.person', n.as('n')])
		.whereRef('e.member_id', '=', 'x.member_id')
		.where(isCounted)
		.groupBy('x.person');
	return joined(compiling, several, single);
}

/** When somebody joined, or did anything for the last time. */
export function momentHolds(compiling: Compiling, condition: Moment): RawBuilder<SqlBool> {
	const { before, after, withinDays, notWithinDays } = condition;
	const { now, timeZone } = compiling.query;
	const opens = (days: number | undefined) => (days === undefined ? [] : [windowOpens(now, days, timeZone)]);
	const earliest = latest([...(after === undefined ? [] : [utc(after)]), ...opens(withinDays)]);
	const ends = first([...(before === undefined ? [] : [utc(before)]), ...opens(notWithinDays)]);
	const joinedIn = sql<SqlBool>`(m.joined_at is not null${
		earliest === undefined ? sql`` : sql` and m.joined_at >= ${earliest}`
	}${ends === undefined ? sql`` : sql` and m.joined_at < ${ends}`})`;
	return condition.when === 'joined' ? joinedIn : activeIn(compiling, { earliest, ends, joinedIn });
}

/**
 * The last sign of life lies in the span: there is one in it, and none later. Who never gave any counts from joining.
 * What lies later is counted for everybody at once; member by member it is asked only where that leaves it open.
 */
function activeIn(
	compiling: Compiling,
	{
		earliest,
		ends,
		joinedIn,
	}: { earliest: string | undefined; ends: string | undefined; joinedIn: RawBuilder<SqlBool> },
): RawBuilder<SqlBool> {
	const until = end(compiling);
	const isOver = ends !== undefined && ends < until;
	const later = isOver ? sql`${inSpan(compiling, ACTIVE_TYPES, { from: ends, before: until })} = 0 and ` : sql``;
	const span = { from: earliest, before: isOver ? ends : until };
	const ever = happened(compiling, ACTIVE_TYPES, { before: until });
	return sql<SqlBool>`(${later}(${happened(compiling, ACTIVE_TYPES, span)} or (${joinedIn} and not ${ever})))`;
}

const latest = (instants: readonly string[]): string | undefined => [...instants].sort().at(-1);
const first = (instants: readonly string[]): string | undefined => [...instants].sort()[0];
