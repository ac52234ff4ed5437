import { sql, type Expression, type Kysely, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';

import type { MemberTable, Scope, Tables } from '../../schema';
import type { SegmentQuery } from '../../types';

/** The members that a segment chooses from: each person once, as the kept member `m`. */
export type People = SelectQueryBuilder<Tables & { m: MemberTable }, 'm', object>;

/** What the leaves of a condition are compiled with. */
export interface Compiling {
	scope: Scope;
	db: Kysely<Tables>;
	query: SegmentQuery;
	/** Joins that the leaves have asked for, by alias. */
	joins: Map<string, Joined>;
}

/** A number for each person, to be joined to `m`. */
export interface Joined {
	of: Expression<{ person: string | null; n: number }>;
}

/** Joins numbers for each person, and gives the first that there is as an expression, 0 where there is none. */
export function joined(compiling: Compiling, ...numbers: readonly Joined['of'][]): RawBuilder<number> {
	const found = numbers.map((of) => {
		const alias = `j${compiling.joins.size}`;
		compiling.joins.set(alias, { of });
		return sql.ref(`${alias}.n`);
	});
	return sql<number>`coalesce(${sql.join(found)}, 0)`;
}

/** `value` lies between the limits that are given. */
export function between(
	{ engine }: Scope,
	value: RawBuilder<number>,
	{ atLeast, atMost }: { atLeast?: number | undefined; atMost?: number | undefined },
): RawBuilder<SqlBool> {
	const parts = [
		...(atLeast === undefined ? [] : [sql`${value} >= ${real(engine, atLeast)}`]),
		...(atMost === undefined ? [] : [sql`${value} <= ${real(engine, atMost)}`]),
	];
	return sql<SqlBool>`(${sql.join(parts, sql` and `)})`;
}

/** A number that may have a fraction, compared with whole ones. */
export function real(engine: Scope['engine'], value: number): RawBuilder<number> {
	return engine === 'postgres' ? sql<number>`cast(${value} as double precision)` : sql<number>`cast(${value} as real)`;
}
