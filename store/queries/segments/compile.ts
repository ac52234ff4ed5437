import { sql, type RawBuilder, type SqlBool } from 'kysely';

import type { SegmentCondition, SimpleCondition } from '../../../community/segments/condition';
import type { Scope } from '../../schema';
import type { SegmentQuery } from '../../types';
import { scoreAt } from '../scores';
import { eventsHold, momentHolds } from './events';
import { fieldHolds, tagHolds } from './portrait';
import { between, joined, type Compiling, type People } from './source';

/**
 * The people of a segment, as one statement. `matches` of community/segments is the reference: a property test
 * compares the two on both engines.
 */
export function peopleOf(scope: Scope, query: SegmentQuery): People {
	const compiling: Compiling = { scope, db: scope.db, query, joins: new Map() };
	const holds = compile(compiling, query.condition);
	let people: People = scope.db.selectFrom('member as m');
	for (const [alias, { of }] of compiling.joins) {
		// What is joined is named only by expressions of ours, so the type of the builder need not grow with it.
		people = people.leftJoin(sql<{ person: string | null }>`${of}`.as(alias), (join) =>
			join.on(sql.ref(`${alias}.person`), '=', sql.ref('m.member_id')),
		);
	}
	return people
		.where('m.community_id', '=', query.communityId)
		.where('m.merged_into', 'is', null)
		.where('m.status', 'in', query.statuses)
		.where(holds);
}

function compile(compiling: Compiling, condition: SegmentCondition): RawBuilder<SqlBool> {
	switch (condition.when) {
		case 'all':
		case 'any': {
			const parts = condition.of.map((part) => compile(compiling, part));
			return sql<SqlBool>`(${sql.join(parts, condition.when === 'all' ? sql` and ` : sql` or `)})`;
		}
		case 'not':
			return sql<SqlBool>`(not ${compile(compiling, condition.of)})`;
		default:
			return simple(compiling, condition);
	}
}

/** Every leaf is true or false, never null: `not` would keep null, and lose members. */
function simple(compiling: Compiling, condition: SimpleCondition): RawBuilder<SqlBool> {
	switch (condition.when) {
		case 'field':
			return fieldHolds(compiling, condition);
		case 'tag':
			return tagHolds(compiling, condition);
		case 'events':
			return eventsHold(compiling, condition);
		case 'points':
			return between(compiling.scope, pointsOf(compiling), condition);
		case 'intimacy':
			return between(compiling.scope, intimacyOf(compiling), condition);
		case 'tier':
			return tierHolds(compiling, condition.oneOf);
		case 'joined':
		case 'lastActive':
			return momentHolds(compiling, condition);
	}
}

function pointsOf(compiling: Compiling): RawBuilder<number> {
	const { db, query } = compiling;
	const own = db
		.selectFrom('points_balance as b')
		.select(['b.member_id as person', 'b.balance as n'])
		.where('b.community_id', '=', query.communityId);
	const merged = db
		.selectFrom('member as x')
		.innerJoin('points_balance as b', (join) =>
			join.onRef('b.community_id', '=', 'x.community_id').onRef('b.member_id', '=', 'x.member_id'),
		)
		.select(['x.merged_into as person', sql<number>`sum(b.balance)`.as('n')])
		.where('x.community_id', '=', query.communityId)
		.where('x.merged_into', 'is not', null)
		.groupBy('x.merged_into');
	return sql<number>`(${joined(compiling, own)} + ${joined(compiling, merged)})`;
}

function intimacyOf(compiling: Compiling): RawBuilder<number> {
	const { db, query, scope } = compiling;
	const score = scoreAt(scope, 's', query.now, query.fading);
	const own = db
		.selectFrom('score as s')
		.select(['s.member_id as person', score.as('n')])
		.where('s.community_id', '=', query.communityId);
	const merged = db
		.selectFrom('member as x')
		.innerJoin('score as s', (join) =>
			join.onRef('s.community_id', '=', 'x.community_id').onRef('s.member_id', '=', 'x.member_id'),
		)
		.select(['x.merged_into as person', sql<number>`sum(${score})`.as('n')])
		.where('x.community_id', '=', query.communityId)
		.where('x.merged_into', 'is not', null)
		.groupBy('x.merged_into');
	return sql<number>`(${joined(compiling, own)} + ${joined(compiling, merged)})`;
}

function tierHolds({ db, query }: Compiling, tiers: readonly string[]): RawBuilder<SqlBool> {
	const held = db
		.selectFrom('tier_state as t')
		.select(sql<number>`1`.as('one'))
		.where('t.community_id', '=', query.communityId)
		.where('t.member_id', '=', sql.ref<string>('m.member_id'))
		.where('t.tier', 'in', tiers);
	return sql<SqlBool>`exists ${held}`;
}
